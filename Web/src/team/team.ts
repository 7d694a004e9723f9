import type { Instant, Money } from '../api/types'
import type { Key } from '../i18n'

/** A number of a board of the field, cut to one rep. */
export interface TeamNumber { board: string; metric: string; count: number; amount: Money }
export interface TeamRow { repId: string; repName: string; unitName: string; numbers: TeamNumber[] }
export interface Team { asOf: Instant; reps: TeamRow[] }

export interface TeamColumn { name: Key; board: string; metric: string; path: string; hot: boolean; money: boolean }
const column = (name: Key, board: string, metric: string, hot = true, money = false): TeamColumn => ({ name, board, metric, path: `/${board}/list`, hot, money })
/** What a manager looks at first. Each number opens the list of the board that it comes from. */
export const columns: readonly TeamColumn[] = [
  column('team.running', 'first-contacts', 'running', false),
  column('team.missed', 'exceptions', 'contact'),
  column('team.followUps', 'exceptions', 'follow-up'),
  column('team.payments', 'exceptions', 'payment', true, true),
]
export const numberOf = (row: TeamRow, of: TeamColumn): TeamNumber | undefined => row.numbers.find((one) => one.board === of.board && one.metric === of.metric)
