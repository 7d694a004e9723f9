import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { get } from '../api/client'
import { session } from '../api/session'
import type { Contract, HistoryItem, Page } from '../api/types'
import { filterOf } from '../payments/filter'
import { watchTopic } from '../shell/hub'

/** One contract with its history. It is read again when one of its rows changes on the live board, so the page follows others' work. */
export function useContract(id: Ref<string>) {
  const contract = shallowRef<Contract | null>(null)
  const history = shallowRef<HistoryItem[]>([])
  const more = ref<string | null>(null)
  const error = shallowRef<unknown>(null)
  /** When the board said so, the numbers were confirmed; null before. */
  const heardAt = ref<number | null>(null)
  const changed = ref(false)
  let stop = () => {}
  let timer = 0
  let flash = 0

  async function load(announce = false) {
    const asked = id.value
    try {
      const [next, page] = await Promise.all([get<Contract>(`/contracts/${asked}`), get<Page<HistoryItem>>(`/contracts/${asked}/history`, { limit: 200 })])
      if (asked !== id.value) return
      error.value = null
      const before = contract.value
      if (before && before.id === next.id && next.version < before.version) return
      if (announce && before && next.version > before.version) {
        changed.value = true
        clearTimeout(flash)
        flash = window.setTimeout(() => { changed.value = false }, 4000)
      }
      contract.value = next
      history.value = page.items
      more.value = page.next ?? null
      if (!before || before.number !== next.number) listen(next)
    } catch (failure) { if (asked === id.value && !contract.value) error.value = failure }
  }
  async function loadMore() {
    const page = await get<Page<HistoryItem>>(`/contracts/${id.value}/history`, { limit: 200, after: more.value })
    history.value = [...history.value, ...page.items]
    more.value = page.next ?? null
  }
  function listen(of: Contract) {
    stop()
    const scope = session.value?.scope
    if (!scope) return
    const prefix = `n/${of.id}/`
    stop = watchTopic('payments', scope, filterOf({ rep: '', status: '', tier: '', text: of.number }), {
      onRows(rows, full) {
        if (full || !rows.some((row) => row[0].startsWith(prefix))) return
        clearTimeout(timer)
        timer = window.setTimeout(() => void load(true), 120)
      },
      onHeard(ageMs) { heardAt.value = performance.now() - ageMs },
    })
  }
  watch(id, () => { contract.value = null; history.value = []; void load() }, { immediate: true })
  onScopeDispose(() => { stop(); clearTimeout(timer); clearTimeout(flash) })
  return { contract, history, more, error, changed, heardAt, load, loadMore }
}
