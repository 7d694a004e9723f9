import { hoursUntil } from '../format/dates'
import { longDay } from '../format/dates'
import { remaining } from '../format/remaining'
import { lang, t } from '../i18n'
import { hour, orgNow, today as clockToday, zone } from '../shell/clock'
import type { BoardNode } from '../api/types'

/** Payments count as due at this hour of their last day. */
const CLOSING_HOUR = 18

type Dated = Pick<BoardNode, 'status' | 'dueOn'>

/** "还有 3 天". `today` is the day that the numbers beside it are of. */
export function leftWords(node: Dated, today: string): string {
  if (node.dueOn !== today) return remaining(node.status, node.dueOn, today, 0)
  void hour.value
  return remaining(node.status, node.dueOn, today, hoursUntil(orgNow(), node.dueOn, CLOSING_HOUR, zone.value))
}

/** "11月27日 周五", "—" without a date. */
export function dueWords(node: Pick<BoardNode, 'dueOn'>, today: string): string {
  return node.dueOn ? longDay(node.dueOn, lang.value, today) : t('board.noDue.short')
}

export const dayOf = (asOf: string | null) => asOf ?? clockToday.value
