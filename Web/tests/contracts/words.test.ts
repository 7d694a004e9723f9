import { beforeEach, describe, expect, it } from 'vitest'
import type { HistoryItem } from '../../src/api/types'
import { ruleWords, sentence } from '../../src/contracts/history'
import { blockerWords, termWords, triggerWords } from '../../src/contracts/words'
import { setLang } from '../../src/i18n'

const item = (type: string, data: Record<string, unknown> = {}): HistoryItem => ({ eventId: 'contract/k1|1.1', version: 1, type, occurredAt: '2026-01-20T01:00:00Z', recordedAt: '2026-01-20T01:00:00Z', actor: null, data })

describe('terms in words', () => {
  beforeEach(() => setLang('zh'))
  it('read like the contract', () => {
    expect(termWords({ event: 'signed' }, { count: 5, unit: 'workday' })).toBe('签约后 5 个工作日内')
    expect(termWords({ event: 'arrived' }, { count: 0, unit: 'day' })).toBe('到货当日')
    expect(termWords({ event: 'invoice-received' }, { count: 0, unit: 'month-end', daysAfter: 30 })).toBe('票据签收当月月结后 30 天')
    expect(termWords({ event: 'signed' }, null)).toBe('签约，期限未设置')
    expect(triggerWords({ anyOf: [{ event: 'final-accepted' }, { after: { event: 'arrived', count: 90, unit: 'day' } }] })).toBe('终验签字、到货满 90 天任一发生')
    expect(triggerWords(null)).toBe('未设置触发条件')
  })
  it('read in English', async () => {
    await setLang('en')
    expect(termWords({ event: 'signed' }, { count: 5, unit: 'workday' })).toBe('5 workdays after signing')
    expect(termWords({ event: 'arrived' }, { count: 1, unit: 'month' })).toBe('1 month after arrival')
  })
  it('say what blocks, and show what they do not know', () => {
    expect(blockerWords('event:final-accepted')).toBe('等待终验签字')
    expect(blockerWords('invoice')).toBe('发票未开')
    expect(blockerWords('deliverable:acceptance-report')).toBe('缺验收报告')
    expect(blockerWords('客户资金紧张')).toBe('客户资金紧张')
    expect(blockerWords(null)).toBeNull()
  })
})

describe('history in sentences', () => {
  beforeEach(() => setLang('zh'))
  it.each([
    ['contract-drafted', { draft: { number: 'HT-1', totalFen: 12500000 } }, '录入草稿 HT-1，合同额 125,000.00'],
    ['contract-drafted', { number: 'HT-1', total: '10.00' }, '录入草稿 HT-1，合同额 10.00'],
    ['contract-signed', { signedOn: '2026-01-20', nodes: [{}, {}] }, '签约，签约日 1月20日 周二，共 2 个付款节点'],
    ['contract-signed', { signedOn: '2025-12-30', nodes: [{}] }, '签约，签约日 2025年12月30日 周二，共 1 个付款节点'],
    ['milestone-recorded', { event: 'arrived', occurredOn: '2026-01-20', note: '两车' }, '登记到货：1月20日 周二（两车）'],
    ['nodes-scheduled', { cause: 'milestone', nodes: [{ no: 2, dueOn: '2026-01-27' }, { no: 3, dueOn: null }] }, '重新计算到期日（事件发生）：节点\u00a02 → 1月27日 周二；节点\u00a03 → 未定'],
    ['payment-applied', { receivedOn: '2026-01-20', parts: [{ no: 1, amountFen: 30000 }], excessFen: 100 }, '1月20日 周二到账，记入节点\u00a01：300.00，其余 1.00 记为客户余额'],
    ['nudge-raised', { rule: 'payment-overdue', level: 'manager', no: 2 }, '提醒经理“逾期超过 7 天：请经理介入”（节点\u00a02）'],
    ['checklist-ticked', { itemId: '2-1', done: false }, '取消勾选准备清单第 2-1 项'],
    ['nudge-seen', {}, '已读提醒'],
    ['never-heard-of', {}, 'never-heard-of'],
  ])('%s', (type, data, words) => expect(sentence(item(type, data))).toBe(words))
  it('falls back to the rule when a level has no words of its own', () => expect(ruleWords('payment-warning', 'rep')).toBe('距付款日不到 7 天：按准备清单逐项确认'))
})
