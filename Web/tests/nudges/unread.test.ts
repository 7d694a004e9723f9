import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LiveNudge } from '../../src/nudges/inbox'
import { arrivals, popUps } from '../../src/nudges/popups'
import { badge, dot, titled } from '../../src/nudges/unread'

const nudge = (id: string, more: Partial<LiveNudge> = {}): LiveNudge => ({
  key: `g/k-1/${id}`, kind: 'contract', id: 'k-1', nudgeId: id, rule: 'payment-overdue', number: 'HT-1', customerName: '明德', nodeNo: 2, nodeName: '验收款',
  level: 'rep', raisedAt: '2026-12-01T01:00:00Z', deadline: null, command: null, seenAt: null, open: null, dueOn: null, deadlineAt: null, detail: null, ...more,
})

describe('the number of unread nudges', () => {
  it.each([[0, '提醒', '提醒 · SalesGrains'], [3, '提醒', '(3) 提醒 · SalesGrains'], [99, '', '(99) SalesGrains'], [100, '', '(99+) SalesGrains']])(
    '%i before the title %j', (unread, page, title) => expect(titled(unread, page)).toBe(title))

  it('puts a dot on the tab while it is not zero', () => {
    const icon = document.createElement('link')
    icon.setAttribute('href', '/favicon.svg')
    dot(1, icon)
    expect(icon.getAttribute('href')).toBe('/favicon-unread.svg')
    dot(0, icon)
    expect(icon.getAttribute('href')).toBe('/favicon.svg')
  })

  it('goes to the application’s icon where there is one, and is taken away at zero', () => {
    const said: string[] = []
    const browser = { setAppBadge: (n: number) => { said.push(`${n}`); return Promise.resolve() }, clearAppBadge: () => { said.push('none'); return Promise.resolve() } }
    badge(4, browser as never)
    badge(0, browser as never)
    badge(4, {} as never)
    expect(said).toEqual(['4', 'none'])
  })

  it('is no fault where the browser refuses it', async () => {
    const refused = vi.fn(() => Promise.reject(new DOMException('not installed', 'NotAllowedError')))
    badge(1, { setAppBadge: refused } as never)
    await Promise.resolve()
    expect(refused).toHaveBeenCalledOnce()
  })
})

describe('nudges that arrive', () => {
  it('are none of those that the page began with', () => expect(arrivals(null, [nudge('a')])).toEqual([]))
  it('are the unread ones that were not there before', () =>
    expect(arrivals(new Set(['g/k-1/a']), [nudge('a'), nudge('b'), nudge('c', { seenAt: '2026-12-01T02:00:00Z' })]).map((one) => one.nudgeId)).toEqual(['b']))
  it('say what to do, of whom, and where', () =>
    expect(popUps([nudge('b')])).toEqual([{ tag: 'g/k-1/b', title: '付款已逾期：联系客户并登记结果', body: '明德 · HT-1', to: '/contracts/k-1#node-2' }]))
  it('are one line when more than three come at once', () => {
    const many = ['a', 'b', 'c', 'd'].map((id) => nudge(id))
    expect(popUps(many.slice(1))).toHaveLength(3)
    expect(popUps(many)).toEqual([{ tag: 'many', title: '4 条新提醒', body: '点开提醒页逐条处理', to: '/nudges' }])
  })
})

describe('a pop-up', () => {
  const shown: string[] = []
  beforeEach(() => {
    vi.resetModules()
    shown.length = 0
  })
  afterEach(() => vi.unstubAllGlobals())
  const withPermission = async (permission: NotificationPermission, focused: boolean) => {
    class Shown { static permission = permission; onclick = null; constructor(title: string) { shown.push(title) } close() {} }
    vi.stubGlobal('Notification', Shown)
    vi.spyOn(document, 'hasFocus').mockReturnValue(focused)
    const { showArrived } = await import('../../src/nudges/popups')
    showArrived([nudge('a')], () => {})
    return shown.length
  }

  it.each([['granted', false, 1], ['granted', true, 0], ['default', false, 0], ['denied', false, 0]] as const)(
    'with permission %s and the page in focus: %s shows %i', async (permission, focused, count) => expect(await withPermission(permission, focused)).toBe(count))
})
