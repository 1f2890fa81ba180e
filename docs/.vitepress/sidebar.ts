import { readdirSync, readFileSync } from 'node:fs'
import type { DefaultTheme } from 'vitepress'

type Item = DefaultTheme.SidebarItem

/** The pages of each folder in their order; those that are not named here come last. */
const order = {
  guide: [
    'getting-started',
    'numbers',
    'prose',
    'mixing',
    'wrong-language',
    'files',
    'other-tools',
    'judges',
    'modifiers',
    'pipeline',
    'gates',
    'hosts',
    'notebooks',
    'browser',
  ],
  recipes: [
    'score-a-file',
    'compare-two-models',
    'large-files',
    'shards-and-spark',
    'unit-tests',
    'ci-gate',
    'own-scorer',
    'own-model-or-dictionary',
    'bundle',
    'judge-with-a-local-server',
    'generate-responses',
  ],
  '.': ['limits', 'performance', 'changelog'],
}

const docs = new URL('../', import.meta.url)
const modules = readModules()

/** The pages that there are, by their first headings, and the modules of the API reference. */
export function sidebar(opened?: Item): Item[] {
  const listed = modules.map((each) => (each === opened ? each : { ...each, items: [] }))
  return [
    { text: 'Guide', items: pages('guide') },
    { text: 'Recipes', items: pages('recipes') },
    { text: 'Reference', items: [page('reference/cli.md'), page('reference/api/index.md'), ...listed] },
    { text: 'About', items: pages('.') },
  ]
}

/** The same with its members for each module, beside the module's pages. */
export function sidebarsOfModules(): DefaultTheme.SidebarMulti {
  return Object.fromEntries(modules.map((each) => [each.link, sidebar(each)]))
}

function pages(folder: keyof typeof order): Item[] {
  // -1, of a page that is not named, becomes the greatest number.
  const place = (file: string) => order[folder].indexOf(file.replace('.md', '')) >>> 0
  return readdirSync(new URL(`${folder}/`, docs))
    .filter((file) => file.endsWith('.md') && file !== 'index.md')
    .sort((a, b) => place(a) - place(b))
    .map((file) => page(folder === '.' ? file : `${folder}/${file}`))
}

function page(path: string): Item {
  const [, heading = path] = /^# (.+)$/m.exec(readFileSync(new URL(path, docs), 'utf8')) ?? []
  return { text: heading.replaceAll('`', ''), link: `/${path.replace(/index\.md$/, '')}` }
}

/** As typedoc lists them, but side by side: it has `crosslingual/llm` inside `crosslingual`. */
function readModules(): Item[] {
  const [root = {}] = JSON.parse(readFileSync(new URL('reference/api/typedoc-sidebar.json', docs), 'utf8')) as Item[]
  const { items = [] } = root
  return [
    { ...root, collapsed: false, items: items.filter(({ link }) => link === undefined) },
    ...items
      .filter(({ link }) => link !== undefined)
      .map((item) => ({ ...item, text: `${root.text}/${item.text}`, collapsed: false, items: item.items ?? [] })),
  ]
}
