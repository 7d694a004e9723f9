import { describe, expect, it } from 'vitest'
import type { HeldNudge, HeldNudges } from '../../src/api/types'
import { decideAll } from '../../src/nudges/held'

/** A server that holds some nudges and shows a page of two; what is decided may stay in its list for a moment. */
function server(count: number, lag = 0) {
  const held = Array.from({ length: count }, (_, i) => `c-${i}:n`)
  const gone: { id: string; in: number }[] = []
  return {
    held,
    page: (): Promise<HeldNudges> => {
      for (const one of gone) if (one.in-- === 0) held.splice(held.indexOf(one.id), 1)
      return Promise.resolve({ items: held.slice(0, 2).map((id) => ({ id }) as HeldNudge), next: null, total: held.length })
    },
    send: (ids: string[]) => { gone.push(...ids.map((id) => ({ id, in: lag }))); return Promise.resolve(ids.length) },
  }
}

describe('deciding all held nudges', () => {
  it('goes on until nothing is held', async () => {
    const one = server(5)
    expect(await decideAll(one.page, one.send)).toBe(5)
    expect(one.held).toEqual([])
  })
  it('ends when a page shows only what it has sent', async () => {
    const one = server(2, 100)
    expect(await decideAll(one.page, one.send)).toBe(2)
  })
  it('does nothing when nothing is held', async () => expect(await decideAll(server(0).page, () => Promise.reject(new Error('sent')))).toBe(0))
})
