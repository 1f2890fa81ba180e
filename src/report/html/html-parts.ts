// Styles stand in the elements themselves, since notebooks drop style sheets, and colours are see-through, since notebooks are light or dark.

/** The kinds of things that have a colour. */
export const colours = {
  good: 'rgba(46,160,67,.28)',
  middling: 'rgba(210,153,34,.3)',
  bad: 'rgba(248,81,73,.28)',
  none: 'rgba(128,128,128,.25)',
  line: 'rgba(128,128,128,.35)',
  bar: '#4c8dd6',
} as const

export const styles = {
  box: 'font:14px/1.5 system-ui,sans-serif;max-width:60em;overflow-wrap:anywhere',
  badge: 'display:inline-block;border-radius:.8em;padding:0 .7em;margin:.15em .4em .15em 0',
  faint: 'opacity:.75;font-size:.9em',
  response: `white-space:pre-wrap;margin:.4em 0;padding:.5em .7em;border-left:3px solid ${colours.line}`,
  leftOut: 'opacity:.5',
  misspelt: 'background:none;color:inherit;text-decoration:underline wavy rgb(248,81,73);text-underline-offset:.2em',
} as const

/** A row of three columns: a name, a value, and words, which go below the two where the page is narrow. */
export function row(name: string, value: string, words: string, ruled: boolean): string {
  const rule = ruled ? `;border-top:1px solid ${colours.line}` : ''
  const columns = [
    `<div style="flex:0 0 11em">${name}</div>`,
    `<div style="flex:0 0 10em">${value}</div>`,
    `<div style="flex:1 1 14em">${words}</div>`,
  ]
  return `<div style="display:flex;flex-wrap:wrap;gap:0 1em;padding:.25em 0${rule}">${columns.join('')}</div>`
}

/** A score from 0 to 1 as a bar, with its interval as a line over it. */
export function bar(share: number, interval: readonly [low: number, high: number] | null = null): string {
  const percent = (value: number) => `${(value * 100).toFixed(1)}%`
  const track = `position:relative;display:inline-block;vertical-align:middle;width:6em;height:.7em;border-radius:.2em;background:${colours.none}`
  const fill = `position:absolute;left:0;top:0;height:100%;border-radius:.2em;background:${colours.bar};width:${percent(share)}`
  const whisker =
    interval === null
      ? ''
      : `<span style="position:absolute;top:calc(50% - 1px);height:2px;background:currentColor;left:${percent(interval[0])};width:${percent(interval[1] - interval[0])}"></span>`
  return `<span style="${track}"><span style="${fill}"></span>${whisker}</span>`
}
