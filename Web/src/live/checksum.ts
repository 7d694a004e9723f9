/** A cell: a text, a whole number, or nothing. Money is a text in yuan. */
export type Cell = string | number | null
/** A row as frames carry it: `cells` is null when the row was removed. `seq` is the version at which it last changed. */
export type Row = readonly [key: string, seq: number, cells: readonly Cell[] | null]

const encoder = new TextEncoder()
const OFFSET = 2166136261
const PRIME = 16777619

/**
 * FNV-1a, 32 bits, over UTF-8 of key, seq and cells with U+001F between them; nothing is U+0000. The server computes the same
 * (`BoardChecksum`), and both are tested with the vectors in `tests/Rules/Boards/checksum-vectors.json`.
 */
export function rowHash([key, seq, cells]: Row): number {
  if (cells === null) return 0
  let text = `${key}\x1f${seq}`
  for (const cell of cells) text += `\x1f${cell === null ? '\0' : cell}`
  let hash = OFFSET
  for (const byte of encoder.encode(text)) hash = Math.imul(hash ^ byte, PRIME)
  return hash >>> 0
}
