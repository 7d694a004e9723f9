import type { Contract } from '../api/types'
import { exactMoney } from '../format/money'
import { t } from '../i18n'
import { bodyOf, formOf, termOf, type ContractForm, type TermForm } from './form'
import { amountWords, termWords } from './words'

export interface Difference { field: string; theirs: string; mine: string }

function termText(term: TermForm | undefined): string {
  if (!term) return '—'
  const body = termOf(term)
  const amount = amountWords(body.amount)
  return `${body.name || '—'} · ${amount} · ${termWords(body.trigger, body.offset)}`
}

/** Where my form and the contract as it is stored now say different things, in words. */
export function differences(mine: ContractForm, stored: Contract): Difference[] {
  const theirs = formOf(stored)
  const found: Difference[] = []
  const add = (field: string, left: string, right: string, same: boolean) => { if (!same) found.push({ field, theirs: left || '—', mine: right || '—' }) }
  const [a, b] = [bodyOf(theirs), bodyOf(mine)]
  add(t('form.number'), a.number, b.number, a.number === b.number)
  add(t('form.name'), a.title, b.title, a.title === b.title)
  add(t('form.customer'), theirs.customer?.name ?? '', mine.customer?.name ?? '', a.customerId === b.customerId)
  add(t('form.total'), exactMoney(a.total), exactMoney(b.total), a.total === b.total)
  add(t('form.warranty'), theirs.warrantyMonths, mine.warrantyMonths, a.warrantyMonths === b.warrantyMonths)
  const people = (form: ContractForm) => form.chain.map((signer) => `${signer.title} ${signer.name}`.trim()).join(', ')
  add(t('form.chain'), people(theirs), people(mine), JSON.stringify(a.decisionChain) === JSON.stringify(b.decisionChain))
  for (let index = 0; index < Math.max(theirs.terms.length, mine.terms.length); index++) {
    const same = JSON.stringify({ ...a.terms[index], keepNo: 0 }) === JSON.stringify({ ...b.terms[index], keepNo: 0 })
    add(t('form.term', { n: index + 1 }), termText(theirs.terms[index]), termText(mine.terms[index]), same)
  }
  return found
}
