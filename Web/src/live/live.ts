import { connectTo, Lasting, type ConnectionState, type Hub } from './connection'
import { LiveTable, type Frame } from './table'
import type { Beat, TopicState, Watcher } from './watching'

export type { Cell, Row } from './checksum'
export type { ConnectionState, Hub } from './connection'
export type { Beat, TopicState, Watcher } from './watching'

export interface LiveOptions {
  onClock?(beat: Beat): void
  onState?(state: ConnectionState): void
  connect?(negotiate: boolean): Hub | Promise<Hub>
}

const STALE_MS = 12_000
const ASK_AGAIN_MS = 250
const REFUSED_FOR_NOW_MS = 2000

interface Topic {
  args: [board: string, scope: string, filter: string]
  table: LiveTable
  watchers: Set<Watcher>
  trueAt: number
  live: boolean
  refused: string | null
  askedAt: number
  asking: ReturnType<typeof setTimeout> | undefined
}

/**
 * The browser's end of the push path. It shows only what fits and what the checksum confirms, asks again for what was lost, and never
 * goes back.
 */
export class LiveClient {
  #topics = new Map<string, Topic>()
  #connection: Lasting
  #options: LiveOptions
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(url: string, options: LiveOptions = {}) {
    this.#options = options
    this.#connection = new Lasting(options.connect ?? connectTo(url), (hub) => {
      hub.on('f', this.#frame)
      hub.on('b', this.#beat)
    }, (state) => {
      if (state === 'connected') this.#askAll()
      options.onState?.(state)
    })
  }

  get state(): ConnectionState { return this.#connection.state }

  /** The state of a topic, or undefined while nobody watches it. */
  topic(name: string): TopicState | undefined {
    const topic = this.#topics.get(name)
    return topic && { name, epoch: topic.table.epoch, version: topic.table.version, rows: topic.table.rows, trueAt: topic.trueAt, live: topic.live, refused: topic.refused }
  }

  /** Watches a board in a scope under a canonical filter, until the returned function is called. All topics share one connection. */
  watch(board: string, scope: string, filter: string, watcher: Watcher): () => void {
    const name = `${board}|${scope}|${filter}`
    let topic = this.#topics.get(name)
    if (topic) {
      if (topic.table.version >= 0) watcher.onRows([...topic.table.rows.values()], true)
      if (topic.refused) watcher.onRefused?.(topic.refused)
    } else {
      topic = { args: [board, scope, filter], table: new LiveTable(), watchers: new Set(), trueAt: 0, live: false, refused: null, askedAt: 0, asking: undefined }
      this.#topics.set(name, topic)
      this.#ask(topic)
    }
    topic.watchers.add(watcher)
    this.#start()
    return () => {
      topic.watchers.delete(watcher)
      if (topic.watchers.size || this.#topics.get(name) !== topic) return
      clearTimeout(topic.asking)
      this.#topics.delete(name)
      this.#connection.hub?.invoke('Unwatch', board, scope, filter).catch(() => {})
    }
  }

  /** Ends the connection and forgets all topics: whoever signs in next gets their own. */
  async stop(): Promise<void> {
    for (const topic of this.#topics.values()) clearTimeout(topic.asking)
    this.#topics.clear()
    clearInterval(this.#timer)
    this.#timer = undefined
    globalThis.document?.removeEventListener('visibilitychange', this.#resume)
    globalThis.removeEventListener?.('online', this.#resume)
    await this.#connection.stop()
  }

  #start() {
    if (this.#timer !== undefined) return
    this.#timer = setInterval(() => this.#watchdog(), 1000)
    globalThis.document?.addEventListener('visibilitychange', this.#resume)
    globalThis.addEventListener?.('online', this.#resume)
    this.#connection.start()
  }

  #frame = (name: string, epoch: number, from: number, to: number, check: number, rows: Frame['rows'], beat: Beat, ageMs: number) => {
    this.#clock(beat)
    const topic = this.#topics.get(name)
    if (!topic) return
    const first = topic.table.version < 0
    const applied = topic.table.apply({ epoch, from, to, check, rows })
    if (applied.outcome === 'misfit' || applied.outcome === 'broken') this.#ask(topic)
    if (applied.outcome !== 'applied') return
    topic.refused = null
    if (first || applied.changed.length) for (const watcher of topic.watchers) watcher.onRows(applied.changed, first)
    this.#heard(topic, ageMs)
  }

  #beat = (name: string, epoch: number, version: number, ageMs: number, beat: Beat) => {
    this.#clock(beat)
    const topic = this.#topics.get(name)
    if (!topic) return
    const { table } = topic
    if (epoch === table.epoch && version === table.version) this.#heard(topic, ageMs)
    // Newer than what is here: a last frame was lost. Older: it was under way when a newer frame came.
    else if (epoch > table.epoch || (epoch === table.epoch && version > table.version)) this.#ask(topic)
  }

  #heard(topic: Topic, ageMs: number) {
    const at = Date.now() - ageMs
    // Later than before, unless the browser's own clock was set back.
    if (at > topic.trueAt || topic.trueAt > Date.now()) topic.trueAt = at
    for (const watcher of topic.watchers) watcher.onHeard?.(ageMs)
    this.#judge(topic)
  }

  #watchdog() { for (const topic of this.#topics.values()) this.#judge(topic) }

  #judge(topic: Topic) {
    const live = Math.abs(Date.now() - topic.trueAt) <= STALE_MS
    if (live === topic.live) return
    topic.live = live
    for (const watcher of topic.watchers) watcher.onLive?.(live)
  }

  /** Asks for what is missing, not more than once in a quarter of a second. */
  #ask(topic: Topic) {
    const { hub } = this.#connection
    if (!hub || topic.asking !== undefined) return
    const wait = topic.askedAt + ASK_AGAIN_MS - Date.now()
    topic.asking = setTimeout(() => {
      topic.asking = undefined
      topic.askedAt = Date.now()
      if (this.#connection.hub !== hub) return
      hub.invoke('Watch', ...topic.args, ...topic.table.cursor).catch((error: unknown) => { if (this.#connection.hub === hub) this.#refused(topic, error) })
    }, Math.min(Math.max(wait, 0), ASK_AGAIN_MS))
  }

  #askAll() {
    for (const topic of this.#topics.values()) {
      clearTimeout(topic.asking)
      topic.asking = undefined
      topic.askedAt = 0
      this.#ask(topic)
    }
  }

  #refused(topic: Topic, error: unknown) {
    const text = error instanceof Error ? error.message : String(error)
    const code = /HubException: (\S+)/.exec(text)?.[1] ?? (text.includes('unauthorized') ? 'session.forbidden' : null)
    if (code === null || code === 'hub.too-many-calls') {
      topic.asking ??= setTimeout(() => { topic.asking = undefined; this.#ask(topic) }, REFUSED_FOR_NOW_MS)
      return
    }
    topic.refused = code
    for (const watcher of topic.watchers) watcher.onRefused?.(code)
  }

  /** A page that was hidden or offline may have missed anything. */
  #resume = () => {
    if (globalThis.document?.hidden) return
    this.#connection.hurry()
    this.#askAll()
    this.#watchdog()
  }

  #clock(beat: Beat) { if (beat.length === 3) this.#options.onClock?.(beat) }
}
