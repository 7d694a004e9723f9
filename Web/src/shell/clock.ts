import { computed, ref, shallowRef } from 'vue'
import { dayIn } from '../format/dates'

/** The organisation's time zone; the session sets it. */
export const zone = ref('Asia/Shanghai')

/** What the server says about the organisation's clock: [now, virtual seconds per second, version]. */
export type Beat = readonly [now: string, rate: number, version: number]

const base = shallowRef({ at: Date.now(), taken: performance.now(), rate: 1, version: -1 })

/** A beat of an older clock (a jump has happened since) is left out: time on the page never goes back. */
export function setClock(beat: Beat) {
  const [now, rate, version] = beat
  if (version < base.value.version) return
  base.value = { at: Date.parse(now), taken: performance.now(), rate: Number(rate), version }
  refresh()
}

/** For another organisation after a new sign-in. */
export const resetClock = () => { base.value = { at: Date.now(), taken: performance.now(), rate: 1, version: -1 } }

/** The organisation's now, in milliseconds, as exact as the last beat. */
export const orgNow = () => base.value.at + (performance.now() - base.value.taken) * base.value.rate
export const rate = computed(() => base.value.rate)

/** The organisation's now, refreshed every 250 ms; read it only where a moving clock is shown. */
export const now = ref(orgNow())
/** Changes at the organisation's midnight only. */
export const today = ref('')
/** Changes on the hour only: enough for "5 hours left". */
export const hour = ref(0)

function refresh() {
  now.value = orgNow()
  const day = dayIn(now.value, zone.value)
  if (day !== today.value) today.value = day
  const whole = Math.floor(now.value / 3_600_000)
  if (whole !== hour.value) hour.value = whole
}
refresh()
setInterval(refresh, 250)
