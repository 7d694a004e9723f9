import { rowHash, type Cell, type Row } from './checksum'

/** Moves a copy from version `from` to version `to` of one epoch; `from` is −1 when it carries the whole table. */
export interface Frame { epoch: number; from: number; to: number; check: number; rows: readonly Row[] }

/**
 * What became of a frame. `old`: it is here already. `misfit`: something before it was lost. `broken`: the checksum does not agree.
 * After the last two the table shows what it showed, and the owner is to be asked with `cursor`.
 */
export type Applied = { outcome: 'old' | 'misfit' | 'broken' } | { outcome: 'applied'; changed: Row[] }

const same = (left: readonly Cell[], right: readonly Cell[]) => left.length === right.length && left.every((cell, index) => cell === right[index])

/** A copy of a board: what it shows at (epoch, version) is exactly what the owner had there, and neither ever goes back. */
export class LiveTable {
  epoch = 0
  version = -1
  readonly rows = new Map<string, Row>()
  #hashes = new Map<string, number>()
  #check = 0
  #fromScratch = false

  /** What to ask with: after a broken frame only the whole table helps. */
  get cursor(): readonly [epoch: number, version: number] { return this.#fromScratch ? [0, -1] : [this.epoch, this.version] }

  apply(frame: Frame): Applied {
    if (frame.epoch < this.epoch || (frame.epoch === this.epoch && frame.to <= this.version)) return { outcome: 'old' }
    const whole = frame.from < 0
    if (!whole && (frame.epoch !== this.epoch || frame.from > this.version)) return { outcome: 'misfit' }

    // First the sum, then the rows: a frame that does not agree leaves no trace.
    const fresh: [row: Row, hash: number][] = []
    let check = whole ? 0 : this.#check
    for (const row of frame.rows) {
      const old = whole ? undefined : this.rows.get(row[0])
      if (old && old[1] >= row[1]) continue
      const hash = rowHash(row)
      check = (check - (old ? this.#hashes.get(row[0])! : 0) + hash) >>> 0
      fresh.push([row, hash])
    }
    if (check !== frame.check >>> 0) {
      this.#fromScratch = true
      return { outcome: 'broken' }
    }

    const changed = whole ? this.#replace(fresh) : this.#put(fresh)
    this.epoch = frame.epoch
    this.version = frame.to
    this.#check = check
    this.#fromScratch = false
    return { outcome: 'applied', changed }
  }

  #put(fresh: [row: Row, hash: number][]): Row[] {
    const changed: Row[] = []
    for (const [row, hash] of fresh) {
      const [key, , cells] = row
      const old = this.rows.get(key)
      if (cells === null ? old : !old?.[2] || !same(old[2], cells)) changed.push(row)
      if (cells === null) {
        this.rows.delete(key)
        this.#hashes.delete(key)
      } else {
        this.rows.set(key, row)
        this.#hashes.set(key, hash)
      }
    }
    return changed
  }

  /** A whole table after a restart is mostly what is shown already: only what differs counts as changed. */
  #replace(fresh: [row: Row, hash: number][]): Row[] {
    const kept = new Set(fresh.map(([row]) => row[0]))
    const gone = [...this.rows.keys()].filter((key) => !kept.has(key))
    return this.#put([...gone.map((key): [Row, number] => [[key, 0, null], 0]), ...fresh])
  }
}
