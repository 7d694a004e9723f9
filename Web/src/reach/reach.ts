import type { Session } from '../api/types'
import type { Status } from '../format/remaining'
import type { Attempt, Channel, Recipient } from './records'

/** The channels in the order in which people think of them; the inbox is always there and needs no address. */
export const channels = ['wecom-app', 'sms-aliyun', 'sms-tencent', 'dingtalk-work', 'web-push', 'mail', 'wecom-robot', 'dingtalk-robot', 'feishu-robot'] as const
export type ChannelKind = (typeof channels)[number]
/** A push subscription is made by a browser, not typed. */
export const typed = channels.filter((channel) => channel !== 'web-push')

/** Whose channels somebody looks after: a rep's own, or those of the unit that they lead; null for who gets no nudges. */
export function ownRecipient(session: Pick<Session, 'user' | 'repId' | 'scope'> | null): string | null {
  if (!session) return null
  if (session.user.role === 'rep') return session.repId ?? null
  if (session.user.role !== 'manager' && session.user.role !== 'director') return null
  return session.scope.split('/')[1] ?? 'company'
}

/** A mainland mobile number as people write it becomes the international form; anything else stays as it was typed. */
export function phoneOf(text: string): string {
  const digits = text.normalize('NFKC').replace(/[\s()-]/g, '')
  return /^1[3-9]\d{9}$/.test(digits) ? `+86${digits}` : digits
}

const isPhone = (channel: string) => channel.startsWith('sms-')
/** What is sent to the API for the addresses that stand in a form; a push subscription stays as it is. */
export function addressesOf(form: Readonly<Record<string, string>>, now: readonly Channel[]) {
  const kept = now.filter((one) => one.channel === 'web-push').map(({ channel, address, device }) => ({ channel, address, device }))
  const written = typed.flatMap((channel) => {
    const address = form[channel]?.trim() ?? ''
    return address ? [{ channel: channel as string, address: isPhone(channel) ? phoneOf(address) : address, device: null as string | null }] : []
  })
  return [...written, ...kept]
}

export const lightMarks: Record<string, Status> = { green: 'settled', amber: 'due-soon', red: 'overdue' }
export const linkMarks: Record<string, Status> = { ok: 'settled', waiting: 'upcoming', broken: 'overdue', skipped: 'not-started' }
export const attemptMarks: Record<string, Status> = {
  queued: 'upcoming', started: 'due-soon', sent: 'due-soon', delivered: 'settled', refused: 'overdue', failed: 'overdue', unknown: 'due-today', dropped: 'cancelled',
}

/** 错过率: of what went out over a channel, the share that was not seen by its deadline, in whole percent; null when nothing went out. */
export const missRate = (channel: Pick<Channel, 'sent' | 'missed'>) => (channel.sent ? Math.round((100 * channel.missed) / channel.sent) : null)

/** What became of a test, the latest message of each channel. */
export const resultsOf = (recipient: Recipient, testId: string): Map<string, Attempt> =>
  new Map(recipient.attempts.filter((one) => one.testId === testId).map((one) => [one.channel, one]))

/** A test is over when nothing of it is on its way any more; what was taken by the vendor may still get its receipt. */
export const isOver = (recipient: Recipient, testId: string) => {
  const results = [...resultsOf(recipient, testId).values()]
  return results.length > 0 && results.every((one) => one.endedAt !== null || !['queued', 'started', 'unknown', 'sent'].includes(one.state))
}

/** The last test that somebody made, if there is one. */
export const lastTest = (recipient: Recipient) => recipient.attempts.filter((one) => one.testId !== null).at(-1)?.testId ?? null
