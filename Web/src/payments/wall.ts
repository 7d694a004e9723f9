import { computed, onScopeDispose, ref, type Ref } from 'vue'

/** How long a page of the wall stays. */
const DWELL_MS = 12_000

/** Wall mode: the rows that fit, page by page, each for a fixed time; the screen is kept awake where the browser can. */
export function useWall(on: Ref<boolean>, keys: Ref<readonly string[]>, turn: () => void) {
  const size = ref(10)
  const page = ref(0)
  const pages = computed(() => Math.max(1, Math.ceil(keys.value.length / size.value)))
  const timer = setInterval(() => {
    if (!on.value) return
    page.value = (page.value + 1) % pages.value
    if (page.value === 0) turn()
  }, DWELL_MS)

  let lock: WakeLockSentinel | null = null
  const wake = () => {
    if (on.value && document.visibilityState === 'visible') navigator.wakeLock?.request('screen').then((got) => { lock = got }, () => {})
  }
  wake()
  document.addEventListener('visibilitychange', wake)
  onScopeDispose(() => { clearInterval(timer); document.removeEventListener('visibilitychange', wake); void lock?.release() })

  return {
    page, pages,
    /** Fits the page to the height there is. */
    fit(height: number, rowHeight: number) { size.value = Math.max(1, Math.floor(height / rowHeight)) },
    visible: computed(() => (on.value ? keys.value.slice(page.value * size.value, (page.value + 1) * size.value) : keys.value)),
  }
}
