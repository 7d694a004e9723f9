import type { Instant } from '../api/types'

export const results = ['won', 'advanced', 'open', 'repeated', 'set-back', 'lost'] as const
export type Result = (typeof results)[number]
/** An objection, what was done about it first, and what came of it (P08). */
export interface Chain {
  customerId: string; customerName: string; industry?: string | null; repId: string; repName: string; followUpId: string; objection: string; at: Instant; times: number
  solution?: string | null; solutionName?: string | null; solvedAt?: Instant | null; result: Result; endedAt?: Instant | null
}
/** What came of one solution; "none" where nothing was done. */
export interface SolutionCount { solution: string; name?: string | null; total: number; results: { result: Result; count: number }[] }
export interface ChainResults { total: number; solutions: SolutionCount[]; objections: string[] }

export const keyOf = (chain: Chain) => `${chain.customerId}/${chain.followUpId}/${chain.objection}`
export const countOf = (row: SolutionCount, result: Result) => row.results.find((one) => one.result === result)?.count ?? 0
/** "3 of 4": won of those that ended in won or lost; null while none has. */
export function wonOf(row: SolutionCount): { won: number; ended: number } | null {
  const won = countOf(row, 'won')
  const ended = won + countOf(row, 'lost')
  return ended === 0 ? null : { won, ended }
}
