/**
 * Finds the next place of a string in a text, again and again from later places, in time linear in the text: what was found beyond a place, or not at
 * all, is not looked for anew.
 */
export class Finder {
  private readonly known = new Map<string, { from: number; found: number }>()

  constructor(readonly text: string) {}

  /** Where `what` is next, at `from` or after it; -1 for nowhere. Places must not go back. */
  next(what: string, from: number): number {
    const known = this.known.get(what)
    if (known !== undefined && known.from <= from && (known.found < 0 || known.found >= from)) return known.found
    const found = this.text.indexOf(what, from)
    this.known.set(what, { from, found })
    return found
  }
}
