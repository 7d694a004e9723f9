import { describe, expect, it } from 'vitest'
import { LiveTable } from '../../src/live/table'
import { frame, gone, row } from './frames'

const shown = (table: LiveTable) => [...table.rows.values()].map(([key, , cells]) => `${key}=${cells!.join(',')}`)

/** A table that shows a=1 and b=2 at (epoch 1, version 5). */
function filled() {
  const table = new LiveTable()
  expect(table.apply(frame(1, -1, 5, [row('a', 4, '1'), row('b', 5, '2')])).outcome).toBe('applied')
  return table
}

describe('a table', () => {
  it('takes a delta from the version it holds, or an older one', () => {
    const table = filled()
    expect(table.apply(frame(1, 5, 6, [row('a', 6, '9')], [row('a', 6, '9'), row('b', 5, '2')]))).toEqual({ outcome: 'applied', changed: [row('a', 6, '9')] })
    expect(table.apply(frame(1, 4, 7, [row('a', 6, '9'), row('b', 7, '3')], [row('a', 6, '9'), row('b', 7, '3')]))).toEqual({ outcome: 'applied', changed: [row('b', 7, '3')] })
    expect([table.epoch, table.version, ...shown(table)]).toEqual([1, 7, 'a=9', 'b=3'])
  })

  it('does not take a delta after a gap, and goes on showing what is true', () => {
    const table = filled()
    expect(table.apply(frame(1, 6, 7, [row('a', 7, '9')], [row('a', 7, '9'), row('b', 5, '2')])).outcome).toBe('misfit')
    expect([...table.cursor, ...shown(table)]).toEqual([1, 5, 'a=1', 'b=2'])
  })

  it('does not take an old frame', () => {
    const table = filled()
    expect(table.apply(frame(1, 3, 5, [row('a', 4, '0')])).outcome).toBe('old')
    expect(table.apply(frame(1, -1, 4, [row('a', 4, '0')])).outcome).toBe('old')
    expect(table.apply(frame(0, -1, 99, [row('a', 99, '0')])).outcome).toBe('old')
    expect(shown(table)).toEqual(['a=1', 'b=2'])
  })

  it('keeps the last true state when the checksum does not agree, and asks for all of it', () => {
    const table = filled()
    const wrong = frame(1, 5, 6, [row('a', 6, '7'), gone('b', 6)], [row('a', 6, '8')])
    expect(table.apply(wrong).outcome).toBe('broken')
    expect([table.epoch, table.version, ...table.cursor, ...shown(table)]).toEqual([1, 5, 0, -1, 'a=1', 'b=2'])
    expect(table.apply(frame(1, -1, 6, [row('a', 6, '8')])).outcome).toBe('applied')
    expect([...table.cursor, ...shown(table)]).toEqual([1, 6, 'a=8'])
  })

  it('takes a row out by its tombstone, and in again', () => {
    const table = filled()
    expect(table.apply(frame(1, 5, 6, [gone('b', 6)], [row('a', 4, '1')]))).toEqual({ outcome: 'applied', changed: [gone('b', 6)] })
    expect(table.apply(frame(1, 5, 7, [gone('c', 7)], [row('a', 4, '1')]))).toEqual({ outcome: 'applied', changed: [] })
    expect(table.apply(frame(1, 7, 8, [row('b', 8, '3')], [row('a', 4, '1'), row('b', 8, '3')])).outcome).toBe('applied')
    expect(shown(table)).toEqual(['a=1', 'b=3'])
  })

  it('takes the whole table of a newer epoch, and only what differs counts as changed', () => {
    const table = filled()
    const applied = table.apply(frame(2, -1, 1, [row('a', 1, '1'), row('c', 1, null)]))
    expect(applied).toEqual({ outcome: 'applied', changed: [gone('b', 0), row('c', 1, null)] })
    expect([table.epoch, table.version, ...table.rows.keys()]).toEqual([2, 1, 'a', 'c'])
  })

  it('does not take a delta of a newer epoch', () => {
    const table = filled()
    expect(table.apply(frame(2, 1, 2, [row('a', 2, '9')])).outcome).toBe('misfit')
    expect(table.epoch).toBe(1)
  })
})
