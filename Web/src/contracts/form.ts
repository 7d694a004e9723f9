import { newKey } from '../api/keys'
import type { Contract, ContractBody, Deliverable, FieldProblem, Offset, OffsetUnit, Signer, Term, TermAmount, Trigger } from '../api/types'
import { parseDay } from '../format/dates'
import { parseMoney } from '../format/money'
import { t } from '../i18n'

/** A trigger while it is being edited; `mode` "" is none. */
export interface TriggerForm { mode: '' | 'event' | 'date' | 'after' | 'all' | 'any'; event: string; on: string; count: string; unit: string; of: TriggerForm[] }
/** A term while it is being edited: texts as typed, so that what is wrong can stay and be named. */
export interface TermForm {
  key: string; keepNo: number | null; name: string; kind: string; trigger: TriggerForm; count: string; unit: OffsetUnit; daysAfter: string; roll: NonNullable<Offset['roll']>
  mode: 'share' | 'fixed' | 'remainder'; value: string; owner: string; ownerName: string; deliverables: { type: string; name: string; signerRole: string }[]; requiresInvoice: boolean
}
export interface ContractForm {
  number: string; title: string; customer: { id: string; name: string; repId?: string } | null; total: string; warrantyMonths: string
  chain: { role: string; title: string; name: string }[]; terms: TermForm[]
}

export const newTrigger = (mode: TriggerForm['mode'] = '', event = 'signed'): TriggerForm => ({ mode, event, on: '', count: '30', unit: 'day', of: [] })
export function newTerm(over: Partial<TermForm> = {}): TermForm {
  return { key: newKey(), keepNo: null, name: '', kind: 'progress', trigger: newTrigger(), count: '5', unit: 'workday', daysAfter: '0', roll: 'next', mode: 'share', value: '', owner: 'sales', ownerName: '', deliverables: [], requiresInvoice: true, ...over }
}
export const emptyForm = (): ContractForm => ({ number: '', title: '', customer: null, total: '', warrantyMonths: '12', chain: [], terms: [] })

const whole = (text: string) => (/^\d{1,5}$/.test(text.trim()) ? Number(text.trim()) : null)
/** "30", "30%" and "33.3333" as the API writes shares: "33.3333%". */
export function parseShare(text: string): string | null {
  const match = /^(\d{1,3})(?:\.(\d{1,4}))?\s*[%％]?$/.exec(text.normalize('NFKC').trim())
  return match ? `${Number(match[1])}${match[2] ? `.${match[2]}` : ''}%` : null
}

export function triggerOf(form: TriggerForm): Trigger | null {
  switch (form.mode) {
    case 'event': return { event: form.event }
    case 'date': { const on = parseDay(form.on); return on ? { event: 'fixed-date', on } : null }
    case 'after': { const count = whole(form.count); return count === null ? null : { after: { event: form.event, count, unit: form.unit } } }
    case 'all': case 'any': {
      const of = form.of.map(triggerOf).filter((trigger) => trigger !== null)
      return of.length < 2 ? (of[0] ?? null) : form.mode === 'all' ? { allOf: of } : { anyOf: of }
    }
    default: return null
  }
}
export function triggerForm(trigger: Trigger | null | undefined): TriggerForm {
  if (!trigger) return newTrigger()
  if (trigger.allOf) return { ...newTrigger('all'), of: trigger.allOf.map(triggerForm) }
  if (trigger.anyOf) return { ...newTrigger('any'), of: trigger.anyOf.map(triggerForm) }
  if (trigger.after) return { ...newTrigger('after', trigger.after.event ?? ''), count: String(trigger.after.count), unit: trigger.after.unit ?? 'day' }
  if (trigger.event === 'fixed-date') return { ...newTrigger('date'), on: trigger.on ?? '' }
  return trigger.event ? newTrigger('event', trigger.event) : newTrigger()
}

function offsetOf(term: TermForm): Offset | null {
  const count = whole(term.count)
  if (count === null) return null
  return { count, unit: term.unit, roll: term.roll, ...(term.unit === 'month-end' ? { daysAfter: whole(term.daysAfter) ?? 0 } : {}) }
}
function amountOf(term: TermForm): TermAmount | null {
  if (term.mode === 'remainder') return { remainder: true }
  if (term.mode === 'share') { const share = parseShare(term.value); return share ? { share } : null }
  const fixed = parseMoney(term.value)
  return fixed ? { fixed } : null
}

/** A term as the API takes it. What is missing is left out: a draft may be incomplete. */
export function termOf(term: TermForm): Partial<Term> {
  const trigger = triggerOf(term.trigger), offset = offsetOf(term), amount = amountOf(term)
  const deliverables = term.deliverables.filter((item) => item.name.trim() || item.type).map((item): Deliverable => ({ type: item.type, name: item.name.trim(), ...(item.signerRole.trim() ? { signerRole: item.signerRole.trim() } : {}) }))
  return {
    name: term.name.trim(), kind: term.kind, ...(trigger && { trigger }), ...(offset && { offset }), ...(amount && { amount }), ...(term.owner && { owner: term.owner }),
    ...(term.ownerName.trim() && { ownerName: term.ownerName.trim() }), deliverables, requiresInvoice: term.requiresInvoice, ...(term.keepNo !== null && { keepNo: term.keepNo }),
  }
}
export type Body = Omit<ContractBody, 'terms'> & { terms: Partial<Term>[] }
export function bodyOf(form: ContractForm): Body {
  const warranty = whole(form.warrantyMonths)
  return {
    number: form.number.trim(), title: form.title.trim(), customerId: form.customer?.id ?? '', ...(form.customer?.repId ? { repId: form.customer.repId } : {}), total: parseMoney(form.total) ?? '0.00', currency: 'CNY',
    ...(warranty === null ? {} : { warrantyMonths: warranty }),
    decisionChain: form.chain.filter((signer) => signer.title.trim() || signer.role.trim()).map((signer): Signer => ({ role: signer.role.trim(), title: signer.title.trim(), ...(signer.name.trim() ? { name: signer.name.trim() } : {}) })),
    terms: form.terms.map(termOf),
  }
}

function termForm(term: Term, keepNo: number | null): TermForm {
  const amount = term.amount
  return newTerm({
    keepNo, name: term.name ?? '', kind: term.kind || 'progress', trigger: triggerForm(term.trigger), count: term.offset ? String(term.offset.count) : '', unit: term.offset?.unit ?? 'workday', daysAfter: String(term.offset?.daysAfter ?? 0), roll: term.offset?.roll ?? 'next',
    mode: amount?.remainder ? 'remainder' : amount?.fixed ? 'fixed' : 'share', value: amount?.share?.replace('%', '') ?? amount?.fixed ?? '',
    owner: term.owner ?? '', ownerName: term.ownerName ?? '', deliverables: (term.deliverables ?? []).map((item) => ({ type: item.type ?? '', name: item.name ?? '', signerRole: item.signerRole ?? '' })), requiresInvoice: term.requiresInvoice ?? false,
  })
}
/** A stored contract as a form; for an amendment each term remembers the node that it keeps. */
export function formOf(contract: Contract, amend = false): ContractForm {
  return {
    number: contract.number, title: contract.title, customer: { id: contract.customerId, name: contract.customerName, repId: contract.repId }, total: contract.total, warrantyMonths: contract.warrantyMonths == null ? '' : String(contract.warrantyMonths),
    chain: (contract.decisionChain ?? []).map((signer) => ({ role: signer.role ?? '', title: signer.title ?? '', name: signer.name ?? '' })),
    terms: contract.terms.map((term, index) => termForm(term, amend ? (term.keepNo ?? contract.nodes[index]?.no ?? null) : null)),
  }
}

/** What can be told without the server: texts that are no amounts or numbers. */
export function unreadable(form: ContractForm): FieldProblem[] {
  const problems: FieldProblem[] = []
  const say = (field: string, detail: string) => problems.push({ code: 'text.unreadable', field, detail })
  if (form.total.trim() && parseMoney(form.total) === null) say('/total', t('form.bad.money'))
  form.terms.forEach((term, index) => {
    if (term.mode === 'share' && term.value.trim() && parseShare(term.value) === null) say(`/terms/${index}/amount`, t('form.bad.share'))
    if (term.mode === 'fixed' && term.value.trim() && parseMoney(term.value) === null) say(`/terms/${index}/amount`, t('form.bad.money'))
    if (term.count.trim() && whole(term.count) === null) say(`/terms/${index}/offset`, t('form.bad.count'))
  })
  return problems
}
