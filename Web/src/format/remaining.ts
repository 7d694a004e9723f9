import { t } from '../i18n'
import { daysBetween } from './dates'

export type Status = 'cancelled' | 'settled' | 'frozen' | 'not-started' | 'upcoming' | 'due-soon' | 'due-today' | 'overdue'

/** The countdown of a node in words: "逾期 12 天", "剩 5 小时", "还有 3 天". Days are calendar days of the organisation; hours count to 18:00 of the last day. */
export function remaining(status: Status, dueOn: string | null, today: string, hoursLeft: number): string {
  if (status === 'settled' || status === 'cancelled' || status === 'frozen' || status === 'not-started') return t(`status.${status}`)
  if (dueOn === null) return '—'
  const days = daysBetween(today, dueOn)
  if (days < 0) return t('remaining.over', { n: -days })
  if (days > 0) return t('remaining.days', { n: days })
  return hoursLeft > 0 ? t('remaining.hours', { n: hoursLeft }) : t('remaining.closing')
}

/** "剩 5 小时" style ages: "3 秒", "2 分钟", "5 小时". */
export function age(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 120) return t('age.seconds', { n: seconds })
  if (seconds < 7200) return t('age.minutes', { n: Math.floor(seconds / 60) })
  return t('age.hours', { n: Math.floor(seconds / 3600) })
}
