import { computed, reactive, ref, shallowReactive, shallowRef, triggerRef, type ShallowRef } from 'vue'
import type { Cell, Row } from './checksum'
import type { Watcher } from './watching'

export interface Total { count: number; amount: string }
/** What a slot of a table shows: the row, whether it has left the board, and which of its columns changed just now. */
export interface Shown<R, C extends string> { row: R; gone: boolean; flash: readonly C[] }

/** What a kind of board has of its own. */
export interface BoardKind<R extends { key: string }, C extends string, S extends string> {
  board: string
  /** A row of its key and cells. */
  rowOf(key: string, cells: readonly Cell[]): R
  before(sort: S): (a: R, b: R) => number
  sort: S
  changed(old: R, next: R): C[]
}
export type WatchTopic = (board: string, scope: string, filter: string, watcher: Watcher) => () => void
/** Keys of numbers and of the day; all others are rows. */
const isRow = (key: string) => !key.startsWith('t/') && !key.startsWith('m/')

const FLASH_MS = 750
const SETTLE_MS = 2000

/**
 * One watched board. Rows are shown in slots that do not move by themselves: a new order waits until nobody points at
 * the table or asks for it. While paused nothing is shown, only counted.
 */
export function liveBoard<R extends { key: string }, C extends string, S extends string>(kind: BoardKind<R, C, S>, watchBoard: WatchTopic) {
  const shown = shallowReactive(new Map<string, ShallowRef<Shown<R, C>>>())
  const totals = shallowReactive(new Map<string, Total>())
  const changedTotals = reactive(new Set<string>())
  const order = shallowRef<string[]>([])
  const outOfOrder = ref(false)
  const loaded = ref(false)
  const refused = ref<string | null>(null)
  const asOf = ref<string | null>(null)
  const heardAt = ref<number | null>(null)
  const paused = ref(false)
  const waiting = shallowRef(new Map<string, Row>())
  let waitingFull = false
  let sort: S = kind.sort
  let held = false
  let orderedAt = 0
  let stop = () => {}
  const flashing = new Map<string, number>()

  function wanted(): string[] {
    const rows: R[] = []
    for (const cell of shown.values()) if (!cell.value.gone) rows.push(cell.value.row)
    return rows.sort(kind.before(sort)).map((row) => row.key)
  }

  function applyOrder() {
    const next = wanted()
    const keep = new Set(next)
    for (const key of [...shown.keys()]) if (!keep.has(key)) shown.delete(key)
    order.value = next
    outOfOrder.value = false
    orderedAt = performance.now()
  }

  function checkOrder() {
    const next = wanted()
    outOfOrder.value = next.length !== order.value.length || next.some((key, index) => key !== order.value[index])
  }

  function put(row: Row, quiet: boolean) {
    const [key, , cells] = row
    if (isRow(key)) {
      const old = shown.get(key)
      if (cells === null) {
        if (old && !old.value.gone) old.value = { ...old.value, gone: true, flash: [] }
        return
      }
      const next = kind.rowOf(key, cells)
      if (!old) { shown.set(key, shallowRef({ row: next, gone: false, flash: [] })); return }
      const flash = quiet ? [] : kind.changed(old.value.row, next)
      if (flash.length) flashing.set(key, performance.now())
      old.value = { row: next, gone: false, flash }
    } else if (key.startsWith('t/')) {
      const name = key.slice(2)
      if (cells === null) { totals.delete(name); return }
      const next = { count: Number(cells[0]), amount: String(cells[1]) }
      const old = totals.get(name)
      if (old && old.count === next.count && old.amount === next.amount) return
      totals.set(name, next)
      if (old && !quiet) { changedTotals.add(name); flashing.set(key, performance.now()) }
    } else if (key === 'm/asOf' && cells) asOf.value = String(cells[0])
  }

  function show(rows: readonly Row[], full: boolean) {
    if (full) {
      const there = new Set(rows.filter((row) => row[2] !== null).map((row) => row[0]))
      for (const [key, cell] of shown) if (!there.has(key)) cell.value = { ...cell.value, gone: true, flash: [] }
      for (const name of [...totals.keys()]) if (!there.has(`t/${name}`)) totals.delete(name)
    }
    for (const row of rows) put(row, full && !loaded.value)
    if (!loaded.value) { loaded.value = true; applyOrder() } else checkOrder()
  }

  // One timer for the whole board takes flashes away again; a fade would keep the browser painting all the time.
  const sweep = setInterval(() => {
    const at = performance.now()
    for (const [key, since] of flashing) {
      if (at - since < FLASH_MS) continue
      flashing.delete(key)
      if (key.startsWith('t/')) changedTotals.delete(key.slice(2))
      const cell = shown.get(key)
      if (cell?.value.flash.length) cell.value = { ...cell.value, flash: [] }
    }
    if (outOfOrder.value && !held && !paused.value && at - orderedAt > SETTLE_MS) applyOrder()
  }, 250)

  function watch(scope: string, filter: string) {
    stop()
    shown.clear(); totals.clear(); changedTotals.clear(); flashing.clear()
    waiting.value = new Map(); waitingFull = false
    order.value = []; loaded.value = false; refused.value = null; asOf.value = null; heardAt.value = null; outOfOrder.value = false
    stop = watchBoard(kind.board, scope, filter, {
      onRows(rows, full) {
        refused.value = null
        if (!paused.value || !loaded.value) { show(rows, full); return }
        if (full) { waiting.value.clear(); waitingFull = true }
        for (const row of rows) waiting.value.set(row[0], row)
        triggerRef(waiting)
      },
      onHeard(ageMs) { heardAt.value = performance.now() - ageMs },
      onRefused(code) { refused.value = code },
    })
  }

  function pause(on: boolean) {
    paused.value = on
    if (on) return
    const rows = [...waiting.value.values()]
    waiting.value = new Map()
    if (rows.length || waitingFull) show(rows, waitingFull)
    waitingFull = false
  }

  return {
    order, totals, changedTotals, outOfOrder, loaded, refused, asOf, heardAt, paused, watch, pause, applyOrder,
    waitingRows: computed(() => [...waiting.value.keys()].filter(isRow).length),
    shownRow: (key: string) => shown.get(key)?.value,
    hold(on: boolean) { held = on },
    sortBy(next: S) { if (sort !== next) { sort = next; if (loaded.value) applyOrder() } },
    dispose() { stop(); clearInterval(sweep) },
  }
}
/** What a table of slots needs of its board. */
export interface SlotBoard { loaded: { value: boolean }; hold(on: boolean): void }
