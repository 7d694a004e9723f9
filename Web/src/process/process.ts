import { onScopeDispose, shallowRef, watch } from 'vue'
import { get } from '../api/client'
import type { Day, Instant } from '../api/types'

export const metrics = ['visits', 'completeness', 'quality', 'unverified', 'overdue'] as const
export type Metric = (typeof metrics)[number]
/** A rep's week; every number with its denominator. */
export interface ProcessRow {
  repId: string; repName: string; unitName: string; visits: number; met: boolean; filled: number; expected: number; scoreSum: number; scored: number
  unverified: number; followUps: number; overdue: number
}
export interface Process { from: Day; to: Day; target: number; asOf: Instant; reps: ProcessRow[] }
/** A follow-up that a number counts; without id it was due and is not recorded. */
export interface ProcessLine {
  customerId: string; customerName: string; repId: string; repName: string; day: Day; followUpId?: string | null; at?: Instant | null; filled: number; expected: number
  verdict?: string | null; score?: number | null; isVisit: boolean; version: number
}

type Sums = Omit<ProcessRow, 'repId' | 'repName' | 'unitName' | 'met'> & { met: number; reps: number }
/** All rows together. */
export const sumOf = (rows: readonly ProcessRow[]): Sums => rows.reduce<Sums>((sum, row) => ({
  visits: sum.visits + row.visits, met: sum.met + (row.met ? 1 : 0), reps: sum.reps + 1, filled: sum.filled + row.filled, expected: sum.expected + row.expected,
  scoreSum: sum.scoreSum + row.scoreSum, scored: sum.scored + row.scored, unverified: sum.unverified + row.unverified, followUps: sum.followUps + row.followUps, overdue: sum.overdue + row.overdue,
}), { visits: 0, met: 0, reps: 0, filled: 0, expected: 0, scoreSum: 0, scored: 0, unverified: 0, followUps: 0, overdue: 0 })

/** "83 %"; a dash where there is nothing to divide by. */
export const percent = (part: number, whole: number) => (whole === 0 ? '—' : `${Math.round((part / whole) * 100)} %`)
/** "61.5": the mean score. */
export const mean = (sum: number, count: number) => (count === 0 ? '—' : (sum / count).toFixed(1))

const EVERY = 10_000
/** The week's numbers: asked for anew every ten seconds while somebody looks, and at once when the question changes. */
export function useProcess(query: () => Record<string, string>) {
  const process = shallowRef<Process | null>(null)
  const error = shallowRef<unknown>(null)
  let asked = 0
  async function load() {
    const mine = ++asked
    try {
      const answer = await get<Process>('/boards/process', query())
      if (mine === asked) { process.value = answer; error.value = null }
    } catch (failure) { if (mine === asked) error.value = failure }
  }
  watch(() => JSON.stringify(query()), () => { process.value = null; void load() }, { immediate: true })
  const timer = setInterval(() => { if (!document.hidden) void load() }, EVERY)
  onScopeDispose(() => clearInterval(timer))
  return { process, error, load }
}
