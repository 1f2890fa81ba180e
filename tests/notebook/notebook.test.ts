import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { NotInstalled, packedProject, run } from '../support/packed.js'

// To write the outputs anew, after a change of what is displayed or of the version: UPDATE_NOTEBOOK=1 npx vitest run tests/notebook
const NOTEBOOK = fileURLToPath(new URL('../../examples/notebook/scores.ipynb', import.meta.url))
const RUNNER = fileURLToPath(new URL('../support/run-notebook.py', import.meta.url))

/** Where `pip install --target` put the Jupyter client, if not among Python's own packages. */
const env = { ...process.env, ...(process.env.JUPYTER_CLIENT && { PYTHONPATH: process.env.JUPYTER_CLIENT }) }

interface Notebook {
  cells: { source: string | string[]; outputs?: { output_type: string; data?: Record<string, string | string[]> }[] }[]
}

test('the example notebook, run by Deno’s kernel with the packed package, gives the outputs that are in it', async ({
  skip,
}) => {
  if (!(await hasJupyter())) return skip('no Jupyter client: pip install jupyter-client nbformat')
  let project: string
  try {
    project = await packedProject({ [denoPackage()]: '^2.9.6' })
  } catch (error) {
    if (error instanceof NotInstalled) return skip(error.message)
    throw error
  }
  const kernel = join(project, 'share/kernels/deno')
  const deno = join(project, 'node_modules', denoPackage(), process.platform === 'win32' ? 'deno.exe' : 'deno')
  mkdirSync(kernel, { recursive: true })
  const argv = [deno, 'jupyter', '--kernel', '--conn', '{connection_file}']
  writeFileSync(join(kernel, 'kernel.json'), JSON.stringify({ argv, display_name: 'Deno', language: 'typescript' }))

  const out = join(project, 'out.ipynb')
  const { status, stderr } = await run('python3', [RUNNER, NOTEBOOK, project, out], {
    cwd: project,
    env: { ...env, JUPYTER_PATH: join(project, 'share'), DENO_DIR: join(project, 'deno') },
  })
  expect(stderr).not.toMatch(/Error/)
  expect(status).toBe(0)
  if (process.env.UPDATE_NOTEBOOK) copyFileSync(out, NOTEBOOK)

  const shown = outputs(out)
  expect(shown).toEqual(outputs(NOTEBOOK))
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

/** What each code cell shows, by media type. */
function outputs(path: string): Record<string, string>[][] {
  const { cells } = JSON.parse(readFileSync(path, 'utf8')) as Notebook
  return cells.flatMap(({ outputs }) => {
    if (outputs === undefined) return []
    return [
      outputs.map(({ data = {} }) =>
        Object.fromEntries(Object.entries(data).map(([type, text]) => [type, [text].flat().join('')])),
      ),
    ]
  })
}
