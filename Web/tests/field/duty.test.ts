import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dutyBoard } from '../../src/field/board'
import { about, dutyRow, markOf, mostUrgent, target, urgency, type DutyRow } from '../../src/field/duty'
import { shareOf } from '../../src/field/misses'
import type { Row, Watcher } from '../../src/shell/hub'
import { resetClock, setClock } from '../../src/shell/clock'

const common = ['c1', '华东钢构', 'A', 'r1', '张伟', '一组', '华东'] as const
const contact = (state = 'missed', deadline = '2026-01-20T03:00:00.000Z') => dutyRow('c/c1', [state, ...common, null, deadline, '2026-01-19T03:00:00.000Z', 'call', 'mobile', '0.00', null, null, null, null, 4])
const payment = dutyRow('n/k1/2', ['overdue', ...common, '2026-01-15', null, null, null, null, '1250.00', 'HT-1', '验收款', null, null, 7])
const followUp = dutyRow('f/c1', ['due-today', ...common, '2026-01-20', null, null, null, null, '0.00', null, null, null, 'needs', 4])

describe('a duty', () => {
  let version = 1
  const at = (now: string) => setClock([now, 0, version++])
  beforeEach(() => at('2026-01-20T08:00:00Z'))
  afterEach(resetClock)

  it('is read from its key and cells', () => {
    expect([contact().kind, contact().entityId, contact().open, contact().device, contact().version]).toEqual(['contact', 'c1', null, 'mobile', 4])
    expect([payment.kind, payment.entityId, payment.nodeNo, payment.open, payment.contractNumber]).toEqual(['payment', 'k1', 2, '1250.00', 'HT-1'])
    expect([followUp.kind, followUp.dueOn, followUp.stage, followUp.open]).toEqual(['follow-up', '2026-01-20', 'needs', null])
  })
  it.each([
    ['2026-01-20T03:00:00Z', '漏录 1 小时'], ['2026-01-20T08:00:00Z', '漏录 5 小时'], ['2026-01-22T02:00:00Z', '漏录 47 小时'], ['2026-01-22T03:00:00Z', '漏录 2 天'],
  ])('says at %s how long a missed contact waits', (now, words) => { at(now); expect(urgency(contact(), '2026-01-20')).toBe(words) })
  it('counts down the hours of a running one', () => {
    at('2026-01-19T22:59:00Z')
    expect(urgency(contact('running'), '2026-01-20')).toBe('剩 5 小时')
    expect(markOf(contact('running'))).toBe('due-soon')
  })
  it('says days of what is due on a day', () => {
    expect(urgency(payment, '2026-01-20')).toBe('逾期 5 天')
    expect(urgency(followUp, '2026-01-20')).toBe('剩 2 小时')
  })
  it('leads to where it is done', () => {
    expect(target(contact())).toEqual({ path: '/customers/c1' })
    expect(target(payment)).toEqual({ path: '/contracts/k1', hash: '#node-2' })
    expect([about(contact()), about(payment), about(followUp)]).toEqual(['通话 · 手机', '2 · 验收款', '还没有联系记录'])
  })
  it('comes first when it is late longest', () => {
    expect([contact(), followUp, payment].sort(mostUrgent).map((row) => row.kind)).toEqual(['payment', 'contact', 'follow-up'])
  })
})

describe('a board of duties', () => {
  it('shows rows of all kinds with their numbers, and marks what has left', () => {
    let watcher: Watcher | undefined
    const asked: string[] = []
    const board = dutyBoard('exceptions', (name, scope, filter, given) => { asked.push(`${name}|${scope}|${filter}`); watcher = given; return () => {} })
    board.watch('company', 'status=contact')
    const row = (duty: DutyRow, cells: Row[2]): Row => [duty.key, 1, cells]
    watcher!.onRows([row(contact(), ['missed', ...common, null, '2026-01-20T03:00:00.000Z', null, 'call', null, '0.00', null, null, null, null, 4]), ['t/contact', 1, [1, '0.00']], ['m/asOf', 1, ['2026-01-20']]], true)
    expect([asked, board.order.value, board.totals.get('contact')?.count, board.asOf.value]).toEqual([['exceptions|company|status=contact'], ['c/c1'], 1, '2026-01-20'])
    watcher!.onRows([['c/c1', 2, null], ['t/contact', 2, [0, '0.00']]], false)
    expect([board.shownRow('c/c1')?.gone, board.totals.get('contact')?.count]).toEqual([true, 0])
    board.dispose()
  })
})

describe('the share of missed contacts', () => {
  it.each([[0, 0, null], [12, 0, '0.0'], [12, 1, '8.3'], [3, 3, '100.0']])('of %i with %i missed is %s', (contacts, missed, share) => expect(shareOf({ contacts, missed })).toBe(share))
})
