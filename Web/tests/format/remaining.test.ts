import { beforeEach, describe, expect, it } from 'vitest'
import { age, remaining } from '../../src/format/remaining'
import { setLang } from '../../src/i18n'

describe('the countdown', () => {
  beforeEach(() => setLang('zh'))

  it.each([
    ['overdue', '2026-01-19', 0, '逾期 1 天'],
    ['overdue', '2025-09-24', 0, '逾期 118 天'],
    ['due-today', '2026-01-20', 9, '剩 9 小时'],
    ['due-today', '2026-01-20', 1, '剩 1 小时'],
    ['due-today', '2026-01-20', 0, '今天到期'],
    ['due-soon', '2026-01-27', 0, '还有 7 天'],
    ['upcoming', '2026-01-28', 0, '还有 8 天'],
    ['not-started', null, 0, '未起算'],
    ['frozen', '2026-01-01', 0, '已冻结'],
    ['settled', '2026-01-01', 0, '已结清'],
  ] as const)('of a node that is %s and due %s with %i hours left is %s', (status, dueOn, hours, words) => expect(remaining(status, dueOn, '2026-01-20', hours)).toBe(words))

  it('counts in English too', async () => {
    await setLang('en')
    expect(remaining('overdue', '2026-01-19', '2026-01-20', 0)).toBe('1 day over')
    expect(remaining('due-soon', '2026-01-23', '2026-01-20', 0)).toBe('3 days left')
    expect(remaining('due-today', '2026-01-20', '2026-01-20', 1)).toBe('1 hour left')
  })

  it.each([[0, '0 秒'], [3000, '3 秒'], [119_000, '119 秒'], [120_000, '2 分钟'], [7_200_000, '2 小时'], [-5, '0 秒']])('says %i ms as %s', (ms, words) => expect(age(ms)).toBe(words))
})
