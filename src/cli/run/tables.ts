import { join } from 'node:path'
import type { Sample } from '../../core/sample.js'
import { writeWhole } from '../../files/atomic-file.js'
import { formatMarkdown } from '../../report/markdown.js'
import type { Report } from '../../results/report.js'
import type { RunConfig } from './config.js'
import { summarized } from './scoring.js'

interface Table {
  /** Its name in report.json. */
  name: string
  title: string
  by: string[]
  keep(sample: Sample): boolean
}

const unmodified = ({ modifier }: Sample) => modifier === undefined
const notEnglish = ({ language }: Sample) => language !== 'en'

/** The tables of arXiv 2402.14778, as far as the run has what they need. */
function tablesOf({ modifiers, models }: RunConfig): Table[] {
  const fields = [...new Set(models.flatMap((model) => Object.keys(model.fields)))]
  return [
    {
      name: 'byLanguage',
      title: 'Each model in each language, with en, non-en and all as macro means (figures 2 and 4)',
      by: ['model', 'language'],
      keep: unmodified,
    },
    {
      name: 'nonEnglish',
      title:
        'Each model over all responses in the languages other than English (figure 2’s non-en as the human ratings have it, pooled)',
      by: ['model'],
      keep: (sample) => unmodified(sample) && notEnglish(sample),
    },
    {
      name: 'byTask',
      title: 'By task category, in the languages other than English (figure 3, right)',
      by: ['model', 'task'],
      keep: (sample) => unmodified(sample) && notEnglish(sample),
    },
    ...(modifiers
      ? [
          {
            name: 'byModifier',
            title: 'By modifier and language of the instruction (table 1)',
            by: ['model', 'modifier', 'instructionLanguage'],
            keep: (sample: Sample) => !unmodified(sample),
          },
        ]
      : []),
    ...(fields.length > 0
      ? [
          {
            name: 'byConfiguration',
            title: `By ${fields.join(' and ')} (figure 3, left)`,
            by: [...fields, 'language'],
            keep: unmodified,
          },
        ]
      : []),
  ]
}

/**
 * Writes `report.json` and `report.md` into the run folder.
 *
 * @returns the path of `report.md`.
 */
export async function writeTables(
  config: RunConfig,
  files: readonly string[],
  dropped: readonly { model: string; below: string[] }[],
): Promise<string> {
  const { out } = config
  const reports: Record<string, Report> = {}
  const sections: string[] = ['# Report', '']
  for (const { model, below } of dropped) {
    sections.push(
      `**${model}** is under the minimal bar${config.judge ? ' and was not judged' : ''}: ${below.join('; ')}.`,
      '',
    )
  }
  for (const { name, title, by, keep } of tablesOf(config)) {
    const report = await summarized(files, config, by, keep)
    reports[name] = report
    sections.push(`## ${title}`, '', formatMarkdown(report))
  }
  await writeWhole(join(out, 'report.json'), `${JSON.stringify({ underBar: dropped, tables: reports }, null, 2)}\n`, {
    overwrite: true,
  })
  const path = join(out, 'report.md')
  await writeWhole(path, sections.join('\n'), { overwrite: true })
  return path
}
