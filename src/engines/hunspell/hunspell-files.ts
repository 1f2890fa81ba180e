/**
 * Hunspell takes anything for a dictionary and then accepts no word; this catches the files that are none.
 *
 * @throws Error when the word list does not start with its count, or the affix file is empty.
 */
export function assertHunspellFiles(aff: Uint8Array, dic: Uint8Array, name: string): void {
  if (!(aff instanceof Uint8Array && dic instanceof Uint8Array)) {
    throw new TypeError(`dictionary ${name}: aff and dic must be Uint8Array, the bytes of the two files`)
  }
  const firstLine =
    new TextDecoder()
      .decode(dic.subarray(0, 64))
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/)[0] ?? ''
  if (!/^\s*\d+/.test(firstLine)) {
    throw new Error(
      `dictionary ${name}: the .dic file must start with its number of words, got "${firstLine.slice(0, 20)}"`,
    )
  }
}
