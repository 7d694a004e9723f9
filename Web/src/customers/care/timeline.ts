import type { TimelineEntry } from '../../api/care'
import { momentIn } from '../../format/dates'
import { exactMoney, yuanOf } from '../../format/money'
import { lang, t, word, type Key } from '../../i18n'
import { today, zone } from '../../shell/clock'
import { ruleWords } from '../../contracts/history'

type Data = Record<string, unknown>
const text = (data: Data, name: string) => (data[name] == null ? '' : String(data[name]))
const inner = (data: Data, name: string) => (typeof data[name] === 'object' && data[name] !== null ? (data[name] as Data) : data)
const money = (data: Data) => (typeof data.amountFen === 'number' && data.amountFen > 0 ? exactMoney(yuanOf(BigInt(data.amountFen))) : '')
const moment = (data: Data, name: string) => (text(data, name) ? momentIn(text(data, name), zone.value, lang.value, today.value) : '—')
const withReason = (said: string, data: Data) => (text(data, 'reason') ? t('care.timeline.reason', { text: said, reason: text(data, 'reason') }) : said)

/** What an event says, as the blanks of its sentence. */
const blanks: Record<string, (data: Data, tick: (code: string) => string) => Record<string, string | number>> = {
  'contract-known': (data) => ({ number: text(data, 'number'), title: text(data, 'title') }),
  'receipt-recorded': (data) => ({ amount: money(inner(data, 'receipt')) }),
  'receipt-reversed': (data) => ({ reason: text(data, 'reason') }),
  'first-contact-started': (data) => ({ source: word('care.source', text(data, 'source')) }),
  'first-contact-moved-back': (data) => ({ source: word('care.source', text(data, 'source')), from: moment(data, 'from'), to: moment(data, 'to') }),
  'first-contact-ended': (data) => ({ outcome: word('care.first', text(data, 'outcome')) }),
  'contact-recorded': (data) => ({ channel: word('care.channel', text(data, 'channel')) }),
  'signal-received': (data) => ({ source: word('care.source', text(inner(data, 'signal'), 'source')) }),
  'opportunity-created': (data) => ({ title: text(data, 'title') }),
  'customer-absorbed': (data) => ({ name: text(data, 'name') }),
  'opportunity-moved': (data) => ({ stage: word('care.stage', text(data, 'to')) }),
  'opportunity-closed': (data) => ({ outcome: word('care.outcome', text(data, 'outcome')) }),
  'nudge-raised': (data) => ({ rule: ruleWords(text(inner(data, 'nudge'), 'rule'), text(inner(data, 'nudge'), 'level')) }),
  'follow-up-recorded': (data, tick) => { const followUp = inner(data, 'followUp'); return { ticks: ['done', 'said', 'next'].map((group) => text(followUp, group)).filter(Boolean).map(tick).join(' · ') } },
  'follow-up-judged': (data) => ({ verdict: word('care.verdict', text(data, 'verdict')), n: text(data, 'signals') }),
  'quality-overridden': (data) => ({ total: text(data, 'total') }),
  'follow-up-checked': (data) => ({ outcome: word('care.checked', text(data, 'outcome')) }),
  'quotation-recorded': (data) => ({ amount: money(data) }),
}

/** One line of the timeline (P07). An event this page does not know yet is shown by its name. */
export function sentence(entry: TimelineEntry, tick: (code: string) => string): string {
  const key = `care.timeline.${entry.type}`
  if (word('care.timeline', entry.type) === entry.type) return entry.type
  const data = entry.data as Data
  const said = t(key as Key, blanks[entry.type]?.(data, tick) ?? {}).trim()
  return entry.type === 'receipt-reversed' ? said : withReason(said, data)
}
/** What was written beside it. */
export const noteOf = (entry: TimelineEntry): string => { const data = entry.data as Data; return (entry.type === 'comment-added' ? text(data, 'text') : '') || text(data, 'note') || text(inner(data, 'followUp'), 'note') }
