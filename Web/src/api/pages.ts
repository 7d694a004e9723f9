import { ref, shallowRef, watch, type Ref } from 'vue'
import { get, type Query } from './client'
import type { Page } from './types'

/** A keyset list: the first page is loaded when the query changes, the next ones on demand. */
export function usePages<T>(path: string, query: Ref<Query>, seen: (page: Page<T>) => void = () => {}) {
  const items = shallowRef<T[]>([])
  const next = ref<string | null>(null)
  const loaded = ref(false)
  const busy = ref(false)
  const error = shallowRef<unknown>(null)
  let asked: AbortController | null = null

  async function load(after: string | null = null) {
    asked?.abort()
    const { signal } = (asked = new AbortController())
    busy.value = true
    error.value = null
    try {
      const page = await get<Page<T>>(path, { ...query.value, after }, signal)
      if (signal.aborted) return
      seen(page)
      items.value = after ? [...items.value, ...page.items] : page.items
      next.value = page.next ?? null
      loaded.value = true
    } catch (failure) {
      if (!signal.aborted) error.value = failure
    } finally { if (!signal.aborted) busy.value = false }
  }
  watch(query, (now, before) => { if (JSON.stringify(now) !== JSON.stringify(before)) void load() }, { immediate: true })
  return { items, next, loaded, busy, error, reload: () => load(), more: () => (next.value ? load(next.value) : Promise.resolve()) }
}
