declare const __webpack_require__: unknown

/**
 * The file that this code runs from, a path; undefined where no file is to be had. In a bundle it is the bundle, or a chunk of it. Bundlers treat
 * `import.meta.url` each in their own way: esbuild leaves nothing of it in CommonJS, webpack puts in the address that the module had where the bundle was made.
 */
export async function ownFile(): Promise<string | undefined> {
  const [{ existsSync }, { fileURLToPath }] = await Promise.all([import('node:fs'), import('node:url')])
  const address: string | undefined = import.meta.url
  if (address?.startsWith('file:')) {
    const file = fileURLToPath(address)
    if (existsSync(file)) return file
  }
  try {
    return __filename // not asked for by typeof: webpack says that it is there, in ES modules too
  } catch {
    return process.argv[1]
  }
}

/** The folder of this package where it is installed; undefined in a bundle. */
export async function ownPackage(): Promise<string | undefined> {
  // Webpack and ncc, whose bundle takes itself for the installed package on the machine that it was made on.
  if (typeof __webpack_require__ !== 'undefined') return undefined
  const file = await ownFile()
  if (file === undefined) return undefined
  const [{ createRequire }, { dirname, sep }] = await Promise.all([import('node:module'), import('node:path')])
  try {
    const folder = dirname(createRequire(file).resolve('crosslingual/package.json'))
    return file.startsWith(folder + sep) ? folder : undefined
  } catch {
    return undefined
  }
}
