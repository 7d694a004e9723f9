import type { Offset, TermAmount, Trigger } from '../api/types'
import { longDay } from '../format/dates'
import { exactMoney } from '../format/money'
import { lang, t, word } from '../i18n'

const unitWords = (count: number, unit: string | null) => word(count === 1 ? 'unitOne' : 'unit', unit)

/** A trigger as a phrase: "签约", "到货满 90 天", "终验签字、到货满 90 天任一发生". */
export function triggerWords(trigger: Trigger | null | undefined): string {
  if (!trigger) return t('trigger.none')
  if (trigger.allOf) return t('trigger.all', { list: trigger.allOf.map(triggerWords).join(t('trigger.join')) })
  if (trigger.anyOf) return t('trigger.any', { list: trigger.anyOf.map(triggerWords).join(t('trigger.join')) })
  if (trigger.after) return t('trigger.after', { event: word('event', trigger.after.event), count: trigger.after.count, unit: unitWords(trigger.after.count, trigger.after.unit ?? '') })
  if (trigger.event === 'fixed-date') return t('trigger.date', { day: trigger.on ? longDay(trigger.on, lang.value) : '—' })
  return trigger.event ? word('event', trigger.event) : t('trigger.none')
}

/** The events that a trigger names. */
export function eventsIn(trigger: Trigger | null | undefined): string[] {
  if (!trigger) return []
  if (trigger.after) return trigger.after.event ? [trigger.after.event] : []
  return (trigger.allOf ?? trigger.anyOf)?.flatMap(eventsIn) ?? (trigger.event ? [trigger.event] : [])
}

/** A term's whole condition: "签约后 5 个工作日内". */
export function termWords(trigger: Trigger | null | undefined, offset: Offset | null | undefined): string {
  const start = triggerWords(trigger)
  if (!offset) return t('offset.none', { trigger: start })
  if (offset.unit === 'month-end') return t(offset.count ? 'offset.monthEndN' : 'offset.monthEnd', { trigger: start, count: offset.count, days: offset.daysAfter ?? 0 })
  if (offset.count === 0 && trigger?.event === 'fixed-date') return t('offset.fixed', { day: trigger.on ? longDay(trigger.on, lang.value) : '—' })
  return offset.count === 0 ? t('offset.same', { trigger: start }) : t('offset.in', { trigger: start, count: offset.count, unit: unitWords(offset.count, offset.unit ?? '') })
}

/** What a term is to bring, as it was agreed: "30%", "1,000.00", "余额". */
export const amountWords = (amount: TermAmount | null | undefined) => amount?.share ?? (amount?.fixed ? exactMoney(amount.fixed) : amount?.remainder ? t('form.term.remainder') : '—')

/** What stands in a node's way. The API sends a code ("event:final-accepted"); anything else is shown as it is. */
export function blockerWords(blocker: string | null | undefined): string | null {
  if (!blocker) return null
  const [kind, about] = blocker.split(':') as [string, string | undefined]
  if (kind === 'event' && about) return t('blocker.event', { event: word('event', about) })
  if (kind === 'deliverable' && about) return t('blocker.deliverable', { name: word('deliverable', about) })
  if (blocker === 'invoice') return t('blocker.invoice')
  if (blocker === 'frozen' || blocker === 'held') return t('blocker.frozen')
  return blocker
}
