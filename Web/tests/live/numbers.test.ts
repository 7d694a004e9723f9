import { describe, expect, it } from 'vitest'
import type { Row, Watcher } from '../../src/live/live'
import { liveNumbers } from '../../src/live/numbers'
import { pushed } from '../../src/process/process'
import { pushed as pushedTeam } from '../../src/team/team'

const total = (name: string, count: number, amount = '0.00'): Row => [`t/${name}`, 1, [count, amount]]
function watched() {
  let watcher!: Watcher
  const topics: string[] = []
  const numbers = liveNumbers('process', (board, scope, filter, given) => { topics.push(`${board}|${scope}|${filter}`); watcher = given; return () => { topics.push('stopped') } })
  numbers.watch('company', 'tier=A')
  return { numbers, topics, get watcher() { return watcher } }
}
const week = { from: '2026-03-02', to: '2026-03-08', target: 2, asOf: '2026-03-03T01:00:00Z', reps: [
  { repId: 'r-1', repName: '陈静', unitName: '一组', visits: 9, met: true, filled: 9, expected: 9, scoreSum: 9, scored: 9, unverified: 9, followUps: 9, overdue: 9 },
] }

describe('a board that has only numbers', () => {
  it('keeps what was pushed, and counts nothing for what is gone', () => {
    const { numbers, watcher } = watched()
    watcher.onRows([['m/asOf', 1, ['2026-03-03']], total('r-1/visits', 3)], true)
    expect([numbers.of('r-1/visits'), numbers.of('r-2/visits'), numbers.asOf.value, numbers.loaded.value]).toEqual([3, 0, '2026-03-03', true])
    watcher.onRows([['t/r-1/visits', 2, null], total('r-2/visits', 1)], false)
    expect([numbers.of('r-1/visits'), numbers.of('r-2/visits')]).toEqual([0, 1])
  })

  it('shows nothing of the topic before when another is watched', () => {
    const { numbers, watcher, topics } = watched()
    watcher.onRows([total('r-1/visits', 3)], true)
    numbers.watch('region/east', '')
    expect([numbers.loaded.value, numbers.of('r-1/visits')]).toEqual([false, 0])
    expect(topics).toEqual(['process|company|tier=A', 'stopped', 'process|region/east|'])
  })

  it('gives a rep the pushed numbers and nothing of what was read', () => {
    const numbers = { of: (name: string) => ({ 'r-1/visits': 2, 'r-1/filled': 5, 'r-1/expected': 8 })[name] ?? 0 }
    expect(pushed(week, numbers).reps[0]).toMatchObject({ repName: '陈静', visits: 2, met: true, filled: 5, expected: 8, followUps: 0, overdue: 0 })
    expect(pushed({ ...week, target: 3 }, numbers).reps[0]!.met).toBe(false)
  })

  it('takes a team\'s number apart into board and metric', () => {
    const { numbers, watcher } = watched()
    watcher.onRows([total('r-1/exceptions/payment', 2, '300.00'), total('r-10/exceptions/contact', 1)], true)
    const team = pushedTeam({ asOf: '', reps: [{ repId: 'r-1', repName: '', unitName: '', numbers: [] }] }, numbers)
    expect(team.reps[0]!.numbers).toEqual([{ board: 'exceptions', metric: 'payment', count: 2, amount: '300.00' }])
  })
})
