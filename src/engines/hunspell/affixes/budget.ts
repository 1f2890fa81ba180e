/**
 * Look-ups for one word. Hunspell stops looking for compounds by the clock (50 ms); counting gives the same verdict on every machine.
 */
const LOOKUPS = 400_000

export class Budget {
  private left = LOOKUPS

  renew(): void {
    this.left = LOOKUPS
  }

  spend(lookups = 1): void {
    this.left -= lookups
  }

  get spent(): boolean {
    return this.left < 0
  }
}
