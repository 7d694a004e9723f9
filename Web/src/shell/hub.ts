import { LiveClient, type Watcher } from '../live/live'
import { setClock } from './clock'

export type { Cell, Row, Watcher } from '../live/live'

/** The page's one connection; every beat on it sets the clock. */
export const live = new LiveClient('/live', { onClock: setClock })

/** Watches a board in a scope under a filter until the returned function is called. */
export const watchTopic = (board: string, scope: string, filter: string, watcher: Watcher) => live.watch(board, scope, filter, watcher)

/** Ends the connection: the next person who signs in gets a new one with their own rights. */
export const closeHub = () => live.stop()
