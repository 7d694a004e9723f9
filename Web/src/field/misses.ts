import { onMounted, shallowRef, watch } from 'vue'
import { get } from '../api/client'
import type { Day } from '../api/types'

export interface MissPart { key: string; contacts: number; missed: number }
/** How many of the first contacts of a period were missed (漏录率). */
export interface Misses { from: Day; to: Day; contacts: number; missed: number; sources: MissPart[]; devices: MissPart[] }

/** "8.3": the share in per cent, null without contacts. */
export const shareOf = (part: { contacts: number; missed: number }): string | null => (part.contacts === 0 ? null : ((part.missed / part.contacts) * 100).toFixed(1))

/** The misses of the last 30 days, asked for again whenever the question or the live number changes. */
export function useMisses(query: () => Record<string, string>, changed: () => unknown) {
  const misses = shallowRef<Misses | null>(null)
  const error = shallowRef<unknown>(null)
  let asked = 0
  async function ask() {
    const mine = ++asked
    try {
      const answer = await get<Misses>('/boards/first-contacts/misses', query())
      if (mine === asked) { misses.value = answer; error.value = null }
    } catch (failure) { if (mine === asked) error.value = failure }
  }
  onMounted(ask)
  watch([query, changed], () => { void ask() })
  return { misses, error, ask }
}
