import { afterEach, describe, expect, it, vi } from 'vitest'
import { Stopwatch, after, keyOf, type Decision, type SpotCheck } from '../../src/spotchecks/spotchecks'

const item = (followUpId: string) => ({ customerId: 'c', followUpId }) as SpotCheck
const items = ['1', '2', '3'].map(item)
const decided = (...ids: string[]) => new Map<string, Decision>(ids.map((id) => [keyOf(item(id)), 'approved']))

describe('the next record to check', () => {
  it.each([
    [[], 0, 'c/2'], [['2'], 0, 'c/3'], [['2', '3'], 2, 'c/1'], [['1', '2', '3'], 1, null], [[], -1, 'c/1'],
  ] as const)('with %j decided at place %i it is %s', (ids, place, next) => expect(after(items, decided(...ids), place)).toBe(next))
})

describe('the time of a check', () => {
  afterEach(() => vi.unstubAllGlobals())
  function page() {
    let turn = () => {}
    const document = { hidden: false, addEventListener: (_: string, told: () => void) => { turn = told }, removeEventListener: () => {} }
    vi.stubGlobal('document', document)
    return { hide: (hidden: boolean) => { document.hidden = hidden; turn() } }
  }
  it('is what a record was in front of somebody, over all times, without hidden tabs', () => {
    const tab = page()
    let now = 1000
    const watch = new Stopwatch(() => now)
    expect(watch.seconds('a')).toBeNull()
    watch.start('a'); now += 4000
    watch.start('b'); now += 10_000
    watch.start('a'); now += 2000
    tab.hide(true); now += 600_000
    tab.hide(false); now += 1000
    expect(watch.seconds('a')).toBe(7)
    expect(watch.seconds('b')).toBe(10)
  })
})
