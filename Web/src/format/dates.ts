import type { Lang } from '../i18n'

const DAY = 86_400_000
const utc = (day: string) => Date.parse(`${day}T00:00:00Z`)

/** Whole calendar days from one day to another; both as "2026-01-31". */
export const daysBetween = (from: string, to: string): number => Math.round((utc(to) - utc(from)) / DAY)

export const addDays = (day: string, count: number): string => new Date(utc(day) + count * DAY).toISOString().slice(0, 10)

/** Reads a day as people write it: "2026-01-31", "2026/1/5", "2026年1月5日", "20260105". Null for anything else, days that do not exist, and years outside 2000–2100. */
export function parseDay(typed: string): string | null {
  const match = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))$/.exec(typed.normalize('NFKC').replace(/\s/g, ''))
  if (!match) return null
  const [year, month, day] = [match[1]!, match[2] ?? match[4]!, match[3] ?? match[5]!].map(Number) as [number, number, number]
  if (year < 2000 || year > 2100) return null
  const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text ? text : null
}

const weekdays = { zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'], en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] } as const
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** "11月27日 周五", with the year when it is not `thisYear`. */
export function longDay(day: string, lang: Lang, thisYear?: string): string {
  const date = new Date(utc(day))
  const weekday = weekdays[lang][date.getUTCDay()]!
  const withYear = thisYear === undefined || !day.startsWith(thisYear.slice(0, 4))
  if (lang === 'zh') return `${withYear ? `${date.getUTCFullYear()}年` : ''}${date.getUTCMonth() + 1}月${date.getUTCDate()}日 ${weekday}`
  return `${weekday} ${date.getUTCDate()} ${months[date.getUTCMonth()]!}${withYear ? ` ${date.getUTCFullYear()}` : ''}`
}

const parts = new Map<string, Intl.DateTimeFormat>()
function inZone(instant: number | string, zone: string): Record<string, string> {
  let format = parts.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' })
    parts.set(zone, format)
  }
  return Object.fromEntries(format.formatToParts(new Date(instant)).map((part) => [part.type, part.value]))
}

/** The calendar day of an instant in the organisation's zone: "2026-01-31". */
export function dayIn(instant: number | string, zone: string): string {
  const at = inZone(instant, zone)
  return `${at.year}-${at.month}-${at.day}`
}

/** "14:32" or "14:32:05" in the organisation's zone. */
export function timeIn(instant: number | string, zone: string, seconds = false): string {
  const at = inZone(instant, zone)
  return seconds ? `${at.hour}:${at.minute}:${at.second}` : `${at.hour}:${at.minute}`
}

/** "1月20日 周二 14:32" */
export function momentIn(instant: number | string, zone: string, lang: Lang, thisYear?: string): string {
  return `${longDay(dayIn(instant, zone), lang, thisYear)} ${timeIn(instant, zone)}`
}

/** Whole hours from an instant to `hour` o'clock of a day in the zone, rounded up; negative when it has passed. Exact where the zone keeps one offset over that day. */
export function hoursUntil(instant: number, day: string, hour: number, zone: string): number {
  const at = inZone(instant, zone)
  const local = Date.parse(`${at.year}-${at.month}-${at.day}T${at.hour}:${at.minute}:${at.second}Z`)
  return Math.ceil((utc(day) + hour * 3_600_000 - local) / 3_600_000)
}
