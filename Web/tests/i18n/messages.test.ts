import { afterEach, describe, expect, it } from 'vitest'
import { fill, setLang, t, word, type Key } from '../../src/i18n'
import { en } from '../../src/i18n/en'
import { zh } from '../../src/i18n/zh'

const holes = (text: string) => [...new Set([...text.matchAll(/\{(\w+)[^}]*\}/g)].map((match) => match[1]!))].sort()
const keys = Object.keys(zh) as Key[]

describe('messages', () => {
  afterEach(() => setLang('zh'))

  it('exist in both languages, and are not empty', () => {
    expect(Object.keys(en).sort()).toEqual([...keys].sort())
    expect(keys.filter((key) => !zh[key].trim() || !en[key].trim())).toEqual([])
  })
  it('have the same blanks in both languages', () => expect(keys.filter((key) => holes(zh[key]).join() !== holes(en[key]).join())).toEqual([]))
  it('have no Chinese in the English ones, but for the two that name the other language or show an input', () => {
    const allowed = new Set<Key>(['lang.label', 'receipt.amount.hint', 'import.limits'])
    expect(keys.filter((key) => /[\u4e00-\u9fff]/.test(en[key]) && !allowed.has(key))).toEqual([])
  })
  it('use full-width punctuation after Chinese', () => expect(keys.filter((key) => /[\u4e00-\u9fff][,;:?]/.test(zh[key]))).toEqual([]))

  it('fill blanks and choose by number', () => {
    expect(fill('{n} {n|day|days} of {m}', { n: 1, m: 3 })).toBe('1 day of 3')
    expect(fill('{n} {n|day|days}', { n: 2 })).toBe('2 days')
    expect(fill('{unknown}')).toBe('{unknown}')
  })
  it('show a value of the API that they do not know yet', () => {
    expect(word('status', 'overdue')).toBe('逾期')
    expect(word('status', 'brand-new')).toBe('brand-new')
  })
  it('follow the chosen language', async () => {
    await setLang('en')
    expect(t('board.title')).toBe('Payment countdown')
    expect(document.documentElement.lang).toBe('en')
  })
})
