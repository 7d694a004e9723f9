import type { Acceptances } from '../acceptances/acceptances'
import type { Status } from '../format/remaining'
import type { FirstContact, Opportunity } from './care'

/** The API's records as the pages use them. Money is a decimal string in yuan, days are "2026-01-31", instants ISO 8601 in UTC. */
export type Money = string
export type Day = string
export type Instant = string
export type Role = 'rep' | 'manager' | 'director' | 'finance' | 'delivery' | 'admin'
export type Stage = 'draft' | 'signed' | 'cancelled'
export type Bucket = 'not-started' | 'not-due' | 'overdue-1-7' | 'overdue-8-30' | 'overdue-31-60' | 'overdue-61-90' | 'overdue-90'
export const buckets: readonly Bucket[] = ['not-started', 'not-due', 'overdue-1-7', 'overdue-8-30', 'overdue-31-60', 'overdue-61-90', 'overdue-90']

export interface Page<T> { items: T[]; next?: string | null }
export interface Accepted { id: string; version: number; viewPending?: boolean }

export interface Clock { now: Instant; rate: number | string; version: number; jumping: boolean }
export interface ScopeChoice { scope: string; name: string }
export interface Session {
  user: { id: string; name: string; role: Role; signInName?: string | null }
  organization: { id: string; name: string; sandbox: boolean; zone: string }
  scope: string
  scopes: ScopeChoice[]
  repId?: string | null
  clock: Clock
  today: Day
  warnDays: number
}

export interface Unit { id: string; kind: 'company' | 'region' | 'team' | 'store'; name: string; parentId: string | null }
export interface Person { id: string; name: string; role: Role; signInName: string; unitId: string; repId?: string | null; active: boolean }
export interface Organization { id: string; name: string; version: number; units: Unit[]; people: Person[] }
export interface ApiKey { id: string; name: string; role: Role; unitId: string; issuedAt: Instant; issuedBy: string; active: boolean; lastUsedAt: Instant | null }
export interface Rep { id: string; name: string; unitId: string; unitName: string; regionName: string; externalNo?: string | null; active: boolean; version: number }

export interface Contact { name?: string | null; title?: string | null; phone?: string | null }
export interface Receipt {
  id: string; amount: Money; receivedOn: Day; contractId?: string | null; nodeNo?: number | null; method?: string | null; remark?: string | null
  applied: Money; unapplied: Money; reversed: boolean; recordedAt: Instant; recordedBy: string
}
export interface CustomerItem { id: string; name: string; tier: string; repId: string; repName: string; credit: Money; industry?: string | null; externalNo?: string | null; version: number; staleOn?: Day | null }
/** A customer in the public pool: what one has to know to take it. */
export interface PoolItem { id: string; name: string; tier: string; industry?: string | null; formerRepName: string; pooledAt: Instant; lastActivityAt?: Instant | null }
export interface Customer extends Omit<CustomerItem, 'staleOn'> {
  creditCode?: string | null
  contacts: Contact[]; contracts: { id: string; number: string; title: string }[]; receipts: Receipt[]
  firstContact?: FirstContact | null; opportunities: Opportunity[]; followUpDueOn?: Day | null; lastTouchAt?: Instant | null; pooledAt?: Instant | null; returnsOn?: Day | null
}

/** What starts a node: exactly one of its members is set (`on` goes with the event fixed-date). */
export interface Trigger {
  event?: string | null; on?: Day | null; allOf?: Trigger[] | null; anyOf?: Trigger[] | null
  after?: { event: string | null; count: number; unit: string | null } | null
}
export type OffsetUnit = 'workday' | 'day' | 'month' | 'month-end'
export interface Offset { count: number; unit: OffsetUnit | null; daysAfter?: number; roll?: 'none' | 'next' | 'prev' | null }
/** Exactly one of its members is set. */
export interface TermAmount { share?: string | null; fixed?: Money | null; remainder?: boolean | null }
export interface Deliverable { type: string | null; name: string | null; signerRole?: string | null }
/** A payment term; in a draft any of it may still be missing. */
export interface Term {
  name?: string | null; kind?: string | null; trigger?: Trigger | null; offset?: Offset | null; amount?: TermAmount | null
  owner?: string | null; ownerName?: string | null; deliverables?: Deliverable[] | null; requiresInvoice?: boolean; keepNo?: number | null
}
export interface Signer { role: string | null; title: string | null; name?: string | null }
export interface ContractBody {
  id?: string; number: string; title: string; customerId: string; repId?: string; total: Money; currency?: string
  warrantyMonths?: number; decisionChain: Signer[]; terms: Term[]
}
export interface PreviewNode { no: number; name: string; amount: Money | null; startsOn: Day | null; dueOn: Day | null; provisional: boolean }
export interface FieldProblem { code: string; field?: string | null; detail: string }
export interface Preview { nodes: PreviewNode[]; problems: FieldProblem[]; sum: Money }

export interface ContractItem {
  id: string; number: string; title: string; customerId: string; customerName: string; tier: string; repId: string; repName: string
  stage: Stage; total: Money; open: Money; signedOn?: Day | null; nextDueOn?: Day | null; status?: Status | null; version: number
}
export interface ChecklistItem { id: string; part: 'confirm' | 'submit' | 'answer'; text: string; done: boolean; doneAt?: Instant | null; by?: string | null; note?: string | null }
export interface ContractNode {
  no: number; name: string; kind: string; owner: string; ownerName?: string | null; amount: Money; paid: Money; open: Money
  startsOn?: Day | null; dueOn?: Day | null; status: Status; daysLeft?: number | null; overdueDays?: number | null
  partlyPaid: boolean; held: boolean; blocker?: string | null; provisional: boolean; requiresInvoice: boolean
  deliverables: Deliverable[]; checklist?: { items: ChecklistItem[] } | null
  receipts: { receiptId: string; amount: Money; receivedOn: Day }[]; trigger: Trigger | null; offset: Offset | null
}
export interface ContractEvent { event: string; occurredOn: Day; recordedAt?: Instant | null; by?: string | null }
export interface Contract extends Omit<ContractItem, 'nextDueOn' | 'status'> {
  unitName: string; paid: Money; warrantyMonths?: number | null; decisionChain: Signer[]; terms: Term[]
  events: ContractEvent[]; nodes: ContractNode[]; termsVersion: number; acceptances: Acceptances
}
export interface HistoryItem {
  eventId: string; version: number; type: string; occurredAt: Instant; recordedAt: Instant
  actor?: { id: string; name: string; role: string } | null; data: Record<string, unknown>; rulesVersion?: number | null
}

export interface BoardNode {
  contractId: string; number: string; title: string; customerId: string; customerName: string; tier: string; repId: string; repName: string
  unitName: string; regionName: string; nodeNo: number; nodeName: string; dueOn: Day | null; amount: Money; open: Money; owner: string
  status: Status; bucket: Bucket | null; partlyPaid: boolean; held: boolean; blocker: string | null; provisional: boolean; changesAt: Instant | null; version: number
}
export interface BoardNodes extends Page<BoardNode> { count: number; amount: Money }
export interface Explanation {
  formula: string; value: { count: number; amount: Money }
  inputs: { kind: string; entityId: string; contractId: string | null; number: string; nodeNo: number | null; version: number; amount: Money }[]; events: string[]; count: number
}
/** A nudge that is held since the store was restored from a backup. */
export interface HeldNudge {
  id: string; rule: string; contractId: string; number: string; customerName: string; nodeNo: number; nodeName: string; level: string
  dueMoment: Instant; raisedAt: Instant; deadline: Day
}
export interface HeldNudges extends Page<HeldNudge> { total: number; restoredAt?: Instant | null }
export interface NudgeItem {
  id: string; rule: string; contractId: string; number: string; customerName: string; nodeNo: number | null; nodeName: string | null
  level?: string | number | null; raisedAt: Instant; deadline?: Instant | null; command?: string | null; seenAt?: Instant | null; text?: string | null
}
export interface ImportProblem { row: number; column?: string | null; code: string; detail: string; value?: string | null }
export interface ImportReport {
  importId: string; kind: string; encoding: string; rows: number; good: number; bad: number
  problems: ImportProblem[]; preview: { row: number; action: 'create' | 'update' | 'same'; key: string; summary: string }[]
}
export interface ImportResult { importId: string; created: number; updated: number; same: number; failed: ImportProblem[] }
export interface Sandbox { now: Instant; rate: number | string; paused: boolean; jumping: boolean; nextDueAt?: Instant | null; driver: 'running' | 'stopped' }
