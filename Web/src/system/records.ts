import type { Instant, Money } from '../api/types'
import type { Status } from '../format/remaining'
import { t } from '../i18n'

/** What the API says to those who keep the system well. */
export interface Silo {
  address: string; host: string; status: 'active' | 'joining' | 'stopping' | 'dead' | 'unknown'; version: string | null; startedAt: Instant | null
  grains: number | null; reportedAt: Instant | null; pending: number | null; sweptAt: Instant | null; oldestMarkSeconds: number | null
  memoryBytes: number | null; isThis: boolean
}
export interface Silos { items: Silo[]; storage: string; dashboard: boolean; at: Instant }
export interface Trigger {
  name: string; group: 'nudge' | 'system'; clock: 'organization' | 'real'; lastAt: Instant | null; nextAt: Instant | null; everySeconds: number | null
  count: number; state: 'ok' | 'waiting' | 'silent' | 'differs'
}
export interface Triggers {
  items: Trigger[]; now: Instant; at: Instant; dueSince: Instant | null; lateSeconds: number; entities: number; inFlight: number; buried: number; unanswered: number
}
export interface Letter { id: string; source: string; target: string; payload: string | null; error: string; at: Instant }
export interface Difference { contractId: string; number: string; nodeNo: number; where: 'board' | 'facts' | 'both'; board: Money | null; facts: Money | null; store: Money | null }
export interface Reconciliation {
  differences: Difference[]; checkedNodes: number; checkedContracts: number; boardAmount: Money | null; storeAmount: Money | null; shownAmount: Money | null
  boardAgrees: boolean; at: Instant; tookMs: number
}

const MINUTE = 60_000
/** "12 秒", "3 分钟", "5 小时", "4 天". */
export function span(ms: number): string {
  const whole = Math.max(0, ms)
  if (whole < MINUTE) return t('age.seconds', { n: Math.round(whole / 1000) })
  if (whole < 60 * MINUTE) return t('age.minutes', { n: Math.round(whole / MINUTE) })
  return whole < 48 * 60 * MINUTE ? t('age.hours', { n: Math.round(whole / (60 * MINUTE)) }) : t('system.days', { n: Math.round(whole / (24 * 60 * MINUTE)) })
}
/** "3 秒前", as of the moment at which the server answered. */
export const ago = (at: Instant | null, now: Instant) => (at ? t('system.ago', { age: span(Date.parse(now) - Date.parse(at)) }) : t('system.never'))
export const megabytes = (bytes: number | null) => (bytes === null ? '—' : `${Math.round(bytes / 1_048_576)} MB`)

/** A silo that does not report is not well, whatever the membership says. */
const REPORTS_WITHIN = 30_000
export const isSilent = (silo: Silo, now: Instant) => silo.status === 'active' && (silo.reportedAt === null || Date.parse(now) - Date.parse(silo.reportedAt) > REPORTS_WITHIN)
export const isWell = (silo: Silo, now: Instant) => silo.status === 'dead' || (silo.status === 'active' && !isSilent(silo, now))

/** Each state in the shape and colour that people know from payment nodes. */
export const marks: Record<string, Status> = {
  ok: 'settled', waiting: 'not-started', silent: 'overdue', differs: 'overdue',
  active: 'settled', joining: 'due-soon', stopping: 'due-soon', dead: 'cancelled', unknown: 'due-today',
}
