import { liveBoard, type WatchTopic } from '../live/board'
import { watchTopic } from '../shell/hub'
import { changedColumns, dutyRow, mostUrgent, type DutyRow, type Watched } from './duty'

/** One watched board of the field: exceptions, first-contacts or today. */
export const dutyBoard = (board: 'exceptions' | 'first-contacts' | 'today', watchBoard: WatchTopic = watchTopic) =>
  liveBoard<DutyRow, Watched, 'due'>({ board, rowOf: dutyRow, before: () => mostUrgent, sort: 'due', changed: changedColumns }, watchBoard)
export type DutyBoard = ReturnType<typeof dutyBoard>
