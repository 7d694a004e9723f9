import { describe, expect, it } from 'vitest'
import { bytesOf, stateOf } from '../../src/reach/push/push'

const push = { id: 'rep-1', publicKey: 'BA', endpoint: null as string | null, device: null }

describe('push messages to this browser', () => {
  it.each([
    ['nobody', { ...push, id: null }, true, 'granted', null],
    ['nobody', { ...push, publicKey: null }, true, 'granted', null],
    ['unable', push, false, 'granted', null],
    ['denied', { ...push, endpoint: 'a' }, true, 'denied', 'a'],
    ['off', push, true, 'default', null],
    ['off', push, true, 'granted', 'a'],
    ['here', { ...push, endpoint: 'a' }, true, 'granted', 'a'],
    ['elsewhere', { ...push, endpoint: 'a' }, true, 'granted', 'b'],
    ['elsewhere', { ...push, endpoint: 'a' }, true, 'default', null],
  ] as const)('is %s', (state, known, able, permission, endpoint) => {
    expect(stateOf(known, able, permission, endpoint)).toBe(state)
  })

  it('reads the key as bytes', () => {
    expect([...bytesOf('-_8A')]).toEqual([251, 255, 0])
  })
})
