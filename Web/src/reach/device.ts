import { sendWithKey } from '../api/client'
import { newKey } from '../api/keys'

const DAY = 86_400_000
interface Report { id: string; kind: string; permission: string }
interface Kept { id: string; said: string; at: number }

export const kindOf = (agent: string) => (/Android/i.test(agent) ? 'android' : /iPhone|iPad/i.test(agent) ? 'ios' : 'desktop')

/** The report that is due now: something has changed, or a day has passed since the last one; null otherwise. */
export function dueReport(kept: Kept | null, recipient: string, kind: string, permission: string, now: number): { report: Report; keep: Kept } | null {
  const id = kept?.id ?? newKey()
  const said = [recipient, kind, permission].join(' ')
  return kept && kept.said === said && now - kept.at < DAY ? null : { report: { id, kind, permission }, keep: { id, said, at: now } }
}

/** Tells how this browser is set (C05), so that a light can say that notifications are off before a nudge is missed. Where pages cannot show any, there is nothing to tell. */
export async function reportDevice(recipient: string): Promise<void> {
  if (typeof Notification !== 'function') return
  let kept: Kept | null = null
  try { kept = JSON.parse(localStorage.getItem('device') ?? 'null') as Kept | null } catch { return /* without storage it would be a new device each time */ }
  const due = dueReport(kept, recipient, kindOf(navigator.userAgent), Notification.permission, Date.now())
  if (!due) return
  try {
    await sendWithKey({ path: `/recipients/${recipient}/devices`, body: due.report }, newKey())
    localStorage.setItem('device', JSON.stringify(due.keep))
  } catch { /* the next page asks again; nobody waits for it */ }
}
