import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import { buckets } from '../api/types'
import type { Sort } from './rows'

/** What the address of the board says: copy it and someone else sees the same view. */
export interface View { scope: string; rep: string; status: string; text: string; tier: string; sort: Sort }

export const statuses = ['overdue', 'due-today', 'due-soon', 'upcoming', 'not-started', 'frozen'] as const
const known: readonly string[] = [...statuses, 'settled', 'cancelled', ...buckets]
const one = (value: LocationQuery[string] | undefined) => (Array.isArray(value) ? value[0] : value) ?? ''

/** The view that an address asks for; a status that the board does not know is none. */
export function viewOf(query: LocationQuery, ownScope: string, allowed: readonly string[] = known): View {
  const status = one(query.status)
  return {
    scope: one(query.scope) || ownScope,
    rep: one(query.rep),
    status: allowed.includes(status) ? status : '',
    text: one(query.text).trim(),
    tier: one(query.tier),
    sort: one(query.sort) === 'amount' ? 'amount' : 'due',
  }
}

/** The address of a view: only what differs from the default, and what is not the board's (wall, theme) kept. */
export function queryOf(view: View, ownScope: string, rest: LocationQuery = {}): LocationQueryRaw {
  const query: LocationQueryRaw = {}
  for (const name of ['wall', 'theme', 'bucket', 'tab']) if (rest[name]) query[name] = rest[name]
  if (view.scope !== ownScope) query.scope = view.scope
  for (const name of ['rep', 'status', 'text', 'tier'] as const) if (view[name]) query[name] = view[name]
  if (view.sort !== 'due') query.sort = view.sort
  return query
}

/** The topic's filter: its keys sorted, nothing empty, values percent-encoded; "" when nothing is filtered. */
export function filterOf(view: Pick<View, 'rep' | 'status' | 'text' | 'tier'>): string {
  return (['rep', 'status', 'text', 'tier'] as const).filter((name) => view[name]).map((name) => `${name}=${encodeURIComponent(view[name])}`).join('&')
}

/** How many filters a view has on, the choice of a scope other than one's own among them. */
export const filtersOn = (view: View, ownScope: string): number => (['rep', 'status', 'text', 'tier'] as const).filter((name) => view[name]).length + Number(view.scope !== ownScope)

export const isFiltered = (view: View) => filterOf(view) !== ''
