import { describe, expect, it } from 'vitest'
import { complete, mentioned, typing } from '../../src/comments/mentions'

const people = [{ id: 'u-1', name: '周倩', role: 'manager' }, { id: 'u-2', name: '方远', role: 'director' }]

describe('mentions', () => {
  it.each([
    ['@', 1, ''], ['请 @周', 4, '周'], ['请，@周', 4, '周'], ['请@周', 3, null], ['a@b.com', 7, null], ['@周倩 好', 5, null], ['@周', 1, ''], ['', 0, null],
  ])('hears what is typed behind an @ in %j at %i', (text, caret, part) => { expect(typing(text, caret)).toBe(part) })

  it('puts the name in the place of what was typed and the caret behind it', () => {
    expect(complete('请 @周 看看', 4, '周倩')).toEqual({ text: '请 @周倩  看看', caret: 6 })
  })

  it('mentions whom the text still names, once', () => {
    expect(mentioned('@周倩 你看，@周倩', [people[0]!, people[0]!, people[1]!])).toEqual(['u-1'])
  })
})
