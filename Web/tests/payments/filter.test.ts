import { describe, expect, it } from 'vitest'
import { filterOf, isFiltered, queryOf, viewOf, type View } from '../../src/payments/filter'

const plain: View = { scope: 'company', rep: '', status: '', text: '', tier: '', sort: 'due' }

describe('the board’s address', () => {
  it('is empty for the default view', () => {
    expect(queryOf(plain, 'company')).toEqual({})
    expect(viewOf({}, 'region/east')).toEqual({ ...plain, scope: 'region/east' })
  })
  it.each<Partial<View>>([{ scope: 'team/east-1' }, { status: 'overdue', tier: 'A' }, { status: 'overdue-31-60' }, { text: '恒远 & co=1' }, { rep: 'rep-1', sort: 'amount' }])('brings back the view it was made of: %j', (change) => {
    const view = { ...plain, ...change }
    expect(viewOf(queryOf(view, 'company') as Record<string, string>, 'company')).toEqual(view)
  })
  it('keeps what is not the board’s own', () => expect(queryOf({ ...plain, tier: 'A' }, 'company', { wall: '1', theme: 'dark', other: 'x' })).toEqual({ wall: '1', theme: 'dark', tier: 'A' }))
  it('leaves out a status and an order that do not exist', () => expect(viewOf({ status: 'nonsense', sort: 'sideways', tier: ['B', 'A'] }, 'company')).toEqual({ ...plain, tier: 'B' }))
  it('gives the canonical filter: sorted, encoded, nothing empty', () => {
    expect(filterOf({ ...plain, tier: 'A', status: 'overdue' })).toBe('status=overdue&tier=A')
    expect(filterOf({ ...plain, text: '恒远 1', rep: 'r1' })).toBe('rep=r1&text=%E6%81%92%E8%BF%9C%201')
    expect(filterOf(plain)).toBe('')
    expect(isFiltered({ ...plain, scope: 'team/a', sort: 'amount' })).toBe(false)
  })
})
