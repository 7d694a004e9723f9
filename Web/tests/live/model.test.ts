import { describe, expect, it } from 'vitest'
import { rowHash, type Row } from '../../src/live/checksum'
import { LiveTable, type Frame } from '../../src/live/table'

/** SplitMix64: the same numbers for a seed everywhere. */
function random(seed: number) {
  let state = BigInt(seed)
  return (below: number) => {
    state = BigInt.asUintN(64, state + 0x9E3779B97F4A7C15n)
    let z = state
    z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xBF58476D1CE4E5B9n)
    z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94D049BB133111EBn)
    return Number(BigInt.asUintN(64, z ^ (z >> 31n)) % BigInt(below))
  }
}

/** The owner's side, as short as it can be said. */
class Owner {
  rows = new Map<string, Row>()
  version = 0
  constructor(readonly epoch: number) {}
  put(key: string, cell: string | null) { this.rows.set(key, [key, ++this.version, cell === null ? null : [cell]]) }
  get live() { return [...this.rows.values()].filter((row) => row[2] !== null) }
  get content() { return JSON.stringify(this.live.map(([key, , cells]) => [key, cells]).sort()) }
  from(epoch: number, version: number): Frame | null {
    if (epoch > this.epoch || (epoch === this.epoch && version >= this.version)) return null
    const check = this.live.reduce((sum, row) => (sum + rowHash(row)) >>> 0, 0)
    return epoch !== this.epoch || version < 0
      ? { epoch: this.epoch, from: -1, to: this.version, check, rows: this.live }
      : { epoch: this.epoch, from: version, to: this.version, check, rows: [...this.rows.values()].filter((row) => row[1] > version) }
  }
}

describe('a table on a network that loses, repeats, reorders and corrupts', () => {
  it('shows only what the owner held, never goes back, and ends equal', () => {
    let shown = 0
    for (let seed = 1; seed <= 300; seed++) {
      const pick = random(seed)
      const table = new LiveTable()
      let owner = new Owner(1)
      const history = new Map([['1/0', owner.content]])
      const network: Frame[] = []
      for (let step = 0; step < 300; step++) {
        const what = pick(100)
        if (what < 40) { owner.put(`k${pick(6)}`, pick(4) === 0 ? null : `v${pick(9)}`); history.set(`${owner.epoch}/${owner.version}`, owner.content) }
        else if (what < 42) { owner = new Owner(owner.epoch + 1); history.set(`${owner.epoch}/0`, owner.content) }
        else if (what < 70) {
          const cursor = pick(3) ? table.cursor : [owner.epoch, Math.max(0, owner.version - pick(4))] as const
          const frame = owner.from(cursor[0], cursor[1])
          if (frame) network.push(frame)
        } else if (network.length) {
          const at = pick(network.length)
          let frame = network[at]!
          if (pick(10)) network.splice(at, 1)
          if (!pick(20) && frame.rows[0]?.[2]) frame = { ...frame, rows: [[frame.rows[0][0], frame.rows[0][1], ['wrong']], ...frame.rows.slice(1)] }
          if (!pick(8)) continue
          const before = [table.epoch, table.version] as const
          const { outcome } = table.apply(frame)
          expect(table.epoch > before[0] || (table.epoch === before[0] && table.version >= before[1]), `seed ${seed}: went back`).toBe(true)
          if (outcome === 'applied') shown++
          if (table.version >= 0) expect(JSON.stringify([...table.rows.values()].map(([key, , cells]) => [key, cells]).sort()), `seed ${seed}`).toBe(history.get(`${table.epoch}/${table.version}`))
        }
      }
      const last = owner.from(...table.cursor)
      if (last) expect(table.apply(last).outcome).toBe('applied')
      expect([table.epoch, table.version], `seed ${seed}`).toEqual([owner.epoch, owner.version])
    }
    expect(shown).toBeGreaterThan(5000)
  })
})
