// The arrows between the rooms of src/, and no circles: `npm run check:rooms`. CONTRIBUTING.md says what each room is for.

/** From which other rooms each room may import. */
export const arrows = {
  core: [],
  text: ['core'],
  statistics: [],
  resources: ['core'],
  engines: ['core', 'resources'],
  llm: ['core'],
  scorers: ['core', 'text', 'resources', 'engines', 'llm'],
  results: ['core', 'text', 'statistics'],
  files: ['core', 'text', 'statistics', 'results'],
  evalset: ['core', 'statistics', 'scorers', 'files'],
  evaluation: ['core', 'statistics', 'resources', 'engines', 'scorers', 'results', 'files'],
  generate: ['core', 'text', 'llm', 'files'],
  report: ['core', 'text', 'results'],
  hosts: ['core', 'text', 'scorers', 'report'],
  cli: [
    'core',
    'text',
    'statistics',
    'resources',
    'engines',
    'llm',
    'scorers',
    'results',
    'files',
    'evalset',
    'evaluation',
    'generate',
    'report',
  ],
}

/** From which rooms inside the same room an inner room may import; '' is the files at its root. What is not listed here may import from all. */
const innerArrows = {
  'engines/fasttext': { file: [], features: ['file'], output: ['file'] },
  'engines/hunspell': {
    letters: [],
    aff: ['letters'],
    dic: ['letters', 'aff'],
    affixes: ['letters', 'aff', 'dic'],
    compounds: ['letters', 'aff', 'dic', 'affixes'],
    check: ['letters', 'aff', 'dic', 'affixes', 'compounds'],
  },
  scorers: {
    language: [],
    spelling: ['language'],
    confusion: ['language', 'spelling'],
    mixing: ['language', 'spelling'],
    judge: ['language'],
    modifiers: ['language', 'judge'],
    policy: ['language'],
  },
  results: { '': [], compare: [''], gate: [''], select: [''] },
  evaluation: { workers: [] },
  report: { '': [], gate: [''], html: [''] },
  hosts: { integrations: [], matchers: [] },
  cli: {
    options: [],
    input: ['options'],
    output: ['options'],
    score: ['options', 'input', 'output'],
    generate: ['options', 'input', 'output'],
    gate: ['options', 'input', 'output'],
    run: ['options', 'input', 'output', 'generate'],
  },
}

/** Where node:*, the network and native modules may be. */
const NATIVE =
  /^src\/(resources|files|evaluation\/workers|generate|cli|llm\/(openai|server-calls|patient-fetch|embedded|embedded-model|disk-cache)\.ts|evalset\/read-released-set\.ts)/

const room = (name, allowed) => ({
  name: `${name} may import from ${allowed.join(', ') || 'no other room'}`,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: { path: '^src/', pathNot: `^src/(${[name, ...allowed].join('|')})/` },
})

const innerRoom = (parent, name, allowed) => ({
  name: `${parent}/${name} may import from ${allowed.map((other) => other || 'the root').join(', ') || 'no room beside it'}`,
  severity: 'error',
  from: { path: name === '' ? `^src/${parent}/[^/]+$` : `^src/${parent}/${name}/`, pathNot: '/index\\.ts$' },
  to: {
    path: `^src/${parent}/`,
    pathNot: [name, ...allowed].map((other) => (other === '' ? `^src/${parent}/[^/]+$` : `^src/${parent}/${other}/`)),
  },
})

export default {
  forbidden: [
    { name: 'no circles', severity: 'error', from: {}, to: { circular: true } },
    ...Object.entries(arrows).map(([name, allowed]) => room(name, allowed)),
    ...Object.entries(innerArrows).flatMap(([parent, rooms]) =>
      Object.entries(rooms).map(([name, allowed]) => innerRoom(parent, name, allowed)),
    ),
    {
      name: 'node and native modules only where the files, the network and the command line are',
      severity: 'error',
      from: { path: '^src/', pathNot: NATIVE.source },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'openai, undici, node-llama-cpp, cacache and piscina likewise',
      severity: 'error',
      from: { path: '^src/', pathNot: NATIVE.source },
      to: { path: 'node_modules/(openai|undici|node-llama-cpp|cacache|piscina)/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
  },
}
