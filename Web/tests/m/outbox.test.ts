import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { add, all, drop, flush, type Entry } from '../../src/m/outbox'

/** A server that says what a test lets it, and remembers what it was asked. */
class Server {
  readonly posts: { path: string; key: string; body: unknown }[] = []
  user = 'rep-1'
  answer: (post: number) => Response | 'lost' = () => new Response('{}', { status: 201 })
  session: () => Response | 'lost' = () => new Response(JSON.stringify({ user: { id: this.user } }))
  fetch = async (path: string, init: RequestInit = {}) => {
    const say = (answer: Response | 'lost') => { if (answer === 'lost') throw new TypeError('Failed to fetch'); return answer }
    if (path === '/api/v1/session') return say(this.session())
    this.posts.push({ path, key: (init.headers as Record<string, string>)['idempotency-key']!, body: JSON.parse(init.body as string) })
    return say(this.answer(this.posts.length))
  }
}
const problem = (status: number, headers: Record<string, string> = {}) => new Response(JSON.stringify({ code: 'follow-up.wrong', detail: '不行' }), { status, headers })
const entry = (key: string, minute = 0, user = 'rep-1'): Entry => ({ key, user, customerId: 'c-1', customerName: '苏州恒岳', body: { id: key, occurredAt: `2026-01-20T01:0${minute}:00.000Z`, done: 'demo' } })
let server: Server

describe('the queue on the phone', () => {
  beforeEach(async () => {
    for (const one of await all()) await drop(one.key)
    server = new Server()
    vi.stubGlobal('fetch', server.fetch)
  })
  afterEach(() => vi.unstubAllGlobals())

  it('sends the oldest first, each under the key that was made with the tick, and keeps nothing that arrived', async () => {
    await add(entry('k2', 2))
    await add(entry('k1', 1))
    const result = await flush()
    expect(server.posts.map((post) => [post.path, post.key, (post.body as { id: string }).id])).toEqual([['/api/v1/customers/c-1/follow-ups', 'k1', 'k1'], ['/api/v1/customers/c-1/follow-ups', 'k2', 'k2']])
    expect([result.sent.map((one) => one.key), result.left, await all()]).toEqual([['k1', 'k2'], 0, []])
  })

  it('keeps what got no answer, and sends it again under the same key', async () => {
    await add(entry('k1'))
    server.answer = () => 'lost'
    expect((await flush()).left).toBe(1)
    server.answer = () => new Response('{}', { status: 201 })
    expect((await flush()).left).toBe(0)
    expect(server.posts.map((post) => post.key)).toEqual(['k1', 'k1'])
  })

  it.each([[408, {}], [425, {}], [429, {}], [500, {}], [503, {}], [409, { 'retry-after': '1' }]])('keeps what the server cannot take now (%i)', async (status, headers) => {
    await add(entry('k1'))
    await add(entry('k2', 1))
    server.answer = () => problem(status, headers)
    expect(await flush()).toEqual({ sent: [], left: 2, signedOut: false })
    // The order is kept: the second is not sent before the first.
    expect(server.posts).toHaveLength(1)
  })

  it.each([400, 403, 404, 409, 422])('shows as refused what will never be taken (%i), goes on with the next and does not send it again', async (status) => {
    await add(entry('k1'))
    await add(entry('k2', 1))
    server.answer = (post) => (post === 1 ? problem(status) : new Response('{}', { status: 201 }))
    await flush()
    await flush()
    expect((await all()).map((one) => [one.key, one.refused])).toEqual([['k1', { code: 'follow-up.wrong', text: '不行' }]])
    expect(server.posts.map((post) => post.key)).toEqual(['k1', 'k2'])
  })

  it('says when the session has ended, and keeps everything', async () => {
    await add(entry('k1'))
    server.session = () => problem(401)
    expect(await flush()).toEqual({ sent: [], left: 1, signedOut: true })
    server.session = new Server().session
    server.answer = () => problem(401)
    expect(await flush()).toEqual({ sent: [], left: 1, signedOut: true })
  })

  it("sends nobody's record in somebody else's name", async () => {
    await add(entry('mine', 0, 'rep-1'))
    await add(entry('theirs', 1, 'rep-2'))
    expect((await flush()).left).toBe(1)
    expect(server.posts.map((post) => post.key)).toEqual(['mine'])
    server.user = 'rep-2'
    await flush()
    expect(server.posts.map((post) => post.key)).toEqual(['mine', 'theirs'])
  })

  it('asks nothing when nothing waits, and sends once when asked twice at a time', async () => {
    server.session = () => { throw new Error('asked') }
    expect(await flush()).toEqual({ sent: [], left: 0, signedOut: false })
    server = new Server()
    vi.stubGlobal('fetch', server.fetch)
    await add(entry('k1'))
    await Promise.all([flush(), flush()])
    expect(server.posts).toHaveLength(1)
  })

  it('takes entries that a page watches: the database gets a plain copy', async () => {
    const watched = entry('k1')
    watched.body = new Proxy(watched.body, {})
    await add(watched)
    expect(await all()).toEqual([entry('k1')])
  })
})
