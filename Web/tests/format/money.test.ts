import { describe, expect, it } from 'vitest'
import { exactMoney, fenOf, parseMoney, percentOf, shortMoney, sumMoney, yuanOf } from '../../src/format/money'

describe('money', () => {
  it.each([
    ['125000.00', '12.5 万', '125.0K'],
    ['10000.00', '1.0 万', '10.0K'],
    ['9999.99', '9,999.99', '9,999.99'],
    ['8000.00', '8,000', '8,000'],
    ['0.00', '0', '0'],
    ['0.05', '0.05', '0.05'],
    ['62477260.00', '6,247.7 万', '62.48M'],
    ['99999499.99', '9,999.9 万', '100.00M'],
    ['99999500.00', '1.00 亿', '100.00M'],
    ['156000000.00', '1.56 亿', '156.00M'],
    ['999949.99', '100.0 万', '999.9K'],
    ['999950.00', '100.0 万', '1.00M'],
    ['-12345.60', '-1.2 万', '-12.3K'],
  ])('says %s as %s and %s', (yuan, zh, en) => {
    expect(shortMoney(yuan, 'zh')).toBe(zh)
    expect(shortMoney(yuan, 'en')).toBe(en)
  })

  it('shows every digit on demand', () => {
    expect(exactMoney('1234567.8')).toBe('1,234,567.80')
    expect(exactMoney('-1000')).toBe('-1,000.00')
  })

  it.each([
    ['12.5万', '125000.00'], ['1,234.5', '1234.50'], ['¥ 1,200.50 元', '1200.50'], ['１２３', '123.00'], ['0.1亿', '10000000.00'],
    ['1.234567万', '12345.67'], ['0', '0.00'], ['1.50', '1.50'], ['1.500', '1.50'],
  ])('reads %s as %s', (typed, yuan) => expect(parseMoney(typed)).toBe(yuan))

  it.each(['1.005', '1.2345678万', '', '-5', 'abc', '1e5', '12.', '1,2,3.4.5', '12345678901234'])('does not read %s', (typed) => expect(parseMoney(typed)).toBeNull())

  it('adds in whole fen', () => {
    expect(sumMoney(['0.10', '0.20', '1.00'])).toBe('1.30')
    expect(sumMoney(Array.from({ length: 1000 }, () => '0.01'))).toBe('10.00')
    expect(sumMoney([])).toBe('0.00')
  })

  it('keeps amounts that a double cannot hold', () => expect(yuanOf(fenOf('90071992547409.93'))).toBe('90071992547409.93'))
  it('refuses what is no amount rather than show a wrong one', () => expect(() => fenOf('1.234')).toThrow('1.234'))
  it('has no share of nothing', () => {
    expect(percentOf('5.00', '0.00')).toBe(0)
    expect(percentOf('1.00', '3.00')).toBe(33.33)
  })
})
