import { describe, expect, it } from 'vitest'
import { before, changedColumns, nodeRow } from '../../src/payments/rows'

const cells = (over: Record<number, string | number | null> = {}) => {
  const row: (string | number | null)[] = ['HT-1', '产线', 'c1', '恒远', 'A', 'r1', '王明', '一部', '华东', '验收款', '2026-01-27', '1000.00', '400.00', 'delivery', 'due-soon', 'not-due', 1, 0, 'event:final-accepted', 0, '2026-01-27T16:00:00Z', 12]
  for (const [index, value] of Object.entries(over)) row[Number(index)] = value
  return row
}

describe('node rows', () => {
  it('take contract and node from the key and the rest from the cells', () => {
    expect(nodeRow('n/01abc/2', cells())).toMatchObject({ contractId: '01abc', nodeNo: 2, number: 'HT-1', customerName: '恒远', dueOn: '2026-01-27', open: '400.00', partlyPaid: true, held: false, blocker: 'event:final-accepted', provisional: false, version: 12 })
    expect(nodeRow('n/x/1', cells({ 10: null, 18: null, 20: null }))).toMatchObject({ dueOn: null, blocker: null, changesAt: null })
  })
  it('sort by urgency: earliest due first, none last, the larger amount first on the same day', () => {
    const rows = [nodeRow('n/a/1', cells({ 10: null })), nodeRow('n/b/1', cells({ 12: '1.00' })), nodeRow('n/c/1', cells({ 12: '9.00' })), nodeRow('n/d/1', cells({ 10: '2026-01-01' }))]
    expect([...rows].sort(before('due')).map((row) => row.contractId)).toEqual(['d', 'c', 'b', 'a'])
    expect([...rows].sort(before('amount')).map((row) => row.contractId)).toEqual(['d', 'a', 'c', 'b'])
  })
  it('say which columns changed', () => {
    const old = nodeRow('n/a/1', cells())
    expect(changedColumns(old, nodeRow('n/a/1', cells({ 12: '0.00', 14: 'settled' })))).toEqual(['open', 'status'])
    expect(changedColumns(old, nodeRow('n/a/1', cells({ 21: 13 })))).toEqual([])
  })
})
