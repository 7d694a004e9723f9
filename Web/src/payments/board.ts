import { liveBoard, type WatchTopic } from '../live/board'
import { watchTopic } from '../shell/hub'
import { before, changedColumns, nodeRow, type NodeRow, type Sort, type Watched } from './rows'

export type { Total } from '../live/board'

/** One watched payment board. */
export const paymentBoard = (watchBoard: WatchTopic = watchTopic) =>
  liveBoard<NodeRow, Watched, Sort>({ board: 'payments', rowOf: nodeRow, before, sort: 'due', changed: changedColumns }, watchBoard)
export type PaymentBoard = ReturnType<typeof paymentBoard>
