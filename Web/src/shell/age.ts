import { onScopeDispose, ref } from 'vue'

/** Real milliseconds since the page loaded, refreshed each second: for ages of data, never for business time. */
export function useSecond() {
  const value = ref(performance.now())
  const timer = setInterval(() => { value.value = performance.now() }, 1000)
  onScopeDispose(() => clearInterval(timer))
  return value
}
/** Numbers count as live while their owner was heard within this time. */
export const LIVE_MS = 12_000
