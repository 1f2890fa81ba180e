import { spawnSync } from 'node:child_process'
import { createReadStream, createWriteStream, statSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { inFolder, writeDemoFile } from './demo-file.js'
import { measure } from './measure.js'

// `npx tsx bench/file-kinds.ts 1000000 [--score]`: the same rows as JSON Lines, packed, and as parquet, read alone (or scored by language too). Wants the
// build, and python3 with pyarrow, which writes one row group for every million rows.

const count = Number(process.argv[2] ?? 100_000)
const isScored = process.argv.includes('--score')

const TO_PARQUET = `
import sys, pyarrow.json, pyarrow.parquet
pyarrow.parquet.write_table(pyarrow.json.read_json(sys.argv[1]), sys.argv[2], compression='zstd')
`

const READ = (path: string) => `
import { readSamples } from './dist/files/index.js'
let count = 0
for await (const { output } of readSamples(${JSON.stringify(path)})) if (output !== '') count += 1
if (count !== ${count}) throw new Error(count + ' rows')
`

await inFolder(async (folder) => {
  const plain = await writeDemoFile(folder, count)
  const packed = `${plain}.gz`
  await pipeline(createReadStream(plain), createGzip(), createWriteStream(packed))
  const parquet = plain.replace('.jsonl', '.parquet')
  const { status, stderr } = spawnSync('python3', ['-c', TO_PARQUET, plain, parquet], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`pyarrow: ${stderr}`)
  console.log(`| ${count} rows | MB | seconds | µs a row | peak MB |\n|:---|---:|---:|---:|---:|`)
  for (const path of [plain, packed, parquet]) {
    const score = ['dist/cli/main.js', 'score', path, '--scorers', 'languageCorrectness', '--format', 'json']
    const { seconds, megabytes } = measure(isScored ? score : ['--input-type=module', '--eval', READ(path)])
    const size = (statSync(path).size / 2 ** 20).toFixed(0)
    const cells = [
      path.replace(/^.*?\./, ''),
      size,
      seconds.toFixed(1),
      ((seconds / count) * 1e6).toFixed(1),
      megabytes.toFixed(0),
    ]
    console.log(`| ${cells.join(' | ')} |`)
  }
})
