import { beforeEach, describe, expect, it } from 'vitest'
import type { Contract } from '../../src/api/types'
import { bodyOf, emptyForm, formOf, newTerm, newTrigger, parseShare, triggerForm, triggerOf, unreadable } from '../../src/contracts/form'
import { templates, termsOf } from '../../src/contracts/templates'
import { differences } from '../../src/contracts/conflict'
import { setLang } from '../../src/i18n'

beforeEach(() => setLang('zh'))

describe('the contract form', () => {
  it('writes the request of the API', () => {
    const form = emptyForm()
    Object.assign(form, { number: ' HT-1 ', title: '产线', customer: { id: 'c1', name: '恒远' }, total: '120万', terms: termsOf('30-60-10') })
    form.chain.push({ role: '采购', title: '采购总监', name: '' }, { role: '', title: '', name: '' })
    const body = bodyOf(form)
    expect(body).toMatchObject({ number: 'HT-1', customerId: 'c1', total: '1200000.00', currency: 'CNY', warrantyMonths: 12, decisionChain: [{ role: '采购', title: '采购总监' }] })
    expect(body.terms[0]).toEqual({ name: '预付款', kind: 'prepay', trigger: { event: 'signed' }, offset: { count: 5, unit: 'workday', roll: 'next' }, amount: { share: '30%' }, owner: 'sales', deliverables: [{ type: 'contract', name: '合同原件' }], requiresInvoice: true })
    expect(body.terms).toHaveLength(3)
  })
  it('leaves out what a draft does not say yet', () => {
    const form = emptyForm()
    form.terms.push(newTerm({ count: '', value: '', owner: '' }))
    expect(bodyOf(form).terms[0]).toEqual({ name: '', kind: 'progress', deliverables: [], requiresInvoice: true })
  })
  it('splits every template into the whole', () => {
    for (const template of templates) expect(termsOf(template).reduce((sum, term) => sum + Number(term.value), 0)).toBe(100)
  })
  it('knows the month-end term with its days', () => {
    const form = emptyForm()
    form.terms = termsOf('monthly-30')
    expect(bodyOf(form).terms[0]!.offset).toEqual({ count: 0, unit: 'month-end', roll: 'next', daysAfter: 30 })
  })

  it.each([
    { event: 'signed' }, { event: 'fixed-date', on: '2026-03-01' }, { after: { event: 'arrived', count: 90, unit: 'day' } },
    { anyOf: [{ event: 'final-accepted' }, { after: { event: 'arrived', count: 90, unit: 'day' } }] }, { allOf: [{ event: 'installed' }, { anyOf: [{ event: 'invoiced' }, { event: 'arrived' }] }] },
  ])('brings back the trigger it was made of: %j', (trigger) => expect(triggerOf(triggerForm(trigger))).toEqual(trigger))
  it('has no trigger before one is chosen, and one condition alone stands for itself', () => {
    expect(triggerOf(newTrigger())).toBeNull()
    expect(triggerOf({ ...newTrigger('all'), of: [newTrigger('event', 'arrived'), newTrigger()] })).toEqual({ event: 'arrived' })
    expect(triggerOf({ ...newTrigger('date'), on: '2026-02-30' })).toBeNull()
  })

  it.each([['30', '30%'], ['33.3333%', '33.3333%'], ['５０％', '50%'], ['100', '100%'], [' 7.5 % ', '7.5%']])('reads the share %s', (typed, share) => expect(parseShare(typed)).toBe(share))
  it.each(['', '33.33333', 'abc', '-5', '1000'])('does not read the share %s', (typed) => expect(parseShare(typed)).toBeNull())

  it('names what cannot be read, at its field', () => {
    const form = emptyForm()
    form.total = '1.005'
    form.terms.push(newTerm({ value: '1/3' }), newTerm({ mode: 'fixed', value: '12.345' }), newTerm({ count: '2.5', mode: 'remainder' }))
    expect(unreadable(form).map((problem) => problem.field)).toEqual(['/total', '/terms/0/amount', '/terms/1/amount', '/terms/2/offset'])
  })
})

const stored: Contract = {
  id: 'k1', number: 'HT-1', title: '产线', customerId: 'c1', customerName: '恒远', tier: 'A', repId: 'r1', repName: '王明', unitName: '一部', stage: 'signed', total: '1000.00', paid: '300.00', open: '700.00', signedOn: '2026-01-20', warrantyMonths: 12, decisionChain: [], version: 7, termsVersion: 1, events: [],
  terms: [
    { name: '预付款', kind: 'prepay', trigger: { event: 'signed' }, offset: { count: 5, unit: 'workday', roll: 'next' }, amount: { share: '30%' }, owner: 'sales', deliverables: [{ type: 'contract', name: '合同原件' }], requiresInvoice: true, keepNo: 1 },
    { name: '余款', kind: 'final', trigger: { event: 'arrived' }, offset: { count: 1, unit: 'month', roll: 'none' }, amount: { remainder: true }, owner: 'delivery', ownerName: '周建国', deliverables: [], requiresInvoice: false, keepNo: 3 },
  ],
  nodes: [], acceptances: { items: [], holds: [], delegates: [], atRisk: '0.00' },
}

describe('a stored contract as a form', () => {
  it('comes back as the same request', () => {
    const body = bodyOf(formOf(stored))
    expect(body.terms).toEqual(stored.terms.map(({ keepNo: _, ...term }) => term))
    expect(body).toMatchObject({ number: 'HT-1', total: '1000.00', warrantyMonths: 12 })
  })
  it('keeps the numbers of its nodes in an amendment', () => expect(bodyOf(formOf(stored, true)).terms.map((term) => term.keepNo)).toEqual([1, 3]))
  it('differs from mine only where I changed it', () => {
    const mine = formOf(stored)
    expect(differences(mine, stored)).toEqual([])
    mine.title = '新产线'
    mine.terms[0]!.value = '40'
    mine.terms.pop()
    const found = differences(mine, stored)
    expect(found.map((row) => [row.theirs, row.mine])).toEqual([['产线', '新产线'], ['预付款 · 30% · 签约后 5 个工作日内', '预付款 · 40% · 签约后 5 个工作日内'], ['余款 · 余额 · 到货后 1 个月内', '—']])
  })
})
