import type { Day, Instant } from '../api/types'

/** A person or a unit's leaders as the API tells how they are reached. */
export interface Recipient {
  id: string; ready: boolean; channels: Channel[]; quiet: { from: string; to: string } | null; snoozedUntil: Instant | null
  devices: Device[]; sources: { source: string; firstAt: Instant | null }[]; nudges: Delivery[]; attempts: Attempt[]; version: number
}
export interface Channel {
  channel: string; address: string; device: string | null; light: string; why: string; confirmedAt: Instant | null; sent: number; missed: number; code: string | null
}
export interface Device { id: string; kind: string; permission: string; vendor: string | null; contacts: string | null; at: Instant }
export interface Delivery { key: string; rule: string; level: string; subject: string; raisedAt: Instant; seenAt: Instant | null; closedAt: Instant | null }
export interface Attempt {
  id: string; channel: string; state: string; queuedAt: Instant; notBefore: Instant; startedAt: Instant | null; endedAt: Instant | null; tries: number; code: string | null; testId: string | null
}

export interface WhyChannel { channel: string; state: string; at: Instant | null; code: string | null }
export interface WhyLink { code: string; name: string; state: string; at: Instant | null; fault: string | null; channels: WhyChannel[] }
/** The receipt chain of one nudge. */
export interface Chain { nudgeId: string | null; broken: string | null; fault: string | null; says: string; does: string | null; links: WhyLink[] }
/** A chain of the list, with the nudge that it is about. */
export interface ChainItem extends Chain {
  kind: string | null; entityId: string | null; subject: string | null; rule: string | null; level: string | null; dueAt: Instant | null; raisedAt: Instant | null
}
export interface Why extends Chain {
  kind: string; id: string; repId: string; faults: { code: string; says: string; does: string | null }[]
  nextDueAt: Instant | null; fired: boolean; from: Day | null; to: Day | null; count: number; brokenCount: number; chains: ChainItem[]; next: string | null
}
