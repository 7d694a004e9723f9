import { ref, shallowRef, watch, type Ref } from 'vue'
import type { FollowUps, TickGroups } from '../../api/care'
import { get } from '../../api/client'
import { lang } from '../../i18n'

/** The follow-ups of a customer, and what their ticks are called in the reader's language and the customer's industry. */
export function useFollowUps(id: Ref<string>, industry: Ref<string>) {
  const followUps = shallowRef<FollowUps | null>(null)
  const error = shallowRef<unknown>(null)
  const names = shallowRef<ReadonlyMap<string, string>>(new Map())
  const asked = ref(0)
  async function load() {
    const mine = ++asked.value
    try {
      const answer = await get<FollowUps>(`/customers/${id.value}/follow-ups`)
      if (mine === asked.value) { followUps.value = answer; error.value = null }
    } catch (failure) { if (mine === asked.value) error.value = failure }
  }
  watch(id, () => { followUps.value = null; void load() }, { immediate: true })
  watch([industry, lang], async () => {
    // Without their names the ticks are shown by their codes.
    const { groups } = await get<TickGroups>('/follow-up-ticks', { industry: industry.value }).catch(() => ({ groups: [] }) as TickGroups)
    names.value = new Map(groups.flatMap((group) => group.ticks.map((tick) => [tick.code, tick.text] as const)))
  }, { immediate: true })
  return { followUps, error, load, tick: (code: string) => names.value.get(code) ?? code }
}
