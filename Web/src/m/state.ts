import { newKey } from '../api/keys'
import { loadCustomer, loadRecorded, loadSession, loadTicks, openCode, Refused, type Recorded } from './calls'
import { keepCustomer, keepTicks, knownCustomer, knownTicks, orgNow, person, type Customer, type Tick } from './device'
import { add, all, drop, flush, onChange, type Entry, type FollowUp } from './outbox'
import { locale, t } from './words'

export type Group = 'done' | 'said' | 'next'
export type Draft = Partial<Record<Group | 'note' | 'nextOn', string>>
/** What was recorded last on this page, and, once the server has it, what it says of it. */
export interface Last { key: string; state: 'saved' | 'sent' | 'refused'; answer: Recorded | null }

/** All that the page shows; changed by `set` only, which draws it anew. */
export interface State {
  view: 'loading' | 'scan' | 'unknown' | 'needs-network' | 'tick'
  customer: Customer | null
  ticks: Tick[]
  draft: Draft
  signedOut: boolean
  busy: boolean
  online: boolean
  queue: Entry[]
  last: Last | null
  /** Something that is said above everything: an entry that did not work. */
  wrong: string
}
export const state: State = { view: 'loading', customer: null, ticks: [], draft: {}, signedOut: false, busy: false, online: navigator.onLine, queue: [], last: null, wrong: '' }
let draw = () => {}
export const onDraw = (handle: () => void) => { draw = handle }
export function set(change: Partial<State>) { Object.assign(state, change); draw() }

/** A thing that a person does: while it runs no second one begins, and what goes wrong is said. */
export async function act(work: () => Promise<void>) {
  if (state.busy) return
  set({ busy: true, wrong: '' })
  try { await work() } catch (error) { set({ wrong: error instanceof Refused ? error.message || t('network') : t('failed', { text: String(error) }) }) } finally { set({ busy: false }) }
}

export async function count() { set({ queue: await all() }) }
onChange(() => void count())

/** Sends what waits; then asks what the server says of the record that the page shows. */
export async function send() {
  const result = await flush(locale())
  await count()
  if (result.signedOut) set({ signedOut: true })
  const shown = state.last
  if (!shown || shown.state !== 'saved') return
  const entry = result.sent.find((one) => one.key === shown.key)
  if (!entry) {
    if (state.queue.some((one) => one.key === shown.key && one.refused)) set({ last: { ...shown, state: 'refused' } })
    return
  }
  set({ last: { ...shown, state: 'sent' } })
  try { set({ last: { ...shown, state: 'sent', answer: await loadRecorded(entry.customerId, entry.body.id) } }) } catch { /* it is recorded; its score can be seen later */ }
}

/** Keeps a follow-up on the phone first, under the key that it will be sent with, and sends it when it can. */
export async function record() {
  const me = person(), { customer: who, draft } = state
  if (!me || !who) return
  if (!draft.done && !draft.said && !draft.next) throw new Refused(422, 'empty', t('pickOne'))
  const id = newKey()
  const body: FollowUp = { id, occurredAt: orgNow().toISOString(), ...trimmed(draft) }
  try { await add({ key: id, user: me.id, customerId: who.id, customerName: who.name, body }) } catch (error) { throw new Refused(0, 'full', t('full', { text: String(error) })) }
  set({ last: { key: id, answer: null, state: 'saved' }, draft: {} })
  await count()
  await send()
}
/** What was filled in, and nothing else: an empty member would be refused. */
function trimmed(draft: Draft): Draft {
  const filled: Draft = {}
  for (const name of Object.keys(draft) as (keyof Draft)[]) { const text = draft[name]?.trim(); if (text) filled[name] = text }
  return filled
}
export async function discard(key: string) { await drop(key); await count() }

const wanted = () => { const query = new URLSearchParams(location.search); return { code: query.get('c'), id: query.get('id') } }
const place = (who: Customer) => `${locale()}|${who.industry ?? ''}`
const show = (who: Customer) => set({ customer: who, ticks: knownTicks(place(who)) ?? state.ticks, view: 'tick' })
const look = async (who: Customer) => { keepTicks(place(who), await loadTicks(who.industry ?? '')); show(who) }
/** What can be ticked comes in the reader's language; without a network it stays as it was. */
export async function relanguage() { draw(); if (state.customer) await look(state.customer).catch(() => {}) }

/** Opens what the address names: from the phone at once if it is known there, then as the server has it. */
export async function open(): Promise<void> {
  const { code, id } = wanted()
  const key = code ?? id
  const kept = key ? knownCustomer(key) : null
  if (kept && person()) show(kept)
  try {
    await loadSession()
    set({ signedOut: false })
    if (!key) { set({ view: 'scan' }); return }
    const found = code ? await openCode(code) : await loadCustomer(id!)
    const who: Customer = { id: found.id, name: found.name, tier: found.tier, industry: found.industry ?? null }
    keepCustomer(key, who)
    if (code) keepCustomer(who.id, who)
    await look(who)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    if (error.status === 401) set({ signedOut: true, view: key ? 'tick' : 'scan' })
    else if (error.status === 404 || error.status === 403) set({ customer: null, view: 'unknown' })
    else if (!state.customer) set({ view: key ? 'needs-network' : 'scan' })
  }
}

/** Whenever there may be a network again, what waits is sent, and what could not be opened is opened. */
export function watchNetwork() {
  const again = () => {
    set({ online: navigator.onLine })
    if (!navigator.onLine) return
    void send()
    if (state.view === 'needs-network' || (state.view === 'tick' && !state.ticks.length)) void open()
  }
  addEventListener('online', again)
  addEventListener('offline', again)
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') { void count(); again() } })
}
