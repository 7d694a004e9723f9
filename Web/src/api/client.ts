import { locale, t } from '../i18n'
import { Problem } from './problem'
import { Wish } from './keys'

const root = '/api/v1'
export type Query = Record<string, string | number | null | undefined>

/** Set by the session: what to do when the server no longer knows who is asking. */
export const onSignedOut = { handle: () => {} }

function address(path: string, query?: Query): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) if (value !== null && value !== undefined && value !== '') search.set(name, String(value))
  const text = search.toString()
  return root + path + (text ? `?${text}` : '')
}

async function send(url: string, init: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await fetch(url, { ...init, credentials: 'same-origin', headers: { accept: 'application/json', 'accept-language': locale.value, ...(init.headers as Record<string, string>) } })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Problem(0, 'network', t('problem.network.title'), t('problem.network.detail'))
  }
  if (response.ok) return response
  if (response.status === 401 && !url.endsWith('/session')) onSignedOut.handle()
  throw await Problem.from(response)
}

async function read<T>(response: Response): Promise<T> {
  return (response.status === 204 ? undefined : await response.json()) as T
}

export async function get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
  return read<T>(await send(address(path, query), signal ? { signal } : {}))
}

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

export interface Command { method?: 'POST' | 'PUT' | 'DELETE'; path: string; query?: Query; body?: unknown; raw?: BodyInit; type?: string; ifMatch?: number }

/** Sends a command under a key; while its outcome is unknown it is sent again with that key, four times at most. */
export async function sendWithKey<T>(command: Command, key: string, wait: (ms: number) => Promise<void> = pause): Promise<T> {
  const headers: Record<string, string> = { 'idempotency-key': key }
  if (command.body !== undefined) headers['content-type'] = 'application/json'
  if (command.raw !== undefined) headers['content-type'] = command.type ?? 'application/octet-stream'
  if (command.ifMatch !== undefined) headers['if-match'] = `"${command.ifMatch}"`
  const body = command.raw ?? (command.body === undefined ? null : JSON.stringify(command.body))
  for (let attempt = 0; ; attempt++) {
    try {
      return await read<T>(await send(address(command.path, command.query), { method: command.method ?? 'POST', headers, body }))
    } catch (error) {
      if (!(error instanceof Problem) || !error.unknown || attempt === 3) throw error
      await wait(300 * 2 ** attempt)
    }
  }
}

/** One wish for each thing on a page that can be done. */
export function useWish() {
  const wish = new Wish()
  return async <T>(command: Command): Promise<T> => {
    const key = wish.keyFor([command.method, command.path, command.query, command.body, command.ifMatch])
    try {
      const answer = await sendWithKey<T>(command, key)
      wish.settled()
      return answer
    } catch (error) {
      if (error instanceof Problem && !error.unknown) wish.settled()
      throw error
    }
  }
}

/** Keeps a file beside a thing; the same file twice is one, so that it bears no key. */
export async function upload<T>(path: string, file: File): Promise<T> {
  return read<T>(await send(address(path), { method: 'POST', headers: { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(file.name) }, body: file }))
}

/** A POST that changes nothing and so bears no key. */
export async function sendPlain<T>(path: string, body: object, signal: AbortSignal): Promise<T> {
  return read<T>(await send(address(path), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), signal }))
}
