import type { Day, Instant } from '../api/types'

export const reasons = ['copy', 'low', 'outlier', 'unverified', 'late'] as const
export type Reason = (typeof reasons)[number]
export type Decision = 'approved' | 'returned'
/** A follow-up that is to be checked (P10), with why. */
export interface SpotCheck {
  customerId: string; customerName: string; followUpId: string; repId: string; repName: string; at: Instant; risk: number; reasons: { code: Reason; points: number }[]
  verdict: string; score?: number | null; industry?: string | null; version: number
}
export interface Checker { id: string; name: string; checks: number; timed: number; medianSeconds?: number | null }
export interface SpotNumbers { from: Day; to: Day; asOf: Instant; open: number; reasons: { reason: Reason; count: number }[]; checkers: Checker[]; mostSeconds: number }
export interface CheckLine { customerId: string; customerName: string; followUpId: string; repName: string; by: string; outcome: Decision; checkedAt: Instant; seconds?: number | null }

export const keyOf = (item: Pick<SpotCheck, 'customerId' | 'followUpId'>) => `${item.customerId}/${item.followUpId}`

/** The first behind a place that nobody has decided; at the end the first from the start; null: all are decided. */
export function after(items: readonly SpotCheck[], decided: ReadonlyMap<string, Decision>, place: number): string | null {
  const open = (item: SpotCheck) => !decided.has(keyOf(item))
  const found = items.find((item, i) => i > place && open(item)) ?? items.find(open)
  return found ? keyOf(found) : null
}

/** How long each record has been in front of somebody: time in a hidden tab does not count. */
export class Stopwatch {
  private readonly sums = new Map<string, number>()
  private key = ''
  private since = 0
  private readonly turn = () => { const { key } = this; if (document.hidden) this.pause(); else if (key) this.since = this.now() }
  constructor(private readonly now: () => number = () => performance.now()) {}

  start(key: string) {
    if (key === this.key) return
    this.stop()
    this.key = key
    this.since = this.now()
    document.addEventListener('visibilitychange', this.turn)
  }
  stop() {
    this.pause()
    this.key = ''
    document.removeEventListener('visibilitychange', this.turn)
  }
  /** Whole seconds; null: it was never shown. */
  seconds(key: string): number | null {
    const running = key === this.key && this.since > 0 ? this.now() - this.since : 0
    return key === this.key || this.sums.has(key) ? Math.round(((this.sums.get(key) ?? 0) + running) / 1000) : null
  }
  private pause() {
    if (this.key && this.since > 0) this.sums.set(this.key, (this.sums.get(this.key) ?? 0) + this.now() - this.since)
    this.since = 0
  }
}
