import type { Money } from '../../api/types'

/** A customer that may be the same; without id it is another's and not to be opened. */
export interface Like { id?: string | null; name: string; repName: string; alike: string[] }
/** What merging one customer into another would do. */
export interface MergePreview {
  into: string; intoName: string; version: number; contacts: number; identities: number; contracts: number; opportunities: number; followUps: number; receipts: number; credit: Money
  conflicts: { field: string; kept: string; dropped: string }[]; refusal?: string | null
}
/** What goes over, in the order in which people ask for it. */
export const movers = ['contracts', 'receipts', 'opportunities', 'followUps', 'contacts', 'identities'] as const
