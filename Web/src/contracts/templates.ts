import { word } from '../i18n'
import { newTerm, newTrigger, type TermForm } from './form'

/** The ways in which payments are usually split; choosing one writes terms that can then be changed. */
export const templates = ['30-60-10', '30-30-30-10', '50-50', '100', 'monthly-30'] as const
export type Template = (typeof templates)[number]

const make = (kind: string, share: string, event: string, count: string, owner: string, deliverable: string, over: Partial<TermForm> = {}): TermForm =>
  newTerm({ name: word('kind', kind), kind, value: share, trigger: newTrigger('event', event), count, owner, deliverables: [{ type: deliverable, name: word('deliverable', deliverable), signerRole: '' }], requiresInvoice: kind !== 'retention', ...over })

export function termsOf(template: Template): TermForm[] {
  switch (template) {
    case '30-60-10': return [make('prepay', '30', 'signed', '5', 'sales', 'contract'), make('acceptance', '60', 'final-accepted', '10', 'delivery', 'acceptance-report'), make('retention', '10', 'warranty-end', '10', 'customer', 'warranty-certificate')]
    case '30-30-30-10': return [
      make('prepay', '30', 'signed', '5', 'sales', 'contract'), make('progress', '30', 'arrived', '10', 'delivery', 'delivery-note'),
      make('acceptance', '30', 'final-accepted', '10', 'delivery', 'acceptance-report'), make('retention', '10', 'warranty-end', '10', 'customer', 'warranty-certificate'),
    ]
    case '50-50': return [make('prepay', '50', 'signed', '5', 'sales', 'contract'), make('final', '50', 'final-accepted', '10', 'delivery', 'acceptance-report')]
    case '100': return [make('final', '100', 'arrived', '10', 'sales', 'delivery-note')]
    case 'monthly-30': return [make('final', '100', 'invoice-received', '0', 'sales', 'invoice', { unit: 'month-end', daysAfter: '30' })]
  }
}
