import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'
import { agreement, failed, type GateResult, gate, select } from '../../../src/index.js'
import {
  formatAgreement,
  formatGate,
  formatGateJson,
  formatGateMarkdown,
  formatJUnit,
  formatSelection,
  formatTable,
  githubAnnotations,
} from '../../../src/report/index.js'
import { reportOf, row } from '../../results/gate/gate-reports.js'

const hostile = '::error::<b>&"\'|`\u001b[31m\r\n##[add-mask]x]]>\u202e%0A\uD800\uFFFE'
const budget = { maxFailed: '100%' } as const

/** A gate with a check of each outcome, in groups of these names. */
function gated(good: string, bad: string, down: string): GateResult {
  const rows = [
    ...[0, 1].map((i) => row(`a${i}`, good, { 'm:1,2': 1 })),
    ...[0, 1].map((i) => row(`b${i}`, bad, { 'm:1,2': i })),
    row('c', down, { 'm:1,2': failed('m', hostile, 'down') }),
  ]
  return gate(reportOf(rows), { rules: [{ by: ['language'], min: 0.9 }] })
}

const result = gated('fr', hostile, 'ru')
const lines = (text: string) => text.trimEnd().split('\n')

describe('JUnit XML', () => {
  // The schema of Jenkins' xUnit plugin, junit-10.xsd, as in pytest's sdist (testing/example_scripts).
  const schema = process.env.JUNIT_XSD
  const validator =
    schema === undefined ? undefined : XsdValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(schema)))
  const parsed = (xml: string) => {
    const document = XmlDocument.fromString(xml)
    validator?.validate(document) // throws where it is not valid
    return document
  }

  test('is valid, with its counts, and failures apart from errors', () => {
    const document = parsed(formatJUnit(result))
    const count = (path: string) => document.find(path).length
    expect([count('//testcase'), count('//failure'), count('//error')]).toEqual([3, 1, 1])
    const suite = document.get('/testsuites/testsuite[@tests="3" and @failures="1" and @errors="1"]')
    expect(suite).not.toBeNull()
    expect(document.get('//testcase[@classname="m:1,2" and @name="language=fr: min 0.9"]')).not.toBeNull()
    document.dispose()
  })

  test('no two test cases have one name', () => {
    const path = '/checkpoints/'.padEnd(80, 'x')
    const rows = [`${path}1`, `${path}2`, 'fr'].map((model, i) => {
      const { sample, ...rest } = row(`${i}`, 'fr', { m: i % 2 })
      return { ...rest, sample: { ...sample, model } }
    })
    const report = reportOf(rows, ['model', 'language'])
    const rules = [
      { by: ['model'], min: 0.5 },
      { by: ['language'], min: 0.5, minScored: 1 },
      { by: ['model'], min: 0.5 },
      { by: ['model'], maxDrop: 0, minScored: 20 },
      { by: ['model'], maxDrop: 0, minScored: 1 },
      { by: ['model'], maxDrop: 0, minScored: 1 },
    ]
    const result = gate(report, { rules, baseline: report })
    const document = parsed(formatJUnit(result))
    const names = document.find('//testcase/@name').map(({ content }) => content)
    document.dispose()
    expect(names).toContain(`model=${path}1: min 0.5`)
    expect([...new Set(names)]).toEqual(names)
    expect(names.length).toBe(result.checks.length)
  })

  test('one check alone is valid too', () => {
    const one = gate(reportOf([row('a', 'fr', { m: 1 })]), { rules: [{ min: 0 }] })
    parsed(formatJUnit(one)).dispose()
  })

  test.skipIf(validator === undefined)(
    'the validator does reject (needs JUNIT_XSD, else nothing was validated)',
    () => {
      expect(() => parsed('<testsuites><testsuite name="x"/></testsuites>')).toThrow(/tests/)
    },
  )

  test('whatever the groups are called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (name) => {
        parsed(formatJUnit(gated('fr', `x${name}`, 'ru'))).dispose()
      }),
    )
  })
})

describe('text for people', () => {
  test('a line for each check, and the verdict at the end', () => {
    const text = formatGate(result)
    expect(lines(text)).toHaveLength(7)
    expect(lines(text).at(-1)).toBe(
      'The gate fails on quality (1 of 3 checks passed, 1 failed, 1 without enough valid scores).',
    )
    expect(text).toMatch(/^passed +m:1,2 +fr +min 0\.9 +mean 1\.0000 reaches 0\.9 +2$/m)
    expect(text).toMatch(/^NO ANSWER +m:1,2 +ru +maxFailed 0/m)
  })

  test('Markdown is one table with a cell for each value, and no markup of the data', () => {
    const html = new MarkdownIt({ html: true }).render(formatGateMarkdown(result))
    expect(html.match(/<tr>/g)).toHaveLength(4)
    expect(html.match(/<td/g)).toHaveLength(3 * 7)
    expect(html).not.toMatch(/<b>|<code>/)
    expect(html).toContain('&lt;b&gt;&amp;&quot;')
  })

  test('nothing that comes from data commands a terminal or GitHub’s runner', () => {
    for (const text of [formatGate(result), formatGateMarkdown(result), formatGateJson(result)]) {
      expect(text).not.toContain('##[')
      expect(text).not.toContain('\u001b')
      for (const line of lines(text)) expect(line.trimStart()).not.toMatch(/^::/)
    }
    expect(JSON.parse(formatGateJson(result))).toEqual(result)
  })
})

describe('a line that begins with what comes from data', () => {
  const command = '::stop-commands::x'
  const commands = (text: string) => lines(text).filter((line) => /^\s*::/.test(line))

  test('commands GitHub’s runner in no table', () => {
    const rows = [row('a', command, { [command]: 1 }), row('b', ` ${command}`, { [command]: 0 })]
    const report = reportOf(rows)
    const records = ['1', '2'].map((rate) => ({ model: command, rate, language: 'fr', metric: 'm', mean: 0.5 }))
    const selection = select(records, { configuration: ['model'], choose: 'rate' })
    const ratings = (value: number) => [{ id: command, ratings: { [command]: value } }]
    const texts = [
      formatTable(report),
      formatTable(reportOf(rows, [])),
      formatTable({ ...report, by: [], groups: report.groups, signature: { [`a\n${command}`]: `b\n${command}` } }),
      formatSelection(selection),
      formatAgreement(agreement(ratings(0), ratings(2))),
      formatGate(gate(report, { rules: [{ by: ['language'], min: 0.5 }] })),
    ]
    for (const text of texts) expect(commands(text)).toEqual([])
    expect(texts[0]).toContain(': :stop-commands::x')
  })
})

describe('annotations', () => {
  test('one line for each check that did not pass, with what would end a property or a line escaped', () => {
    const commands = lines(githubAnnotations(result))
    expect(commands).toHaveLength(2)
    for (const command of commands) {
      const [, title, data] = /^::error title=([^,:]*)::(.*)$/.exec(command) ?? []
      expect(title).toContain('m%3A1%2C2%2C ')
      expect(data).not.toMatch(/%(?!0D|0A|25)/)
    }
    expect(commands[0]).toContain('%3A %3Aerror%3A%3A<b>')
    expect(commands[0]).toContain('%250A')
    expect(commands[1]).toContain('::too few valid scores: 1 of 1 failed, 0 allowed')
  })

  test('none when all passed', () => {
    const good = gate(reportOf([row('a', 'fr', { m: 1 })]), { rules: [{ min: 0 }], ...budget })
    expect(githubAnnotations(good)).toBe('')
  })
})
