import { enter, keepClock, type Customer, type Tick } from './device'
import { locale } from './words'

/** The server's no, or 0 for no network. */
export class Refused extends Error { constructor(readonly status: number, readonly code: string, text: string) { super(text) } }

export async function call<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
  let response: Response
  try {
    response = await fetch(`/api/v1${path}`, {
      method, credentials: 'same-origin',
      headers: { accept: 'application/json', 'accept-language': locale(), ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  } catch { throw new Refused(0, 'network', '') }
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>
  if (!response.ok) throw new Refused(response.status, String(answer.code ?? ''), String(answer.detail || answer.title || ''))
  return answer as T
}

interface Session { user: { id: string; name: string }; organization: { id: string; zone: string }; clock: { now: string; rate: number } }
function begin(session: Session) {
  enter({ id: session.user.id, name: session.user.name, organization: session.organization.id, zone: session.organization.zone })
  keepClock(session.clock)
}
export const loadSession = async () => begin(await call<Session>('GET', '/session'))
export const signIn = async (name: string, password: string) => begin(await call<Session>('POST', '/session', { name, password }))
export const openCode = (token: string) => call<Customer>('POST', '/qr/open', { token })
export const loadCustomer = (id: string) => call<Customer>('GET', `/customers/${encodeURIComponent(id)}`)
interface Catalogue { groups: { group: string; ticks: Omit<Tick, 'group'>[] }[] }
export async function loadTicks(industry: string): Promise<Tick[]> {
  const ticks: Tick[] = []
  for (const { group, ticks: some } of (await call<Catalogue>('GET', `/follow-up-ticks?industry=${encodeURIComponent(industry)}`)).groups) for (const tick of some) ticks.push({ code: tick.code, text: tick.text, days: tick.days ?? null, group })
  return ticks
}

export interface Point { code: string; part: string; points: number; found?: string | null; textZh: string }
export interface Quality { density: number; action: number; total: number; band: string; points: Point[] }
export interface Recorded { id: string; quality?: Quality | null; nextStep?: { code: string; textZh: string } | null }
export const loadRecorded = async (customerId: string, id: string) => (await call<{ items: Recorded[] }>('GET', `/customers/${customerId}/follow-ups`)).items.find((one) => one.id === id) ?? null
