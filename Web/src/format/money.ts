import type { Lang } from '../i18n'

/** An amount in fen. Amounts are whole numbers here too: sums of floating yuan drift. */
export type Fen = bigint

/** Reads the API's decimal string in yuan ("1234.56"); throws on anything else, since a wrong amount must never be shown. */
export function fenOf(yuan: string): Fen {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(yuan)
  if (!match) throw new Error(`Not an amount in yuan: ${yuan}`)
  const fen = BigInt(match[2]!) * 100n + BigInt((match[3] ?? '').padEnd(2, '0') || '0')
  return match[1] ? -fen : fen
}

/** The API's form of an amount: "1234.56". */
export function yuanOf(fen: Fen): string {
  const absolute = fen < 0n ? -fen : fen
  return `${fen < 0n ? '-' : ''}${absolute / 100n}.${String(absolute % 100n).padStart(2, '0')}`
}

/** 125,000.00 */
export function exactMoney(yuan: string): string {
  const [whole, cents] = yuanOf(fenOf(yuan)).split('.') as [string, string]
  return `${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')}.${cents}`
}

/** As people say it: "12.5 万", "1.56 亿", "8,000"; in English "125.0K", "1.56M". Exact to its last digit only under ten thousand. */
export function shortMoney(yuan: string, lang: Lang): string {
  const fen = fenOf(yuan)
  const absolute = fen < 0n ? -fen : fen
  const sign = fen < 0n ? '-' : ''
  const scale = (unit: Fen, digits: number) => {
    const power = 10n ** BigInt(digits)
    const scaled = (absolute * power + unit / 2n) / unit
    const whole = String(scaled / power).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
    return digits === 0 ? whole : `${whole}.${String(scaled % power).padStart(digits, '0')}`
  }
  if (lang === 'zh') {
    if (absolute >= 9_999_950_000n) return `${sign}${scale(10_000_000_000n, 2)} 亿`
    if (absolute >= 1_000_000n) return `${sign}${scale(1_000_000n, 1)} 万`
  } else {
    if (absolute >= 99_995_000n) return `${sign}${scale(100_000_000n, 2)}M`
    if (absolute >= 1_000_000n) return `${sign}${scale(100_000n, 1)}K`
  }
  return sign + (absolute % 100n === 0n ? scale(100n, 0) : scale(100n, 2))
}

/** Reads what a person types: "12.5万", "¥1,234.5", "１２３". Null when it is no amount or has a third decimal. */
export function parseMoney(typed: string): string | null {
  const text = typed.normalize('NFKC').replace(/[\s,¥元]/g, '')
  const match = /^(\d{1,13})(?:\.(\d+))?(万|亿)?$/.exec(text)
  if (!match) return null
  const shift = match[3] === '亿' ? 10 : match[3] === '万' ? 6 : 2
  const decimals = (match[2] ?? '').replace(/0+$/, '')
  if (decimals.length > shift) return null
  return yuanOf(BigInt(match[1]! + decimals.padEnd(shift, '0')))
}

export function sumMoney(amounts: readonly string[]): string {
  return yuanOf(amounts.reduce((sum, amount) => sum + fenOf(amount), 0n))
}

/** 0–100, for bars only. */
export function percentOf(part: string, whole: string): number {
  const total = fenOf(whole)
  return total <= 0n ? 0 : Number((fenOf(part) * 10_000n) / total) / 100
}
