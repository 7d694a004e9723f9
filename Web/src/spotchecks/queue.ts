import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { get, useWish, type Query } from '../api/client'
import { usePages } from '../api/pages'
import { toastError } from '../ui/toasts'
import { Stopwatch, after, keyOf, type Decision, type SpotCheck, type SpotNumbers } from './spotchecks'

const EVERY = 10_000
/** The numbers above the queue: asked for anew every ten seconds while somebody looks, and after every decision. */
export function useNumbers(query: () => Query) {
  const numbers = shallowRef<SpotNumbers | null>(null)
  const error = shallowRef<unknown>(null)
  let asked = 0
  async function load() {
    const mine = ++asked
    try {
      const answer = await get<SpotNumbers>('/boards/spot-checks/numbers', query())
      if (mine === asked) { numbers.value = answer; error.value = null }
    } catch (failure) { if (mine === asked) error.value = failure }
  }
  watch(() => JSON.stringify(query()), () => void load(), { immediate: true })
  const timer = setInterval(() => { if (!document.hidden) void load() }, EVERY)
  onScopeDispose(() => clearInterval(timer))
  return { numbers, error, load }
}

/** The queue with a place in it. What was decided here stays where it was, marked, until the list is asked for anew. */
export function useQueue(query: Ref<Query>, most: () => number, changed: () => void) {
  const list = usePages<SpotCheck>('/boards/spot-checks', query)
  const decided = ref(new Map<string, Decision>())
  const path: string[] = []
  const at = ref('')
  const busy = ref(false)
  const watchOf = new Stopwatch()
  const wish = useWish()
  const current = computed(() => list.items.value.find((item) => keyOf(item) === at.value) ?? null)
  const place = computed(() => list.items.value.findIndex((item) => keyOf(item) === at.value))
  const left = computed(() => list.items.value.filter((item) => !decided.value.has(keyOf(item))).length)

  const go = (key: string) => { at.value = key }
  watch(at, () => watchOf.stop())
  watch(list.items, (items) => { if (!items.some((item) => keyOf(item) === at.value)) go(after(items, decided.value, -1) ?? '') })
  /** The next or the one before; at the end of what is here the next page comes. */
  async function step(by: 1 | -1) {
    if (by === 1 && place.value === list.items.value.length - 1) await list.more()
    const item = list.items.value[place.value + by]
    if (item) go(keyOf(item))
  }
  async function onward() {
    let next = after(list.items.value, decided.value, place.value)
    while (!next && list.next.value && !list.error.value) { await list.more(); next = after(list.items.value, decided.value, place.value) }
    // With all of it decided the last one stays: another word on it can still be said.
    if (next) go(next)
  }
  /** The queue as it is now, without what was decided. */
  async function anew() {
    decided.value = new Map()
    path.length = 0
    await list.reload()
  }
  /** Approves or returns what is shown, and goes on to what nobody has decided yet. */
  async function decide(outcome: Decision, reason?: string): Promise<boolean> {
    const item = current.value
    if (!item || busy.value) return false
    busy.value = true
    const seconds = watchOf.seconds(keyOf(item))
    try {
      await wish({ path: `/customers/${item.customerId}/follow-ups/${item.followUpId}/check`, body: { outcome, ...(reason ? { reason } : {}), ...(seconds !== null && seconds <= most() ? { seconds } : {}) } })
      decided.value = new Map(decided.value).set(keyOf(item), outcome)
      path.push(keyOf(item))
      changed()
      await onward()
      return true
    } catch (failure) { toastError(failure); return false } finally { busy.value = false }
  }
  /** Back to what was decided last: another word on it stands in place of the first. */
  function back() {
    for (let key = path.pop(); key; key = path.pop()) if (list.items.value.some((item) => keyOf(item) === key)) { go(key); return }
  }
  onScopeDispose(() => watchOf.stop())
  return { list, decided, current, place, left, busy, at, go, step, decide, back, anew, shown: (key: string) => watchOf.start(key) }
}
