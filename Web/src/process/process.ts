import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { get } from '../api/client'
import type { Day, Instant } from '../api/types'
import type { WatchTopic } from '../live/board'
import { liveNumbers, readAgain, type LiveNumbers } from '../live/numbers'
import { watchTopic } from '../shell/hub'

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

/** The rows with the numbers as they were pushed. */
export const pushed = (process: Process, numbers: Pick<LiveNumbers, 'of'>): Process => ({
  ...process,
  reps: process.reps.map((row) => {
    const number = (name: string) => numbers.of(`${row.repId}/${name}`)
    const visits = number('visits')
    return {
      ...row, visits, met: visits >= process.target, filled: number('filled'), expected: number('expected'), scoreSum: number('scoreSum'), scored: number('scored'),
      unverified: number('unverified'), followUps: number('followUps'), overdue: number('overdue'),
    }
  }),
})

const EVERY = 10_000
/**
 * A week's numbers. This week's are pushed; who the reps are and what the week asks for is read once a day, and when somebody new counts.
 * A week of the past changes only by what is recorded late: it is read anew every ten seconds while somebody looks.
 */
export function useProcess(query: () => Record<string, string>, watchBoard: WatchTopic = watchTopic) {
  const read = shallowRef<Process | null>(null)
  const error = shallowRef<unknown>(null)
  const numbers = liveNumbers('process', watchBoard)
  const isLive = () => query().week === undefined
  let asked = 0
  async function load() {
    const mine = ++asked
    try {
      const answer = await get<Process>('/boards/process', query())
      if (mine === asked) { read.value = answer; error.value = null }
    } catch (failure) { if (mine === asked) error.value = failure }
  }
  watch(() => JSON.stringify(query()), () => {
    read.value = null
    void load()
    const { scope = '', tier } = query()
    if (isLive()) numbers.watch(scope, tier ? `tier=${encodeURIComponent(tier)}` : '')
    else numbers.end()
  }, { immediate: true })
  readAgain(numbers, () => read.value?.reps, load)
  const timer = setInterval(() => { if (!isLive() && !document.hidden) void load() }, EVERY)
  onScopeDispose(() => { clearInterval(timer); numbers.end() })
  return { process: computed(() => (read.value && numbers.loaded.value ? pushed(read.value, numbers) : read.value)), heardAt: numbers.heardAt, isLive: computed(isLive), error, load }
}
