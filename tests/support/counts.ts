/**
 * How often something is tried: `quick` times in `npm test`, `whole` times in `npm run test:slow`. The `*.slow.test.ts` that imports a test file
 * runs it again with its whole counts.
 */
export function count(quick: number, whole: number): number {
  return process.env.CROSSLINGUAL_COUNTS === 'whole' ? whole : quick
}
