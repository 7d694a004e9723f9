import { computed, ref, shallowReactive, watch } from 'vue'
import type { Total, WatchTopic } from './board'
import type { Row } from './checksum'

/** A watched board that has only numbers: `of('rep-1/visits')` is 0 for what nobody counts. */
export function liveNumbers(board: string, watchBoard: WatchTopic) {
  const totals = shallowReactive(new Map<string, Total>())
  const loaded = ref(false)
  const asOf = ref<string | null>(null)
  const heardAt = ref<number | null>(null)
  const refused = ref<string | null>(null)
  let stop = () => {}

  function put([key, , cells]: Row) {
    if (key === 'm/asOf' && cells) asOf.value = String(cells[0])
    if (!key.startsWith('t/')) return
    const name = key.slice(2)
    if (cells === null) totals.delete(name)
    else totals.set(name, { count: Number(cells[0]), amount: String(cells[1]) })
  }

  function watch(scope: string, filter: string) {
    end()
    stop = watchBoard(board, scope, filter, {
      onRows(rows, full) {
        refused.value = null
        if (full) totals.clear()
        rows.forEach(put)
        loaded.value = true
      },
      onHeard(ageMs) { heardAt.value = performance.now() - ageMs },
      onRefused(code) { refused.value = code },
    })
  }

  /** Watches nothing any more, and shows nothing. */
  function end() {
    stop()
    stop = () => {}
    totals.clear()
    loaded.value = false; asOf.value = null; heardAt.value = null; refused.value = null
  }

  return { totals, loaded, asOf, heardAt, refused, watch, end, of: (name: string) => totals.get(name)?.count ?? 0 }
}
export type LiveNumbers = ReturnType<typeof liveNumbers>

/** Reads again what stands beside the numbers of reps: when the day turns, and when somebody counts who is not there. */
export function readAgain(numbers: LiveNumbers, reps: () => readonly { repId: string }[] | undefined, load: () => Promise<void>) {
  const unknown = computed(() => { const known = reps(); return known !== undefined && [...numbers.totals.keys()].some((name) => !known.some((row) => name.startsWith(`${row.repId}/`))) })
  watch([numbers.asOf, unknown], ([day, isUnknown], [before]) => { if (isUnknown || (before && day && day !== before)) void load() })
}
