import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const { arrows } = (await import(`${root}.dependency-cruiser.mjs`)) as { arrows: Record<string, string[]> }
const contributing = readFileSync(`${root}CONTRIBUTING.md`, 'utf8')
const table = [...contributing.matchAll(/^\| `src\/([a-z]+)` *\|[^|]*\| ([^|]*) \|$/gm)].map(
  ([, room = '', from = '']) => ({
    room,
    from: from.trim(),
  }),
)

test('the table of rooms has the arrows that the check holds the code to', () => {
  const rooms = Object.keys(arrows)
  const told = (room: string, from: readonly string[]) => {
    const others = rooms.filter((other) => other !== room && !from.includes(other))
    if (others.length <= 2) return `all but ${others.join(', ')}`
    return from.join(', ') || 'nothing'
  }
  expect(table).toEqual(Object.entries(arrows).map(([room, from]) => ({ room, from: told(room, from) })))
})

test('every room is in the table, and may import only from those above it', () => {
  const folders = readdirSync(`${root}src`, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  expect(table.map(({ room }) => room).sort()).toEqual(folders.map(({ name }) => name).sort())
  for (const [i, [room, from]] of Object.entries(arrows).entries()) {
    const above = Object.keys(arrows).slice(0, i)
    for (const other of from) expect(above, `${room} imports ${other}`).toContain(other)
  }
})

test('every file that it names is there', () => {
  const named = [...contributing.matchAll(/`((?:[\w-]+\/)+[\w.-]*)`/g)].map(([, path = '']) => path)
  expect(named.length).toBeGreaterThan(20)
  const missing = named.filter((path) => !existsSync(`${root}src/${path}`) && !existsSync(`${root}${path}`))
  expect(missing).toEqual([])
})
