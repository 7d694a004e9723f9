import { describe, expect, it } from 'vitest'
import { rowHash, type Row } from '../../src/live/checksum'
import { LiveTable } from '../../src/live/table'
import shared from '../../../tests/Rules/Boards/checksum-vectors.json'

const vectors = shared as unknown as {
  rows: { name: string; row: Row; hash: number }[]
  tables: { name: string; rows: Row[]; check: number }[]
}

describe('the vectors that the server is tested with', () => {
  it.each(vectors.rows)('row: $name', ({ row, hash }) => expect(rowHash(row)).toBe(hash))

  it.each(vectors.tables)('table: $name', ({ rows, check }) => {
    const table = new LiveTable()
    expect(table.apply({ epoch: 1, from: -1, to: 1, check, rows }).outcome).toBe('applied')
    expect([...table.rows.keys()]).toEqual(rows.filter((row) => row[2] !== null).map((row) => row[0]))
  })
})
