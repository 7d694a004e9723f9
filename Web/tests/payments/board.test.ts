import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Row, Watcher } from '../../src/live/live'
import { paymentBoard, type PaymentBoard } from '../../src/payments/board'

const node = (id: string, dueOn: string | null, open = '100.00', status = 'upcoming'): Row => [`n/${id}/1`, 1, ['HT', 'T', 'c', 'C', 'A', 'r', 'R', 'U', 'G', 'N', dueOn, '100.00', open, 'sales', status, 'not-due', 0, 0, null, 0, null, 1]]
const total = (name: string, count: number, amount: string): Row => [`t/${name}`, 1, [count, amount]]

let board: PaymentBoard
let watcher: Watcher
let watched: string[]
const keys = () => board.order.value.map((key) => key.split('/')[1])

beforeEach(() => {
  vi.useFakeTimers()
  watched = []
  board = paymentBoard((name, scope, filter, given) => {
    watched.push(`${name}|${scope}|${filter}`)
    watcher = given
    return () => { watched.push('stopped') }
  })
  board.watch('company', '')
  watcher.onRows([node('b', '2026-02-02'), node('a', '2026-02-01'), node('c', null), total('total', 3, '300.00')], true)
})
afterEach(() => {
  board.dispose()
  vi.useRealTimers()
})

describe('the payment board', () => {
  it('shows the first table in order, without flashes', () => {
    expect(keys()).toEqual(['a', 'b', 'c'])
    expect(board.loaded.value).toBe(true)
    expect(board.totals.get('total')).toEqual({ count: 3, amount: '300.00' })
    expect(board.shownRow('n/a/1')!.flash).toEqual([])
  })

  it('changes a row in its place and flashes what changed for less than a second', () => {
    watcher.onRows([node('b', '2026-02-02', '40.00'), total('total', 3, '240.00')], false)
    expect(board.shownRow('n/b/1')!.row.open).toBe('40.00')
    expect(board.shownRow('n/b/1')!.flash).toEqual(['open'])
    expect(board.changedTotals.has('total')).toBe(true)
    expect(keys()).toEqual(['a', 'b', 'c'])
    vi.advanceTimersByTime(1000)
    expect(board.shownRow('n/b/1')!.flash).toEqual([])
    expect(board.changedTotals.has('total')).toBe(false)
  })

  it('keeps the order while someone points at the table, and says that it has changed', () => {
    board.hold(true)
    watcher.onRows([node('b', '2026-01-01')], false)
    vi.advanceTimersByTime(60_000)
    expect(keys()).toEqual(['a', 'b', 'c'])
    expect(board.outOfOrder.value).toBe(true)
    board.applyOrder()
    expect(keys()).toEqual(['b', 'a', 'c'])
    expect(board.outOfOrder.value).toBe(false)
  })

  it('takes the new order by itself once nobody points at the table', () => {
    vi.advanceTimersByTime(5000)
    board.hold(true)
    watcher.onRows([node('b', '2026-01-01')], false)
    vi.advanceTimersByTime(5000)
    board.hold(false)
    vi.advanceTimersByTime(500)
    expect(keys()).toEqual(['b', 'a', 'c'])
  })

  it('leaves a removed row in its slot, marked, until the order is taken', () => {
    board.hold(true)
    watcher.onRows([['n/a/1', 2, null]], false)
    expect(keys()).toEqual(['a', 'b', 'c'])
    expect(board.shownRow('n/a/1')!.gone).toBe(true)
    board.applyOrder()
    expect(keys()).toEqual(['b', 'c'])
    expect(board.shownRow('n/a/1')).toBeUndefined()
  })

  it('shows nothing new while paused, counts it, and shows the last of it afterwards', () => {
    board.pause(true)
    watcher.onRows([node('a', '2026-02-01', '50.00'), total('total', 3, '250.00')], false)
    watcher.onRows([node('a', '2026-02-01', '10.00'), node('d', '2026-02-03')], false)
    expect(board.waitingRows.value).toBe(2)
    expect(board.shownRow('n/a/1')!.row.open).toBe('100.00')
    expect(board.totals.get('total')!.amount).toBe('300.00')
    board.pause(false)
    expect(board.waitingRows.value).toBe(0)
    expect(board.shownRow('n/a/1')!.row.open).toBe('10.00')
    expect(board.totals.get('total')!.amount).toBe('250.00')
    vi.advanceTimersByTime(5000)
    expect(keys()).toEqual(['a', 'b', 'd', 'c'])
  })

  it('sorts by amount when asked to', () => {
    watcher.onRows([node('c', null, '999.00')], false)
    board.sortBy('amount')
    expect(keys()).toEqual(['c', 'a', 'b'])
  })

  it('starts anew for another topic, and says why it may not watch one', () => {
    board.watch('region/east', 'tier=A')
    expect(watched).toEqual(['payments|company|', 'stopped', 'payments|region/east|tier=A'])
    expect(board.loaded.value).toBe(false)
    expect(board.totals.size).toBe(0)
    watcher.onRefused?.('scope.forbidden')
    expect(board.refused.value).toBe('scope.forbidden')
  })

  it('knows when the owner of the numbers was last heard', () => {
    expect(board.heardAt.value).toBeNull()
    watcher.onHeard?.(400)
    expect(performance.now() - board.heardAt.value!).toBeCloseTo(400, -1)
  })
})
