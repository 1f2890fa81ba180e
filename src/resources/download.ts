/**
 * @throws Error for any HTTP status but success.
 */
export async function download(address: string | URL): Promise<Uint8Array> {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}
