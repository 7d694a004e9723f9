import type { Instant } from '../api/types'

/** An outside identity that nobody has matched yet, with its signals. */
export interface Unmatched {
  id: string; kind: string; masked: string; repId: string; repName: string; source: string
  firstAt: Instant | null; lastAt: Instant | null; count: number; deadlineAt: Instant | null; missedAt: Instant | null
}

const HOUR = 3_600_000
/** Under this much is left, red; under the first two nudges' time, yellow. */
const RED = 4 * HOUR
const YELLOW = 16 * HOUR

export type Urgency = 'red' | 'yellow' | 'calm' | 'missed' | 'none'

/** How much is left, and how urgent that is. A clock whose deadline has passed is missed, also while the server has not said so. */
export function urgencyOf(item: Pick<Unmatched, 'deadlineAt' | 'missedAt'>, now: number): { urgency: Urgency; left: number } {
  if (item.missedAt) return { urgency: 'missed', left: Date.parse(item.missedAt) - now }
  if (!item.deadlineAt) return { urgency: 'none', left: 0 }
  const left = Date.parse(item.deadlineAt) - now
  return { urgency: left <= 0 ? 'missed' : left < RED ? 'red' : left < YELLOW ? 'yellow' : 'calm', left }
}

/** "3:07:22"; hours are not cut into days, because the clock is of 24 hours. */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

const rank = (item: Unmatched) => (item.missedAt ? 1 : item.deadlineAt ? 0 : 2)
/** Running clocks first, the one that ends soonest at the top; then what was missed, the latest first; then what has no clock. */
export const byUrgency = (one: Unmatched, other: Unmatched): number =>
  rank(one) - rank(other)
  || (rank(one) === 0 ? Date.parse(one.deadlineAt!) - Date.parse(other.deadlineAt!) : Date.parse(other.missedAt ?? other.lastAt ?? '') - Date.parse(one.missedAt ?? one.lastAt ?? '') || 0)
  || (one.id < other.id ? -1 : 1)
