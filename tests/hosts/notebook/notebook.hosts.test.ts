import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { exampleProject, installedVersion, NotInstalled, run } from '../../support/packed.js'
import { withoutHost } from '../../support/without-host.js'
import { EXAMPLE_NOTEBOOK, notebookOutputs } from './notebook-outputs.js'

// To write the outputs anew, after a change of what is displayed or of the version: UPDATE_NOTEBOOK=1 npx vitest run tests/hosts/notebook
const README = fileURLToPath(new URL('../../../examples/README.md', import.meta.url))
const RUNNER = fileURLToPath(new URL('../../support/run-notebook.py', import.meta.url))

/** Where `pip install --target` put the Jupyter client, if not among Python's own packages. */
const env = { ...process.env, ...(process.env.JUPYTER_CLIENT && { PYTHONPATH: process.env.JUPYTER_CLIENT }) }

test('the example notebook, run by Deno’s kernel with the packed package, gives the outputs that are in it', async ({
  skip,
}) => {
  if (!(await hasJupyter())) return withoutHost(skip, 'there is no Jupyter client: pip install jupyter-client nbformat')
  let project: string
  try {
    project = await exampleProject('notebook', { [denoPackage()]: '2.9.6' })
  } catch (error) {
    if (error instanceof NotInstalled) return withoutHost(skip, error.message)
    throw error
  }
  expect(readFileSync(README, 'utf8')).toContain(`Deno ${installedVersion(project, denoPackage())}`)
  const kernel = join(project, 'share/kernels/deno')
  const deno = join(project, 'node_modules', denoPackage(), process.platform === 'win32' ? 'deno.exe' : 'deno')
  mkdirSync(kernel, { recursive: true })
  const argv = [deno, 'jupyter', '--kernel', '--conn', '{connection_file}']
  writeFileSync(join(kernel, 'kernel.json'), JSON.stringify({ argv, display_name: 'Deno', language: 'typescript' }))

  const out = join(project, 'out.ipynb')
  const { status, stderr } = await run('python3', [RUNNER, EXAMPLE_NOTEBOOK, project, out], {
    cwd: project,
    env: { ...env, JUPYTER_PATH: join(project, 'share'), DENO_DIR: join(project, 'deno') },
  })
  expect(stderr).not.toMatch(/Error/)
  expect(status).toBe(0)
  if (process.env.UPDATE_NOTEBOOK) copyFileSync(out, EXAMPLE_NOTEBOOK)

  const shown = notebookOutputs(out)
  expect(shown).toEqual(notebookOutputs(EXAMPLE_NOTEBOOK))
  const html = shown.map((cell) => cell.map((data) => data['text/html'] ?? '').join(''))
  // A score, the same with its response, a list, a list without numbers, a report, samples, a hostile response.
  expect(html.map((text) => text !== '')).toEqual([false, true, true, true, true, true, true, true])
  expect(html[2]).toMatch(/<mark [^>]*>mezure<\/mark>/)
  expect(html.at(-1)).toContain('&lt;script&gt;alert(2)&lt;/script&gt;')
}, 240_000)

async function hasJupyter(): Promise<boolean> {
  const found = run('python3', ['-c', 'import jupyter_client, nbformat'], { cwd: tmpdir(), env })
  return found.then(
    ({ status }) => status === 0,
    () => false, // no Python
  )
}

function denoPackage(): string {
  return `@deno/${process.platform}-${process.arch}${process.platform === 'linux' ? '-glibc' : ''}`
}
