import type { Day, Instant, Money } from './types'

/** How a customer is looked after (经营), as the API shows it. */
export interface FirstContact { startedAt: Instant; deadlineAt: Instant; source: string; device?: string | null; status: string; reason?: string | null; missedAt?: Instant | null }
export interface Opportunity { id: string; title: string; amount?: Money | null; expectedOn?: Day | null; stage: string; stageSince: Instant; createdAt: Instant; createdBy: string; outcome?: string | null; reason?: string | null; closedAt?: Instant | null; staleOn?: Day | null }
export const stages = ['contact', 'needs', 'proposal', 'negotiation'] as const

export interface QualityPoint { code: string; part: string; points: number; found?: string | null; textZh: string }
export interface Quality { density: number; action: number; total: number; band: string; points: QualityPoint[]; rulesVersion: number; lexiconVersion: number }
export interface QualityOverride { total: number; band: string; reason: string; by: string; at: Instant; rulesVersion: number }
export interface FollowUpCheck { outcome: string; reason?: string | null; by: string; at: Instant; nudgeId?: string | null }
export interface FollowUp {
  id: string; occurredAt: Instant; recordedAt: Instant; by: string; done?: string | null; said?: string | null; next?: string | null; note?: string | null; nextOn?: Day | null
  verdict: string; signals: number; filledSlots: number; expectedSlots: number; quality?: Quality | null; override?: QualityOverride | null; check?: FollowUpCheck | null; viewedAt?: Instant | null; viewedBy?: string | null; nextStep?: { code: string; textZh: string } | null
}
export interface FollowUps { items: FollowUp[]; dueOn?: Day | null }
export interface TickGroups { groups: { group: string; ticks: { code: string; text: string }[] }[] }
export interface TimelineEntry { id: string; type: string; occurredAt: Instant; recordedAt?: Instant | null; by: string; data: unknown }
export interface TimelinePage { items: TimelineEntry[]; next?: string | null }
