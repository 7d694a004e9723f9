import type { Day, Instant, Money } from '../api/types'

/** A signed acceptance with its scan (R06, R07). */
export interface Acceptance {
  id: string; event: string; signedOn: Day; signerName: string; signerTitle: string; verdict: string; matchedTitle?: string | null
  file: { sha256: string; name: string; type: string; bytes: number }; recordedAt: Instant; by: string
}
/** Nodes that wait for a valid signature (R08), and how far its end without one has got (X19). */
export interface Hold {
  id: string; event: string; since: Instant; nodes: number[]; nudged: number; nextNudgeAt?: Instant | null
  requestedBy?: string | null; requestReason?: string | null; requestedAt?: Instant | null; requestedById?: string | null
}
export interface Acceptances { items: Acceptance[]; holds: Hold[]; delegates: { name: string; from: Day; until: Day; reason: string; by: string }[]; atRisk: Money }

/** Files that a scan may be, and their largest size by the rules as they ship; the server has the last word on both. */
export const SCANS = '.pdf,.jpg,.jpeg,.png'
export const isPicture = (acceptance: Acceptance) => acceptance.file.type !== 'pdf'
export const scanOf = (contractId: string, acceptance: Acceptance) => `/api/v1/contracts/${contractId}/files/${acceptance.file.sha256}`
