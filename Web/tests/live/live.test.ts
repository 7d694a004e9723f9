import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LiveClient, type Beat, type Hub, type Row } from '../../src/live/live'
import type { Frame } from '../../src/live/table'
import { frame, gone, row } from './frames'

/** A connection whose server is the test. */
class TestHub implements Hub {
  asked: unknown[][] = []
  #handlers = new Map<string, (...args: never[]) => void>()
  #close = () => {}
  constructor(readonly negotiate: boolean, readonly refuse: { start: boolean; calls: string | null }) {}
  async start() { if (this.refuse.start) throw new Error('no way through') }
  async stop() { this.#close() }
  async invoke(method: string, ...args: unknown[]) {
    this.asked.push([method, ...args])
    if (this.refuse.calls) throw new Error(`An unexpected error occurred invoking '${method}' on the server. HubException: ${this.refuse.calls}`)
  }
  on(method: string, handler: (...args: never[]) => void) { this.#handlers.set(method, handler) }
  onclose(handler: () => void) { this.#close = handler }
  say(method: string, ...args: unknown[]) { this.#handlers.get(method)!(...(args as never[])) }
  frame(f: Frame, ageMs = 0) { this.say('f', TOPIC, f.epoch, f.from, f.to, f.check, f.rows, CLOCK, ageMs) }
  beat(epoch: number, version: number, ageMs = 0) { this.say('b', TOPIC, epoch, version, ageMs, CLOCK) }
}

const TOPIC = 'payments|company|'
const CLOCK: Beat = ['2026-01-20T01:00:00.000Z', 1, 0]
let hubs: TestHub[]
let refuse: { start: boolean; calls: string | null }
let heard: { rows: [rows: readonly Row[], full: boolean][]; live: boolean[]; refused: string[]; clock: Beat[] }
let client: LiveClient
let leave: () => void
const hub = () => hubs.at(-1)!
const state = () => client.topic(TOPIC)!
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

beforeEach(async () => {
  vi.useFakeTimers()
  hubs = []
  refuse = { start: false, calls: null }
  heard = { rows: [], live: [], refused: [], clock: [] }
  client = new LiveClient('/live', {
    connect(negotiate) { hubs.push(new TestHub(negotiate, refuse)); return hub() },
    onClock: (beat) => heard.clock.push(beat),
  })
  leave = client.watch('payments', 'company', '', {
    onRows: (rows, full) => heard.rows.push([rows, full]), onLive: (live) => heard.live.push(live), onRefused: (code) => heard.refused.push(code),
  })
  await pass(1)
  hub().frame(frame(1, -1, 5, [row('a', 4, '1'), row('b', 5, '2')]))
})
afterEach(async () => {
  await client.stop()
  vi.useRealTimers()
})

describe('the live client', () => {
  it('asks for all of a topic, gets it as a frame, and hears the clock', () => {
    expect(hub().negotiate).toBe(false)
    expect(hub().asked).toEqual([['Watch', 'payments', 'company', '', 0, -1]])
    expect(heard.rows).toEqual([[[row('a', 4, '1'), row('b', 5, '2')], true]])
    expect([client.state, state().live, heard.clock]).toEqual(['connected', true, [CLOCK]])
  })

  it('asks again from what it holds after a gap', async () => {
    hub().frame(frame(1, 6, 7, [row('a', 7, '9')]))
    await pass(300)
    expect(hub().asked.at(-1)).toEqual(['Watch', 'payments', 'company', '', 1, 5])
    expect(state().rows.get('a')).toEqual(row('a', 4, '1'))
  })

  it('asks for all when a checksum does not agree, once for a burst of frames', async () => {
    for (let n = 0; n < 5; n++) hub().frame({ ...frame(1, 5, 6, [row('a', 6, '9')]), check: 1 })
    await pass(300)
    expect(hub().asked.slice(1)).toEqual([['Watch', 'payments', 'company', '', 0, -1]])
    expect(state().rows.size).toBe(2)
  })

  it('asks again when a beat says that there is more', async () => {
    hub().beat(1, 6)
    await pass(300)
    expect(hub().asked.at(-1)).toEqual(['Watch', 'payments', 'company', '', 1, 5])
  })

  it.each([[1, 4], [0, 9]])('does not ask when a beat (%i, %i) is older than what it holds', async (epoch, version) => {
    hub().beat(epoch, version)
    await pass(300)
    expect(hub().asked).toHaveLength(1)
  })

  it('tells of changed and removed rows only', () => {
    hub().frame(frame(1, 5, 6, [gone('b', 6)], [row('a', 4, '1')]))
    hub().frame(frame(2, -1, 1, [row('a', 1, '1')]))
    expect(heard.rows.slice(1)).toEqual([[[gone('b', 6)], false]])
    expect(state().epoch).toBe(2)
  })

  it('calls nothing live that was not confirmed for 12 s', async () => {
    await pass(11_900)
    expect(state().live).toBe(true)
    await pass(1_100)
    expect([state().live, heard.live]).toEqual([false, [true, false]])
    hub().beat(1, 5)
    expect(state().live).toBe(true)
  })

  it('counts from the owner’s confirmation, not from the beat', async () => {
    await pass(8000)
    hub().beat(1, 5, 8000)
    await pass(5000)
    expect(state().live).toBe(false)
    hub().beat(1, 5, 20_000)
    expect(state().live).toBe(false)
    hub().frame(frame(1, 5, 6, [row('a', 6, '3')], [row('a', 6, '3'), row('b', 5, '2')]), 20_000)
    expect([state().version, state().live]).toEqual([6, false])
  })

  it('connects again for ever, and asks from what it holds', async () => {
    refuse.start = true
    await hub().stop()
    await pass(10 * 60_000)
    expect([client.state, hubs.length > 50]).toEqual(['reconnecting', true])
    refuse.start = false
    await pass(10_001)
    expect([client.state, hub().asked]).toEqual(['connected', [['Watch', 'payments', 'company', '', 1, 5]]])
  })

  it('negotiates from the third failed start on, and tries WebSockets in between', async () => {
    refuse.start = true
    await hub().stop()
    await pass(60_000)
    expect(hubs.slice(1, 7).map((h) => h.negotiate)).toEqual([false, false, true, false, true, false])
  })

  it('asks at once when the page is seen again or the network is back', async () => {
    await pass(1000)
    document.dispatchEvent(new Event('visibilitychange'))
    await pass(1)
    window.dispatchEvent(new Event('online'))
    await pass(1)
    expect(hub().asked).toHaveLength(3)
  })

  it('tells why the server does not let it watch', async () => {
    refuse.calls = 'scope.forbidden'
    hub().beat(1, 6)
    await pass(300)
    expect([heard.refused, state().refused]).toEqual([['scope.forbidden'], 'scope.forbidden'])
    await pass(60_000)
    expect(hub().asked).toHaveLength(2)
  })

  it('waits when it has asked too often', async () => {
    refuse.calls = 'hub.too-many-calls'
    hub().beat(1, 6)
    await pass(300)
    refuse.calls = null
    await pass(2300)
    expect([heard.refused, hub().asked.length]).toEqual([[], 3])
  })

  it('shares a topic between watchers, and leaves it with the last', async () => {
    const rows: unknown[] = []
    const other = client.watch('payments', 'company', '', { onRows: (...args) => rows.push(args) })
    expect(rows).toEqual([[[row('a', 4, '1'), row('b', 5, '2')], true]])
    leave()
    expect(client.topic(TOPIC)).toBeDefined()
    other()
    await pass(1)
    expect([client.topic(TOPIC), hub().asked.at(-1)]).toEqual([undefined, ['Unwatch', 'payments', 'company', '']])
  })

  it('starts anew after it was stopped', async () => {
    const first = hub()
    await client.stop()
    expect(client.state).toBe('stopped')
    client.watch('payments', 'company', '', { onRows() {} })
    await pass(1)
    expect([hub() === first, hubs.length, client.state]).toEqual([false, 2, 'connected'])
  })
})
