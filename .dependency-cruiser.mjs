// The arrows between the rooms of src/, and no circles: `npm run check:rooms`. CONTRIBUTING.md has the same table, with what each room is for.

/** Rooms in their order: each may import from those before it in its own list. What is not listed may import from no other room. */
const arrows = {
  core: [],
  text: [],
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
}
