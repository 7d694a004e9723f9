import { afterEach, describe, expect, it, vi } from 'vitest'
import { sendWithKey, useWish } from '../../src/api/client'
import { newKey, Wish } from '../../src/api/keys'
import { Problem, problemAt } from '../../src/api/problem'

const answer = (status: number, body: object = {}) => new Response(status === 204 ? null : JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
/** A server of ours that answers in turn and remembers what it was sent. */
function server(...answers: (Response | Error)[]) {
  const sent: { url: string; method: string; key: string; headers: Headers; body: string | null }[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const headers = new Headers(init.headers)
    sent.push({ url, method: init.method ?? 'GET', key: headers.get('idempotency-key') ?? '', headers, body: init.body as string | null })
    const next = answers.shift()
    if (next instanceof Error) throw next
    return next ?? answer(500)
  })
  return sent
}
const atOnce = () => Promise.resolve()
afterEach(() => vi.unstubAllGlobals())

describe('idempotency keys', () => {
  it('are kept while the outcome is unknown', async () => {
    const sent = server(answer(503, { code: 'outcome.unknown' }), new TypeError('network'), answer(201, { id: 'a', version: 1 }))
    expect(await sendWithKey({ path: '/contracts', body: { number: 'X' } }, 'key-1', atOnce)).toEqual({ id: 'a', version: 1 })
    expect(sent.map((call) => call.key)).toEqual(['key-1', 'key-1', 'key-1'])
    expect(new Set(sent.map((call) => call.body)).size).toBe(1)
  })
  it('end after four tries, still unknown', async () => {
    const sent = server(...Array.from({ length: 9 }, () => answer(503, { code: 'outcome.unknown' })))
    await expect(sendWithKey({ path: '/contracts', body: {} }, 'key-1', atOnce)).rejects.toMatchObject({ status: 503, unknown: true })
    expect(sent).toHaveLength(4)
  })
  it('are not used again for a refusal: it is not retried', async () => {
    const sent = server(answer(422, { code: 'money.too-precise', detail: 'two decimals' }))
    await expect(sendWithKey({ path: '/x', body: {} }, 'key-1', atOnce)).rejects.toMatchObject({ status: 422, code: 'money.too-precise' })
    expect(sent).toHaveLength(1)
  })

  it('stay with the same wish and change with another', () => {
    const wish = new Wish()
    const first = wish.keyFor({ amount: '1.00' })
    expect(wish.keyFor({ amount: '1.00' })).toBe(first)
    const second = wish.keyFor({ amount: '2.00' })
    expect(second).not.toBe(first)
    wish.settled()
    expect(wish.keyFor({ amount: '2.00' })).not.toBe(second)
  })
  it('survive a second click after an unknown outcome, and not one after a refusal', async () => {
    const lost = () => answer(503, { code: 'outcome.unknown' })
    const sent = server(lost(), lost(), lost(), lost(), answer(201, { id: 'a' }), answer(422, { code: 'no' }), answer(201, { id: 'b' }))
    vi.useFakeTimers()
    const wish = useWish()
    const command = { path: '/receipts', body: { amount: '1.00' } }
    const first = expect(wish(command)).rejects.toMatchObject({ status: 503 })
    await vi.runAllTimersAsync()
    await first
    vi.useRealTimers()
    await wish(command)
    expect(new Set(sent.map((call) => call.key)).size).toBe(1)
    await expect(wish(command)).rejects.toMatchObject({ status: 422 })
    await wish(command)
    expect(new Set(sent.map((call) => call.key)).size).toBe(3)
  })

  it('are UUIDs, with and without a secure context', () => {
    const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
    expect(newKey()).toMatch(shape)
    const old = crypto
    vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array<ArrayBuffer>) => old.getRandomValues(bytes) })
    const keys = new Set(Array.from({ length: 100 }, newKey))
    expect(keys.size).toBe(100)
    for (const key of keys) expect(key).toMatch(shape)
  })
})

describe('requests', () => {
  it('carry the version as an ETag, and what was asked as a query', async () => {
    const sent = server(answer(200, {}))
    await sendWithKey({ method: 'PUT', path: '/contracts/1', query: { kind: 'a b', none: '' }, body: {}, ifMatch: 12 }, 'k', atOnce)
    expect(sent[0]).toMatchObject({ url: '/api/v1/contracts/1?kind=a+b', method: 'PUT' })
    expect(sent[0]!.headers.get('if-match')).toBe('"12"')
    expect(sent[0]!.headers.get('accept-language')).toMatch(/^(zh-CN|en)$/)
  })
})

describe('problems', () => {
  it('name their fields, the single one and the list', async () => {
    const problem = await Problem.from(answer(422, { code: 'terms.incomplete', title: 'T', detail: 'D', field: '/number', errors: [{ code: 'a', field: '/terms/0/amount', detail: 'share' }], traceId: 'abc' }))
    expect(problem).toMatchObject({ status: 422, code: 'terms.incomplete', message: 'D', traceId: 'abc' })
    expect(problemAt(problem.fields, '/number')).toBe('D')
    expect(problemAt(problem.fields, '/terms/0')).toBe('share')
    expect(problemAt(problem.fields, '/terms/0/amount')).toBe('share')
    expect(problemAt(problem.fields, '/terms/1')).toBeUndefined()
  })
  it('are made of the status when the body is none of ours', async () => {
    expect(await Problem.from(new Response('<html>', { status: 502 }))).toMatchObject({ status: 502, code: 'http.502', fields: [] })
  })
})
