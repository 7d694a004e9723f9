import { computed, ref } from 'vue'
import * as words from './messages/words'
import * as shell from './messages/shell'
import * as board from './messages/board'
import * as contract from './messages/contract'
import * as form from './messages/form'
import * as people from './messages/people'
import * as history from './messages/history'

export type Lang = 'zh' | 'en'
const zh = { ...words.zh, ...shell.zh, ...board.zh, ...contract.zh, ...form.zh, ...people.zh, ...history.zh }
/** Every message; Chinese is the source, an English one that is missing does not compile. */
export type Key = keyof typeof zh
const en: Record<Key, string> = { ...words.en, ...shell.en, ...board.en, ...contract.en, ...form.en, ...people.en, ...history.en }
export const messages = { zh, en } as const

const stored = (): Lang | null => {
  try { const value = localStorage.getItem('lang'); return value === 'zh' || value === 'en' ? value : null } catch { return null }
}
const preferred = (): Lang => (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en')

export const lang = ref<Lang>(stored() ?? preferred())
/** The BCP 47 tag that the API and `Intl` understand. */
export const locale = computed(() => (lang.value === 'zh' ? 'zh-CN' : 'en'))

export function setLang(value: Lang) {
  lang.value = value
  try { localStorage.setItem('lang', value) } catch { /* storage may be off */ }
  document.documentElement.lang = locale.value
}

export type Params = Record<string, string | number>

/** The message in the reader's language with `{name}` filled in; `{n|one|many}` chooses by number in English. */
export function t(key: Key, params?: Params): string {
  return fill(messages[lang.value][key], params)
}

export function fill(text: string, params: Params = {}): string {
  return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g, (whole, name: string, one?: string, many?: string) => {
    const value = params[name]
    if (value === undefined) return whole
    return one === undefined ? String(value) : Number(value) === 1 ? one : (many ?? '')
  })
}

/** For keys made from data of the API (`status.` + value): the message, or the value itself when it is not known yet. */
export function word(prefix: string, value: string): string {
  const key = `${prefix}.${value}`
  return key in zh ? messages[lang.value][key as Key] : value
}
