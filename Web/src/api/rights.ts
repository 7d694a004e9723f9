import type { Role } from './types'
import { session } from './session'

/** What each role may do, as the server admits it. The server decides; a page only leaves out what would be refused. */
const admitted = {
  readSales: ['rep', 'manager', 'director', 'finance', 'delivery'],
  haveOwnDay: ['rep'],
  watchField: ['manager', 'director', 'finance', 'delivery'],
  editContracts: ['rep', 'manager', 'director'],
  recordEvents: ['rep', 'manager', 'director', 'finance', 'delivery'],
  nameDelegates: ['manager', 'director'],
  requestReleases: ['director'],
  decideReleases: ['manager', 'director'],
  editCustomers: ['rep', 'manager', 'director'],
  reviewFollowUps: ['manager', 'director'],
  recordMoney: ['rep', 'manager', 'finance'],
  reverseMoney: ['manager', 'finance'],
  reach: ['rep', 'manager', 'director', 'admin'],
  askWhy: ['manager', 'director', 'admin'],
  import: ['manager', 'director'],
  runSandbox: ['manager', 'director', 'admin'],
  reconcile: ['director', 'finance', 'admin'],
  administer: ['admin'],
} as const satisfies Record<string, readonly Role[]>

export type Right = keyof typeof admitted
export const may = (right: Right): boolean => session.value !== null && (admitted[right] as readonly Role[]).includes(session.value.user.role)
/** Where this person's work begins; for somebody not signed in yet, where most people's does. */
export const home = () => (session.value === null || may('readSales') ? '/payments' : '/organization')
