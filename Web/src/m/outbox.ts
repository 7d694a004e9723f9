/** A follow-up as the API takes it (P02). Its id is made with the tick, and is the key under which it is sent: sent twice, it is recorded once. */
export interface FollowUp { id: string; occurredAt: string; done?: string; said?: string; next?: string; note?: string; nextOn?: string }
export interface Refusal { code: string; text: string }
/** What waits on this phone, and who made it: nobody else's session may send it. */
export interface Entry { key: string; user: string; customerId: string; customerName: string; body: FollowUp; refused?: Refusal }
export interface Flushed { sent: Entry[]; left: number; signedOut: boolean }

const store = 'queue'
function open(): Promise<IDBDatabase> {
  return new Promise((done, fail) => {
    const request = indexedDB.open('follow-ups', 1)
    request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: 'key' })
    request.onsuccess = () => done(request.result)
    request.onerror = () => fail(request.error)
  })
}
async function run<T>(mode: IDBTransactionMode, work: (queue: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await open()
  try {
    return await new Promise<T>((done, fail) => {
      const transaction = db.transaction(store, mode)
      const request = work(transaction.objectStore(store))
      transaction.oncomplete = () => done(request.result)
      transaction.onerror = transaction.onabort = () => fail(transaction.error)
    })
  } finally { db.close() }
}

/** Tells pages and the service worker of each other's changes: a count must not be left standing when another has sent. */
const channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel('follow-ups') : null
export function onChange(handle: () => void) { if (channel) channel.onmessage = handle }
const changed = () => channel?.postMessage('changed')

export const all = async (): Promise<Entry[]> => (await run('readonly', (queue) => queue.getAll() as IDBRequest<Entry[]>)).sort((one, other) => (one.body.occurredAt < other.body.occurredAt ? -1 : 1))
/** A copy without any page's reactivity: the database refuses proxies. */
async function put(entry: Entry) { const plain = JSON.parse(JSON.stringify(entry)) as Entry; await run('readwrite', (queue) => queue.put(plain)); changed() }
export const add = put
export async function drop(key: string) { await run('readwrite', (queue) => queue.delete(key)); changed() }

const json = (response: Response) => response.json().catch(() => ({})) as Promise<Record<string, unknown>>
/** True for an answer that a repeat cannot change. A clock that jumps, too many calls and a lost session pass. */
const isFinal = (response: Response) => response.status >= 400 && response.status < 500 && ![401, 408, 425, 429].includes(response.status) && !response.headers.get('retry-after')

let busy: Promise<Flushed> | undefined
/** Sends what waits, the oldest first, as whoever is signed in now. Safe to be called from page and service worker at once. */
export function flush(lang = 'zh-CN'): Promise<Flushed> {
  return busy ??= send(lang).finally(() => { busy = undefined })
}
async function send(lang: string): Promise<Flushed> {
  const sent: Entry[] = []
  const waiting = (await all()).filter((entry) => !entry.refused)
  const left = async (signedOut: boolean): Promise<Flushed> => ({ sent, left: (await all()).filter((entry) => !entry.refused).length, signedOut })
  if (!waiting.length) return left(false)
  try {
    const session = await fetch('/api/v1/session', { credentials: 'same-origin' })
    if (!session.ok) return await left(session.status === 401)
    const user = ((await session.json()) as { user: { id: string } }).user.id
    for (const entry of waiting.filter((one) => one.user === user)) {
      const response = await fetch(`/api/v1/customers/${entry.customerId}/follow-ups`, {
        method: 'POST', credentials: 'same-origin', body: JSON.stringify(entry.body),
        headers: { accept: 'application/json', 'accept-language': lang, 'content-type': 'application/json', 'idempotency-key': entry.key },
      })
      if (response.ok) { await drop(entry.key); sent.push(entry) }
      else if (isFinal(response)) {
        const problem = await json(response)
        await put({ ...entry, refused: { code: String(problem.code ?? `http.${response.status}`), text: String(problem.detail || problem.title || response.status) } })
      } else return await left(response.status === 401)
    }
  } catch { /* no network: it waits */ }
  return left(false)
}
