import { describe, expect, it } from 'vitest'
import { byUrgency, clockText, urgencyOf, type Unmatched } from '../../src/unmatched/urgency'

const now = Date.parse('2026-12-01T00:00:00Z')
const after = (ms: number) => new Date(now + ms).toISOString()
const HOUR = 3_600_000
const item = (id: string, deadline: number | null, missed: number | null = null): Unmatched =>
  ({ id, kind: 'phone', masked: '138****1111', repId: 'r', repName: '', source: 'call', firstAt: null, lastAt: after(0), count: 1, deadlineAt: deadline === null ? null : after(deadline), missedAt: missed === null ? null : after(missed) })

describe('a clock', () => {
  it.each([
    [24 * HOUR, 'calm'], [16 * HOUR, 'calm'], [16 * HOUR - 1, 'yellow'], [4 * HOUR, 'yellow'], [4 * HOUR - 1, 'red'], [1, 'red'], [0, 'missed'], [-HOUR, 'missed'],
  ])('with %i ms left is %s', (left, urgency) => expect(urgencyOf(item('a', left), now)).toEqual({ urgency, left }))
  it('that was missed stays missed', () => expect(urgencyOf(item('a', HOUR, -HOUR), now).urgency).toBe('missed'))
  it('that does not run has none', () => expect(urgencyOf(item('a', null), now).urgency).toBe('none'))
  it.each([[0, '0:00:00'], [999, '0:00:00'], [1000, '0:00:01'], [3 * HOUR + 7 * 60_000 + 22_000, '3:07:22'], [24 * HOUR, '24:00:00'], [-5, '0:00:00']])('of %i ms reads %s', (ms, text) => expect(clockText(ms)).toBe(text))
})

it('the soonest deadline comes first, then what was missed, the latest first, then what has no clock', () =>
  expect([item('none', null), item('old', 0, -9 * HOUR), item('late', 5 * HOUR), item('missed', 0, -HOUR), item('soon', HOUR), item('also', HOUR)].sort(byUrgency).map((one) => one.id))
    .toEqual(['also', 'soon', 'late', 'missed', 'old', 'none']))
