/**
 * Cohen's κ with quadratic weights (Cohen 1968): κ = 1 − Σ w·observed / Σ w·expected with w = (x − y)², from counts of rating pairs. Null where chance
 * agreement is full.
 */
export function quadraticKappa(counts: readonly (readonly number[])[]): number | null {
  const total = sum(counts.flat())
  const rows = counts.map(sum)
  const columns = counts.map((_, y) => sum(counts.map((row) => row[y] as number)))
  let observed = 0
  let expected = 0
  for (const [x, row] of counts.entries()) {
    for (const [y, count] of row.entries()) {
      observed += (x - y) ** 2 * count
      expected += ((x - y) ** 2 * (rows[x] as number) * (columns[y] as number)) / total
    }
  }
  return expected > 0 ? 1 - observed / expected : null
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
