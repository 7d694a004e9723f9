import { HttpTransportType, HubConnectionBuilder, HubConnectionState, LogLevel, type HubConnection } from '@microsoft/signalr'
import { setClock, type Beat } from './clock'

export type Cell = string | number | null
/** A row of a topic: [key, sequence of its source, cells], cells null when it is gone. */
export type Row = [key: string, seq: number, cells: Cell[] | null]

export interface Watcher {
  /** Rows that are new, changed or gone; `full` when they are the whole table. */
  onRows(rows: Row[], full: boolean): void
  /** The owner of the numbers was heard `ageMs` ago. */
  onHeard(ageMs: number): void
  /** The server does not let us watch this. */
  onRefused?(error: unknown): void
}

class Topic {
  epoch = 0
  version = -1
  readonly watchers = new Set<Watcher>()
  constructor(readonly board: string, readonly scope: string, readonly filter: string) {}
  get name() { return `${this.board}|${this.scope}|${this.filter}` }
}

const topics = new Map<string, Topic>()
let connection: HubConnection | null = null
let started: Promise<void> | null = null

const retryAfter = (tries: number) => Math.min(30_000, 500 * 2 ** Math.min(tries, 6)) * (0.7 + Math.random() * 0.6)
const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

function build(): HubConnection {
  const built = new HubConnectionBuilder()
    .withUrl('/live', { transport: HttpTransportType.WebSockets, skipNegotiation: true })
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: (context) => retryAfter(context.previousRetryCount) })
    .withServerTimeout(15_000)
    .configureLogging(LogLevel.None)
    .build()
  built.on('f', (name: string, epoch: number, from: number, to: number, _check: number, rows: Row[], beat: Beat) => {
    setClock(beat)
    const topic = topics.get(name)
    if (!topic) return
    const full = from < 0
    if (full ? epoch < topic.epoch || (epoch === topic.epoch && to <= topic.version) : epoch !== topic.epoch || from > topic.version) {
      if (!full) ask(topic)
      return
    }
    if (!full && to <= topic.version) return
    topic.epoch = epoch
    topic.version = to
    for (const watcher of topic.watchers) { watcher.onRows(rows, full); watcher.onHeard(0) }
  })
  built.on('b', (name: string, epoch: number, version: number, ageMs: number, beat: Beat) => {
    setClock(beat)
    const topic = topics.get(name)
    if (!topic) return
    if (epoch !== topic.epoch || version !== topic.version) ask(topic)
    for (const watcher of topic.watchers) watcher.onHeard(ageMs)
  })
  built.onreconnected(() => topics.forEach(ask))
  built.onclose(() => { started = null; if (topics.size) void start() })
  return built
}

function start(): Promise<void> {
  started ??= (async () => {
    connection ??= build()
    for (let tries = 0; topics.size; tries++) {
      try { await connection.start(); topics.forEach(ask); return } catch { await pause(retryAfter(tries)) }
    }
    started = null
  })()
  return started
}

function ask(topic: Topic) {
  if (connection?.state !== HubConnectionState.Connected) return
  connection.invoke('Watch', topic.board, topic.scope, topic.filter, topic.epoch, topic.version)
    .catch((error: unknown) => { if (connection?.state === HubConnectionState.Connected) topic.watchers.forEach((watcher) => watcher.onRefused?.(error)) })
}

/** Watches a board in a scope under a filter until the returned function is called. All topics share one connection. */
export function watchTopic(board: string, scope: string, filter: string, watcher: Watcher): () => void {
  const topic = new Topic(board, scope, filter)
  const name = topic.name
  topics.set(name, topic)
  topic.watchers.add(watcher)
  if (connection?.state === HubConnectionState.Connected) ask(topic)
  else void start()
  return () => {
    if (topics.get(name) === topic) topics.delete(name)
    if (connection?.state === HubConnectionState.Connected) connection.send('Unwatch', board, scope, filter).catch(() => {})
  }
}

/** Ends the connection: the next person who signs in gets a new one with their own rights. */
export async function closeHub() {
  topics.clear()
  const old = connection
  connection = null
  started = null
  await old?.stop()
}
