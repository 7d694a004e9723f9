import { describe, expect, it } from 'vitest'
import { dueReport, kindOf } from '../../src/reach/device'
import { morningAfter } from '../../src/reach/quiet'
import { addressesOf, isOver, missRate, ownRecipient, phoneOf, resultsOf } from '../../src/reach/reach'
import type { Attempt, Channel, Recipient } from '../../src/reach/records'

const person = (role: string, scope: string, repId: string | null = null) => ({ user: { id: 'u', name: '', role }, scope, repId }) as never
const attempt = (channel: string, state: string, ended: boolean, testId: string | null = 't-1'): Attempt =>
  ({ id: `${channel}-${state}`, channel, state, queuedAt: '', notBefore: '', startedAt: null, endedAt: ended ? '2026-12-01T00:00:00Z' : null, tries: 1, code: null, testId })
const recipient = (...attempts: Attempt[]) => ({ attempts }) as unknown as Recipient

describe('whose channels somebody looks after', () => {
  it.each([
    ['rep', 'rep/rep-1', 'rep-1', 'rep-1'], ['rep', 'rep/rep-1', null, null], ['manager', 'region/east', null, 'east'], ['manager', 'team/east-1', 'rep-9', 'east-1'],
    ['director', 'company', null, 'company'], ['finance', 'company', null, null], ['admin', 'company', null, null],
  ])('a %s of %s with rep %s: %s', (role, scope, repId, expected) => expect(ownRecipient(person(role, scope, repId))).toBe(expected))
  it('nobody’s without a session', () => expect(ownRecipient(null)).toBeNull())
})

describe('a mobile number', () => {
  it.each([['13800001111', '+8613800001111'], ['138 0000-1111', '+8613800001111'], ['１３８００００１１１１', '+8613800001111'], ['+8613800001111', '+8613800001111'], ['+85291234567', '+85291234567'], ['12800001111', '12800001111'], ['1380000111', '1380000111']])(
    '%s is sent as %s', (typed, sent) => expect(phoneOf(typed)).toBe(sent))
})

describe('addresses of a form', () => {
  const push = { channel: 'web-push', address: '{"endpoint":"x"}', device: 'ios' } as Channel
  it('are those that are filled in, and the push subscription as it was', () =>
    expect(addressesOf({ 'wecom-app': ' lijing ', mail: '', 'sms-aliyun': '13800001111', 'web-push': 'typed' }, [push])).toEqual([
      { channel: 'wecom-app', address: 'lijing', device: null }, { channel: 'sms-aliyun', address: '+8613800001111', device: null }, { channel: 'web-push', address: '{"endpoint":"x"}', device: 'ios' },
    ]))
})

describe('a test of the channels', () => {
  it('is not over before anything was tried', () => expect(isOver(recipient(attempt('mail', 'failed', true, 'other')), 't-1')).toBe(false))
  it.each([['queued', false], ['started', false], ['unknown', false], ['sent', false], ['delivered', true], ['refused', true], ['failed', true], ['dropped', true]])(
    'with a message that is %s is over: %s', (state, over) => expect(isOver(recipient(attempt('wecom-app', 'delivered', true), attempt('mail', state, false)), 't-1')).toBe(over))
  it('is over once the vendor’s receipt is no longer waited for', () => expect(isOver(recipient(attempt('sms-aliyun', 'sent', true)), 't-1')).toBe(true))
  it('shows of each channel the latest message', () =>
    expect(resultsOf(recipient(attempt('mail', 'failed', true), attempt('mail', 'delivered', true), attempt('mail', 'refused', true, 'other')), 't-1').get('mail')?.state).toBe('delivered'))
})

it.each([[0, 0, null], [3, 0, 0], [3, 1, 33], [3, 3, 100]])('%i sent and %i missed is %s percent', (sent, missed, rate) => expect(missRate({ sent, missed })).toBe(rate))

describe('a device', () => {
  const now = Date.parse('2026-12-01T00:00:00Z')
  const kept = { id: 'd-1', said: 'rep-1 desktop default', at: now - 3_600_000 }
  it('reports when it is new, under an id that it keeps', () => {
    const due = dueReport(null, 'rep-1', 'desktop', 'default', now)!
    expect(due.report.id).not.toBe('')
    expect(due.keep).toEqual({ id: due.report.id, said: 'rep-1 desktop default', at: now })
  })
  it('is silent for a day while nothing changes', () => {
    expect(dueReport(kept, 'rep-1', 'desktop', 'default', now)).toBeNull()
    expect(dueReport({ ...kept, at: now - 86_399_999 }, 'rep-1', 'desktop', 'default', now)).toBeNull()
    expect(dueReport({ ...kept, at: now - 86_400_000 }, 'rep-1', 'desktop', 'default', now)?.report.id).toBe('d-1')
  })
  it('reports at once when its permission or its person changes', () => {
    expect(dueReport(kept, 'rep-1', 'desktop', 'denied', now)?.report).toEqual({ id: 'd-1', kind: 'desktop', permission: 'denied' })
    expect(dueReport(kept, 'rep-2', 'desktop', 'default', now)?.report.id).toBe('d-1')
  })
  it.each([['Mozilla/5.0 (Linux; Android 14; 23127PN0CC) wxwork/4.1', 'android'], ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) wxwork', 'ios'], ['Mozilla/5.0 (Windows NT 10.0; Win64; x64)', 'desktop']])(
    '%s is %s', (agent, kind) => expect(kindOf(agent)).toBe(kind))
})

it.each([
  ['2026-12-02', 8, 'Asia/Shanghai', '2026-12-02T00:00:00.000Z'], ['2026-12-02', 8, 'Australia/Adelaide', '2026-12-01T21:30:00.000Z'], ['2026-12-02', 8, 'America/New_York', '2026-12-02T13:00:00.000Z'],
  ['2026-03-08', 8, 'America/New_York', '2026-03-08T12:00:00.000Z'], ['2026-11-01', 8, 'America/New_York', '2026-11-01T13:00:00.000Z'],
])('%s %i o’clock in %s is %s', (day, hour, zone, at) => expect(new Date(morningAfter(day, hour, zone)).toISOString()).toBe(at))
