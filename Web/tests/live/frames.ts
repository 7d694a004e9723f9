import { rowHash, type Row } from '../../src/live/checksum'
import type { Frame } from '../../src/live/table'

/** A frame as an owner that holds `held` after it would send it. */
export function frame(epoch: number, from: number, to: number, rows: Row[], held: Row[] = rows): Frame {
  const check = held.reduce((sum, row) => (sum + rowHash(row)) >>> 0, 0)
  return { epoch, from, to, check, rows }
}

export const row = (key: string, seq: number, ...cells: (string | number | null)[]): Row => [key, seq, cells]
export const gone = (key: string, seq: number): Row => [key, seq, null]
