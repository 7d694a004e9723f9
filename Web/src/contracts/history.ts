import type { HistoryItem } from '../api/types'
import { longDay } from '../format/dates'
import { exactMoney, yuanOf } from '../format/money'
import { lang, t, word, type Key } from '../i18n'

type Data = Record<string, unknown>
const text = (data: Data, name: string) => (data[name] == null ? '' : String(data[name]))
const list = (data: Data, name: string) => (Array.isArray(data[name]) ? (data[name] as Data[]) : [])
/** A day of an event; its year is said only when it is another than that in which the event was recorded. */
const day = (value: unknown, recorded: string) => (typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) ? longDay(value.slice(0, 10), lang.value, recorded) : '—')

/** An amount of an event: stored in fen, or already written in yuan. */
function money(data: Data, name: string): string {
  const fen = data[`${name}Fen`]
  if (typeof fen === 'number') return exactMoney(yuanOf(BigInt(fen)))
  const yuan = data[name]
  return typeof yuan === 'string' && /^-?\d+(\.\d{1,2})?$/.test(yuan) ? exactMoney(yuan) : '—'
}
const parts = (data: Data) => list(data, 'parts').map((part) => t('did.node', { no: text(part, 'no'), amount: money(part, 'amount') })).join(t('did.join')) || '—'
const note = (data: Data) => (text(data, 'note') ? t('did.note', { note: text(data, 'note') }) : '')
export const ruleWords = (rule: string, level: string) => {
  const leveled = word('rule', `${rule}.${level}`)
  return leveled === `${rule}.${level}` ? word('rule', rule) : leveled
}

const sentences: Record<string, (data: Data, recorded: string) => string> = {
  'contract-drafted': (data) => { const draft = (data.draft ?? data) as Data; return t('did.contract-drafted', { number: text(draft, 'number'), total: money(draft, 'total') }) },
  'contract-signed': (data, recorded) => t('did.contract-signed', { day: day(data.signedOn, recorded), n: list(data, 'nodes').length }),
  'milestone-recorded': (data, recorded) => t('did.milestone-recorded', { event: word('event', text(data, 'event')), day: day(data.occurredOn, recorded) }) + note(data),
  'nodes-scheduled': (data, recorded) => t('did.nodes-scheduled', {
    cause: word('cause', text(data, 'cause')),
    list: list(data, 'nodes').map((node) => (node.dueOn ? t('did.schedule', { no: text(node, 'no'), day: day(node.dueOn, recorded) }) : t('did.schedule.none', { no: text(node, 'no') }))).join(t('did.join')),
  }),
  'contract-amended': (data) => t('did.contract-amended', { total: money(data, 'total'), reason: text(data, 'reason') }),
  'contract-cancelled': (data) => t('did.contract-cancelled', { reason: text(data, 'reason') }),
  'payment-applied': (data, recorded) => t('did.payment-applied', { day: day(data.receivedOn, recorded), list: parts(data) }) + (Number(data.excessFen ?? data.excess ?? 0) > 0 ? t('did.payment-applied.excess', { amount: money(data, 'excess') }) : ''),
  'payment-reversed': (data) => t('did.payment-reversed', { list: parts(data) }),
  'nudge-raised': (data) => t('did.nudge-raised', { level: word('level', text(data, 'level')), rule: ruleWords(text(data, 'rule'), text(data, 'level')), no: text(data, 'no') }),
  'checklist-ticked': (data) => t(data.done === false ? 'did.checklist-ticked.undone' : 'did.checklist-ticked.done', { item: text(data, 'itemId') }) + note(data),
  'customer-profiled': (data) => t('did.customer-profiled', { name: text(data, 'name'), tier: text(data, 'tier') }),
  'acceptance-recorded': (data) => { const one = (data.acceptance ?? data) as Data; return t('did.acceptance-recorded', { event: word('event', text(one, 'event')), title: text(one, 'signerTitle'), verdict: word('acceptanceVerdict', text(one, 'verdict')) }) },
  'nodes-frozen': (data) => t('did.nodes-frozen', { no: text(data, 'nodeNo') }),
  'nodes-released': (data) => t(data.how === 'approval' ? 'did.nodes-released.approval' : 'did.nodes-released.signature') + note(data),
  'release-requested': (data) => t('did.release-requested', { reason: text(data, 'reason') }),
  'release-refused': (data) => t('did.release-refused', { note: text(data, 'note') }),
  'delegate-named': (data) => t('did.delegate-named', { name: text(data, 'name'), reason: text(data, 'reason') }),
  'number-lost': (data) => t('did.number-lost', { number: text(data, 'number'), newNumber: text(data, 'newNumber') }),
}

/** What happened, as a sentence. An event this page does not know yet is shown by its name. */
export function sentence(item: HistoryItem): string {
  const known = sentences[item.type]
  if (known) return known(item.data, item.recordedAt)
  const plain = `did.${item.type}` as Key
  const said = word('did', item.type)
  return said === item.type ? item.type : t(plain)
}
