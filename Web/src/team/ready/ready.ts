import { shallowRef, watch } from 'vue'
import { get } from '../../api/client'
import type { Instant } from '../../api/types'

export const readyStates = ['ready', 'not-ready', 'failing'] as const
export type ReadyState = (typeof readyStates)[number]
/** How ready a rep is (C09) and which of their channels work (C05). */
export interface ReadyRow { repId: string; repName: string; unitName: string; ready: boolean; failing: boolean; missing: string[]; channels: { channel: string; light: string; why: string }[] }
export interface Readiness { asOf: Instant; ready: number; notReady: number; failing: number; items: ReadyRow[]; next: string | null }

/** The number that a list of this state has. */
export const countOf = (readiness: Readiness, state: ReadyState) => (state === 'ready' ? readiness.ready : state === 'failing' ? readiness.failing : readiness.notReady)

/** A scope's readiness with its first rows; asked for anew with the scope. */
export function useReadiness(scope: () => string, limit: number) {
  const readiness = shallowRef<Readiness | null>(null)
  const load = async () => {
    const asked = scope()
    const answer = await get<Readiness>('/boards/team/readiness', { scope: asked, limit }).catch(() => null)
    if (asked === scope()) readiness.value = answer
  }
  watch(scope, () => { readiness.value = null; void load() }, { immediate: true })
  return { readiness, load }
}
