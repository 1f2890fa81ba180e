import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { demoPath, demoSamples } from '../support/demo.js'
import { hasShared, sharedPath } from '../support/shared.js'

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
afterAll(() => rmSync(folder, { recursive: true }))

function crosslingual(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    input,
    encoding: 'utf8',
    cwd: folder,
  })
  return { status, stdout, stderr }
}

function json(args: readonly string[], input?: string) {
  const { stdout, stderr, status } = crosslingual([...args, '--format', 'json'], input)
  expect([status, stderr]).toEqual([0, ''])
  return JSON.parse(stdout)
}

function file(name: string, lines: readonly object[]): string {
  const path = join(folder, name)
  writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  return path
}

const french = { output: 'Le conseil se réunira demain soir.', language: 'fr' }
const english = { output: 'The council will meet tomorrow evening.', language: 'fr' }

describe('crosslingual score', () => {
  test('the demo: a table by model and language, with macro means, policy and signature', () => {
    const { status, stdout } = crosslingual(['score', demoPath, '--by', 'model,language'])
    expect(status).toBe(0)
    expect(stdout).toMatch(
      /^model +language +metric +mean % +95 % interval +scored +wrong language +skipped +failed +total +over$/m,
    )
    expect(stdout).toMatch(/^llama-2-instruct +ru +languageCorrectness +70\.0 +48\.1 – 85\.5 +20 +0 +0 +0 +20$/m)
    expect(stdout).toMatch(/^llama-2-instruct +non-en \(macro\) +spellcheckRatio .* fr pt ru \(no de\)$/m)
    expect(stdout).toMatch(/^wrong-language policy: exclude$/m)
    expect(stdout).toMatch(/^33 × spellcheckRatio, no-dictionary: .* npm install dictionary-de$/m)
    expect(stdout).toMatch(/^signature: crosslingual:\d.*lid\.176\.ftz#8f3472cf/m)
    expect(stdout).not.toContain('\u001b')
  })

  test('--text whole measures every character, and the scorers of reasoning what a model thinks', () => {
    const output = `<think>The user asks for the capital of Australia.</think>\nCanberra est la capitale.`
    const input = `${JSON.stringify({ output, language: 'fr' })}\n`
    const scorers = ['--scorers', 'languageCorrectness,reasoningLanguageCorrectness', '--format', 'jsonl']
    const rows = ['prose', 'whole'].map(
      (text) => crosslingual(['score', '-', ...scorers, '--text', text], input).stdout,
    )
    const [prose, whole] = rows.map((row) => JSON.parse(row).scores)
    expect(prose).toMatchObject({
      languageCorrectness: { score: 1, metadata: { leftOut: { reasoning: 58 } } },
      reasoningLanguageCorrectness: { score: 0, metadata: { detected: 'en' } },
    })
    expect(whole.languageCorrectness).toMatchObject({ score: 0, metadata: { text: 'whole' } })
  })

  test('json has the documented shape', () => {
    const report = json(['score', demoPath, '--by', 'model,language'])
    expect(Object.keys(report)).toEqual(['signature', 'wrongLanguage', 'by', 'groups', 'macro'])
    const group = report.groups.find(({ by }: { by: object }) =>
      JSON.stringify(by).includes('llama-2-instruct","language":"ru'),
    )
    expect(group.metrics.languageCorrectness).toEqual({
      total: 20,
      scored: 20,
      prompts: 20,
      wrongLanguage: 0,
      skipped: 0,
      failed: 0,
      mean: 0.7,
      interval: [expect.closeTo(0.481, 3), expect.closeTo(0.8545, 3)],
      reasons: {},
    })
    expect(group.metrics.spellcheckRatio).toMatchObject({ total: 20, scored: 14, wrongLanguage: 6 })
  })

  test('policies side by side: zero counts what exclude leaves out', () => {
    const mean = (policy: string) => {
      const report = json(
        ['score', '-', '--wrong-language', policy],
        `${JSON.stringify(french)}\n${JSON.stringify(english)}\n`,
      )
      const { mean, scored, wrongLanguage } = report.groups[0].metrics.spellcheckRatio
      return [mean, scored, wrongLanguage]
    }
    expect(mean('exclude')).toEqual([1, 1, 1])
    expect(mean('zero')).toEqual([0.5, 2, 0])
    expect(mean('include')[0]).toBeCloseTo(0.5, 1)
  })

  test.each(['jsonl', 'json', 'csv'])('reads %s by name and from standard input', (format) => {
    const content = {
      jsonl: `${JSON.stringify(french)}\n`,
      json: JSON.stringify([french]),
      csv: 'response,lang\n"Le conseil se réunira demain soir.",fr\n',
    }[format] as string
    writeFileSync(join(folder, `in.${format}`), content)
    const fromFile = json(['score', `in.${format}`])
    expect(fromFile.groups[0]).toMatchObject({
      by: { model: null, language: 'fr' },
      metrics: { languageCorrectness: { mean: 1 } },
    })
    expect(json(['score', '-'], content)).toEqual(fromFile)
  })

  test('several files with a --name are one set of samples', () => {
    const files = [file('one.jsonl', [french]), file('two.jsonl', [english])]
    const report = json(['score', ...files, '--name', 'm'])
    expect(report.groups[0].metrics.languageCorrectness).toMatchObject({ total: 2, mean: 0.5 })
  })

  test('several files that name no model are told apart, and that is said', () => {
    const files = [file('one.jsonl', [french]), file('two.jsonl', [english])]
    const { status, stdout, stderr } = crosslingual(['score', ...files, '--format', 'json'])
    expect([status, stderr]).toEqual([0, expect.stringContaining('no column names the model')])
    expect(JSON.parse(stdout).groups.map(({ by }: { by: { model: string } }) => by.model)).toEqual([
      expect.stringContaining('one.jsonl'),
      expect.stringContaining('two.jsonl'),
    ])
  })

  test('--map, --language and --scorers', () => {
    const path = file('mapped.jsonl', [{ text: french.output }, { text: english.output }])
    const report = json(['score', path, '--map', 'output=text', '--language', 'fr', '--scorers', 'linePassRate'])
    expect(report.groups[0].metrics).toMatchObject({ linePassRate: { mean: 0.5 } })
  })

  test('--out has each sample, in order, with its scores, its fields and the signature', () => {
    const out = join(folder, 'scored.jsonl')
    json(['score', demoPath, '--out', out])
    const rows = readFileSync(out, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(rows.map(({ id }) => id)).toEqual(demoSamples.map(({ id }) => id))
    for (const [i, row] of rows.entries()) {
      expect(row).toMatchObject(demoSamples[i] as object)
      expect(Object.keys(row.scores)).toEqual(['languageCorrectness', 'spellcheckRatio'])
      expect(row.signature).toMatch(/^crosslingual:/)
    }
    const russian = rows.find(({ language, scores }) => language === 'ru' && scores.spellcheckRatio.status === 'scored')
    expect(russian.signature).toContain('|dictionaries:ru@')
    expect(statSync(out).mode & 0o077).toBe(0) // responses may be private
  })

  test('a scored file can be scored again', () => {
    const out = join(folder, 'again.jsonl')
    const first = json(['score', demoPath, '--out', out])
    expect(json(['score', out])).toEqual(first)
  })

  describe('--min', () => {
    const path = () => file('min.jsonl', [french, english, { ...french, language: 'fr' }])
    test.each<[string[], number, RegExp]>([
      [['languageCorrectness=0.6'], 0, /^$/],
      [['languageCorrectness@fr=0.6', 'spellcheckRatio@fr=0.9'], 0, /^$/],
      [
        ['languageCorrectness=0.7'],
        1,
        /^languageCorrectness, –, fr: mean 0\.6667 \[0\.2077, 0\.9385\] is below 0\.7 \(3 of 3 scored\)$/m,
      ],
      [['languageCorrectness@ru=0.5'], 2, /--min languageCorrectness@ru=0\.5: no group "ru" \(groups: –, fr\)/],
      [['languageCorectness=0.5'], 2, /no metric "languageCorectness"; did you mean "languageCorrectness"\?/],
      [['languageCorrectness=50'], 2, /MIN from 0 to 1/],
    ])('%j exits with %i', (minimums, code, message) => {
      const { status, stderr, stdout } = crosslingual(['score', path(), ...minimums.flatMap((min) => ['--min', min])])
      expect([status, stderr]).toEqual([code, expect.stringMatching(message)])
      if (code !== 2) expect(stdout).toContain('languageCorrectness')
    })

    test('the verdict that spelling needs comes along, and can be held to a minimum', () => {
      const args = ['--scorers', 'spellcheckRatio', '--min', 'languageCorrectness=0.9']
      const { status, stderr } = crosslingual(['score', path(), ...args])
      expect([status, stderr]).toEqual([1, expect.stringContaining('languageCorrectness')])
    })

    test('a group where nothing was scored is below any minimum', () => {
      const { status, stderr } = crosslingual([
        'score',
        file('de.jsonl', [{ output: 'Das Haus ist alt.', language: 'de' }]),
        '--min',
        'spellcheckRatio=0',
      ])
      expect([status, stderr]).toEqual([1, expect.stringContaining('nothing was scored is below 0 (0 of 1 scored)')])
    })
  })

  test.each<[string, string[], string, RegExp]>([
    ['a bad line', ['-'], '{"output":"x"}\nnonsense\n', /crosslingual: stdin:2: not valid JSON/],
    ['no file', ['missing.jsonl'], '', /missing\.jsonl: cannot be read/],
    ['no samples', ['-'], '', /stdin|-: no samples/],
    [
      'a misspelt field',
      ['-', '--by', 'modle'],
      '{"output":"x","model":"m"}',
      /--by modle: no sample has a field "modle"; did you mean "model"\?/,
    ],
    ['an unknown option', ['-', '--bye', 'x'], '', /unknown option '--bye'/],
    ['an unknown policy', ['-', '--wrong-language', 'drop'], '', /Allowed choices are exclude, zero, include/],
    ['an unknown scorer', ['-', '--scorers', 'spelcheckRatio'], '', /did you mean "spellcheckRatio"\?/],
    ['an unknown language', ['-', '--language', 'frnch'], '', /unknown language "frnch"; did you mean "french"\?/],
    [
      'a model that is none',
      ['-', '--lid-model', demoPath],
      '{"output":"x"}',
      /language-confusion\.jsonl: is not a fastText model/,
    ],
    ['no files', [], '', /missing required argument/],
    [
      'an out folder that is not there',
      ['-', '--out', 'nowhere/out.jsonl'],
      '{"output":"x"}',
      /nowhere\/out\.jsonl: cannot be written/,
    ],
  ])('%s: exit code 2 and a sentence, no stack', (_, args, input, message) => {
    const { status, stdout, stderr } = crosslingual(['score', ...args], input)
    expect([status, stderr]).toEqual([2, expect.stringMatching(message)])
    expect(stderr).not.toMatch(/^ +at /m)
    expect(stdout).toBe('')
  })

  test('--skip-bad-lines counts and reports them', () => {
    const input = `${JSON.stringify(french)}\nnonsense\n{"output":3}\n`
    const { status, stdout, stderr } = crosslingual(['score', '-', '--skip-bad-lines', '--format', 'json'], input)
    expect(status).toBe(0)
    expect(stderr).toMatch(/^2 bad lines left out:\n {2}stdin:2: not valid JSON.*\n {2}stdin:3: output must be text/)
    expect(JSON.parse(stdout).groups[0].metrics.languageCorrectness.total).toBe(1)
  })

  test('an error leaves the final file as it was; what was scored is beside it', () => {
    const own = mkdtempSync(join(folder, 'out-'))
    const out = join(own, 'scored.jsonl')
    writeFileSync(out, 'of yesterday')
    const { status, stderr } = crosslingual(
      ['score', '-', '--out', out, '--force'],
      [...Array(100).fill(JSON.stringify(french)), 'nonsense'].join('\n'),
    )
    expect(status).toBe(2)
    expect(readFileSync(out, 'utf8')).toBe('of yesterday')
    expect(readdirSync(own)).toEqual(['scored.jsonl', 'scored.jsonl.partial', 'scored.jsonl.partial.json'])
    expect(stderr).toContain('scored.jsonl.partial has what was scored; the same command with --resume goes on')
  })

  test('Ctrl-C ends it by the signal; before the first row was written nothing stays', async () => {
    const own = mkdtempSync(join(folder, 'out-'))
    const child = spawn(process.execPath, [main, 'score', '-', '--out', join(own, 'scored.jsonl')])
    await until(() => readdirSync(own).includes('scored.jsonl.partial'))
    child.kill('SIGINT')
    const signal = await new Promise((resolve) => child.once('exit', (_, name) => resolve(name)))
    expect(signal).toBe('SIGINT')
    expect(readdirSync(own)).toEqual([])
  })

  test('markdown escapes what comes from data; the table shows no escape sequence', () => {
    const path = file('hostile.jsonl', [{ ...french, model: '\u001b[31m|`<b>*x*\n' }])
    const markdown = crosslingual(['score', path, '--format', 'markdown']).stdout
    expect(markdown).toContain('| �\\[31m\\|\\`\\<b\\>\\*x\\*� | fr |')
    expect(markdown).toMatch(/^\| --- \| --- \| --- \| ---: \|/m)
    const table = crosslingual(['score', path]).stdout
    expect(table).toContain('�[31m|`<b>*x*�')
    expect(table).not.toContain('\u001b')
  })

  test('help and version', () => {
    expect(crosslingual(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
    const { status, stdout } = crosslingual(['score', '--help'])
    expect(status).toBe(0)
    expect(stdout).toMatch(/--wrong-language <policy>/)
  })

  test.skipIf(!hasShared)(
    'language correctness of real responses is native fastText’s, in percent (needs ../shared)',
    () => {
      const percent = (path: string) => {
        const file = sharedPath(`language-confusion/${path}`)
        const report = json(['score', file, '--scorers', 'languageCorrectness', '--text', 'whole'])
        return Object.fromEntries(
          report.groups.map(
            ({
              by,
              metrics,
            }: {
              by: { language: string }
              metrics: Record<string, { mean: number; total: number }>
            }) => [
              by.language,
              [Number(((metrics.languageCorrectness?.mean ?? 0) * 100).toFixed(1)), metrics.languageCorrectness?.total],
            ],
          ),
        )
      }
      expect(percent('llama-2-instruct.csv')).toMatchObject({
        fr: [83.7, 596],
        pt: [85.7, 496],
        ru: [62.4, 396],
        de: [60.6, 396],
        en: [100, 200],
      })
      expect(percent('gpt-3.5-turbo.jsonl')).toMatchObject({
        fr: [95.2, 599],
        pt: [96.6, 499],
        ru: [94.2, 399],
        de: [93.5, 399],
        en: [99, 200],
      })
    },
    60_000,
  )
})

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20))
}

test('the build is there', () => expect(existsSync(main)).toBe(true))
