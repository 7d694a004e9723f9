import type { Row } from './checksum'

/** The organisation's clock as the server says it: its now, virtual seconds per second, and a version that rises when it is moved. */
export type Beat = readonly [now: string, rate: number, version: number]

/** One watched topic. A page reads it; only the client writes it. */
export interface TopicState {
  readonly name: string
  readonly epoch: number
  readonly version: number
  readonly rows: ReadonlyMap<string, Row>
  /** When the owner of the numbers last confirmed what is shown, in ms since 1970; 0 before the first time. */
  readonly trueAt: number
  /** True while that is at most 12 s ago. */
  readonly live: boolean
  /** Why the server does not let us watch this, or null. */
  readonly refused: string | null
}

/** What a page wants to hear of a topic. */
export interface Watcher {
  /** Rows that are new, changed or gone (cells null); `full` when they are the first that this watcher gets. */
  onRows(rows: readonly Row[], full: boolean): void
  /** The owner of the numbers confirmed them so many ms ago. */
  onHeard?(ageMs: number): void
  /** Whether the numbers may be called live has changed. */
  onLive?(live: boolean): void
  /** The server does not let us watch this: a code. */
  onRefused?(code: string): void
}
