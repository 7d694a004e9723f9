import type { RouteLocationRaw } from 'vue-router'
import { longDay, momentIn } from '../format/dates'
import type { Status } from '../format/remaining'
import { lang, t, word } from '../i18n'
import type { Cell } from '../live/checksum'
import { leftWords } from '../payments/left'
import { hour, orgNow, today, zone } from '../shell/clock'
import type { Day, Instant, Money, Page } from '../api/types'

export type DutyKind = 'contact' | 'payment' | 'follow-up'
export const dutyKinds: readonly DutyKind[] = ['contact', 'payment', 'follow-up']

/** Something that somebody has to do by a moment, as the API lists it. */
export interface Duty {
  kind: DutyKind; state: string; entityId: string; nodeNo: number | null; customerId: string; customerName: string; tier: string
  repId: string; repName: string; unitName: string; regionName: string; dueOn: Day | null; deadlineAt: Instant | null; startedAt: Instant | null
  source: string | null; device: string | null; open: Money | null; contractNumber: string | null; nodeName: string | null
  lastTouchAt: Instant | null; stage: string | null; version: number
}
export interface Duties extends Page<Duty> { count: number; amount: Money }
/** The same as a row of a live board. */
export type DutyRow = Duty & { key: string }

const kinds: Record<string, DutyKind> = { c: 'contact', n: 'payment', f: 'follow-up' }

/** Cells of a row with key `c/{customer}`, `f/{customer}` or `n/{contract}/{node}`; the order is the hub's contract. */
export function dutyRow(key: string, cells: readonly Cell[]): DutyRow {
  const [letter = '', entityId = '', nodeNo] = key.split('/')
  const text = (index: number) => (cells[index] ?? '') as string
  const maybe = (index: number) => (cells[index] ?? null) as string | null
  const kind = kinds[letter] ?? 'follow-up'
  return {
    key, kind, entityId, nodeNo: nodeNo === undefined ? null : Number(nodeNo), state: text(0), customerId: text(1), customerName: text(2), tier: text(3),
    repId: text(4), repName: text(5), unitName: text(6), regionName: text(7), dueOn: maybe(8), deadlineAt: maybe(9), startedAt: maybe(10),
    source: maybe(11), device: maybe(12), open: kind === 'payment' ? text(13) : null, contractNumber: maybe(14), nodeName: maybe(15),
    lastTouchAt: maybe(16), stage: maybe(17), version: Number(cells[18] ?? 0),
  }
}

export const keyOf = (duty: Duty) => (duty.kind === 'payment' ? `n/${duty.entityId}/${duty.nodeNo}` : `${duty.kind === 'contact' ? 'c' : 'f'}/${duty.entityId}`)

/** From when on it is late: a moment, or the midnight after its day; for sorting. */
export const lateFrom = (duty: Duty) => (duty.deadlineAt ? Date.parse(duty.deadlineAt) : duty.dueOn ? Date.parse(`${duty.dueOn}T00:00:00Z`) + 86_400_000 : Number.MAX_SAFE_INTEGER)

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
/** What is late longest first. */
export const mostUrgent = (a: DutyRow, b: DutyRow) => lateFrom(a) - lateFrom(b) || compare(a.key, b.key)

export const watched = ['state', 'dueOn', 'deadlineAt', 'open', 'repName'] as const
export type Watched = (typeof watched)[number]
export const changedColumns = (old: DutyRow, next: DutyRow): Watched[] => watched.filter((name) => old[name] !== next[name])

/** Where it is done. */
export const target = (duty: Duty): RouteLocationRaw =>
  duty.kind === 'payment' ? { path: `/contracts/${duty.entityId}`, hash: `#node-${duty.nodeNo}` } : { path: `/customers/${duty.customerId}` }

/** The mark that shows how urgent it is. */
export const markOf = (duty: Duty): Status =>
  duty.kind === 'contact' ? (duty.state === 'missed' ? 'overdue' : duty.state === 'running' ? 'due-soon' : 'settled') : (duty.state as Status)

const HOUR = 3_600_000
/** "漏录 5 小时", "还有 3 小时", "逾期 12 天". `day` is the day that the numbers beside it are of. */
export function urgency(duty: Duty, day: string): string {
  if (duty.kind !== 'contact' || !duty.deadlineAt) return leftWords({ status: markOf(duty), dueOn: duty.dueOn }, day)
  if (duty.state !== 'missed' && duty.state !== 'running') return word('contactOutcome', duty.state)
  void hour.value
  const left = Date.parse(duty.deadlineAt) - orgNow()
  const hours = Math.ceil(Math.abs(left) / HOUR)
  if (duty.state !== 'missed') return t('remaining.hours', { n: Math.max(1, hours) })
  return hours < 48 ? t('duty.missed.hours', { n: Math.max(1, hours) }) : t('duty.missed.days', { n: Math.floor(hours / 24) })
}

/** The day or moment by which it was or is to be done. */
export const dueWords = (duty: Duty): string =>
  duty.deadlineAt ? momentIn(duty.deadlineAt, zone.value, lang.value, today.value) : duty.dueOn ? longDay(duty.dueOn, lang.value, today.value) : '—'

/** What it is about, in one line. */
export function about(duty: Duty): string {
  if (duty.kind === 'payment') return `${duty.nodeNo} · ${duty.nodeName}`
  if (duty.kind === 'contact') return [word('source', duty.source ?? ''), duty.device ? word('device', duty.device) : ''].filter(Boolean).join(' · ')
  return duty.lastTouchAt ? t('duty.lastTouch', { at: momentIn(duty.lastTouchAt, zone.value, lang.value, today.value) }) : t('duty.noTouch')
}

/** The second line: which contract, or at which stage the customer is. */
export const beside = (duty: Duty): string => duty.contractNumber ?? (duty.stage ? word('opportunity', duty.stage) : '')
