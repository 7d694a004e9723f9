import { describe, expect, it } from 'vitest'
import { addDays, dayIn, daysBetween, hoursUntil, longDay, momentIn, parseDay, timeIn } from '../../src/format/dates'

const shanghai = 'Asia/Shanghai'

describe('dates', () => {
  it('says a day as people do, with the year only when it differs', () => {
    expect(longDay('2026-11-27', 'zh', '2026-01-20')).toBe('11月27日 周五')
    expect(longDay('2026-11-27', 'en', '2026-01-20')).toBe('Fri 27 Nov')
    expect(longDay('2025-09-24', 'zh', '2026-01-20')).toBe('2025年9月24日 周三')
    expect(longDay('2026-01-20', 'zh')).toBe('2026年1月20日 周二')
  })

  it('counts calendar days over months, leap days and years', () => {
    expect(daysBetween('2026-02-28', '2026-03-01')).toBe(1)
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2)
    expect(daysBetween('2026-01-20', '2025-09-24')).toBe(-118)
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  })

  it('takes the day from the organisation, not from the device', () => {
    expect(dayIn('2026-01-19T15:59:59Z', shanghai)).toBe('2026-01-19')
    expect(dayIn('2026-01-19T16:00:00Z', shanghai)).toBe('2026-01-20')
    expect(timeIn('2026-01-19T16:00:05Z', shanghai)).toBe('00:00')
    expect(timeIn('2026-01-19T16:00:05Z', shanghai, true)).toBe('00:00:05')
    expect(momentIn('2026-01-20T06:32:00Z', shanghai, 'zh', '2026-01-20')).toBe('1月20日 周二 14:32')
  })

  it.each([
    ['2026-01-20T01:00:00Z', 9], ['2026-01-20T01:00:01Z', 9], ['2026-01-20T09:00:00Z', 1], ['2026-01-20T09:59:59Z', 1], ['2026-01-20T10:00:00Z', 0], ['2026-01-19T16:00:00Z', 18],
  ])('at %s there are %i hours until six in the evening', (at, hours) => expect(hoursUntil(Date.parse(at), '2026-01-20', 18, shanghai)).toBe(hours))

  it.each([['2026-01-31', '2026-01-31'], ['2026/1/5', '2026-01-05'], ['2026年1月5日', '2026-01-05'], ['20260105', '2026-01-05'], ['２０２６.1.5', '2026-01-05'], ['2028-02-29', '2028-02-29'], ['2100-12-31', '2100-12-31']])('reads %s', (typed, day) => expect(parseDay(typed)).toBe(day))
  it.each(['2026-02-29', '2026-13-01', '1999-12-31', '2101-01-01', '2026-1', '', '1月5日'])('does not read %s', (typed) => expect(parseDay(typed)).toBeNull())
})
