import type { Bucket, BoardNode } from '../api/types'
import type { Status } from '../format/remaining'
import type { Cell } from '../shell/hub'

/** A node row of the payment board, as the hub sends it in cells. */
export type NodeRow = BoardNode & { key: string }

/** Cells of a row with key `n/{contractId}/{nodeNo}`; the order is the hub's contract. */
export function nodeRow(key: string, cells: readonly Cell[]): NodeRow {
  const [, contractId = '', nodeNo = '0'] = key.split('/')
  const text = (index: number) => (cells[index] ?? '') as string
  const maybe = (index: number) => (cells[index] ?? null) as string | null
  return {
    key, contractId, nodeNo: Number(nodeNo),
    number: text(0), title: text(1), customerId: text(2), customerName: text(3), tier: text(4), repId: text(5), repName: text(6),
    unitName: text(7), regionName: text(8), nodeName: text(9), dueOn: maybe(10), amount: text(11), open: text(12), owner: text(13),
    status: text(14) as Status, bucket: text(15) as Bucket, partlyPaid: cells[16] === 1, held: cells[17] === 1, blocker: maybe(18),
    provisional: cells[19] === 1, changesAt: maybe(20), version: Number(cells[21] ?? 0),
  }
}

export type Sort = 'due' | 'amount'

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Most urgent first: the earliest due date, nodes without one last; or the largest open amount first. */
export function before(sort: Sort): (a: NodeRow, b: NodeRow) => number {
  const due = (a: NodeRow, b: NodeRow) => compare(a.dueOn ?? '9999', b.dueOn ?? '9999')
  const amount = (a: NodeRow, b: NodeRow) => Number(b.open) - Number(a.open)
  return sort === 'amount' ? (a, b) => amount(a, b) || due(a, b) || compare(a.key, b.key) : (a, b) => due(a, b) || amount(a, b) || compare(a.key, b.key)
}

/** The columns whose change is worth a flash. */
export const watched = ['dueOn', 'open', 'status', 'blocker', 'repName', 'owner'] as const
export type Watched = (typeof watched)[number]

export const changedColumns = (old: NodeRow, next: NodeRow): Watched[] => watched.filter((name) => old[name] !== next[name])
