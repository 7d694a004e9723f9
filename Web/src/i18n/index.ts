import { computed, ref, shallowRef } from 'vue'
import { zh, type Key } from './zh'

export type { Key } from './zh'
export type Lang = 'zh' | 'en'
/** Chinese comes with the page, English when it is wanted. */
const english = shallowRef<Record<Key, string> | null>(null)

const stored = (): Lang | null => {
  try { const value = localStorage.getItem('lang'); return value === 'zh' || value === 'en' ? value : null } catch { return null }
}
const preferred = (): Lang => (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en')

export const lang = ref<Lang>(stored() ?? preferred())
/** The BCP 47 tag that the API and `Intl` understand. */
export const locale = computed(() => (lang.value === 'zh' ? 'zh-CN' : 'en'))

export async function setLang(value: Lang) {
  if (value === 'en') english.value ??= (await import('./en')).en
  lang.value = value
  try { localStorage.setItem('lang', value) } catch { /* storage may be off */ }
  document.documentElement.lang = locale.value
}

const spoken = () => (lang.value === 'en' && english.value ? english.value : zh)

export type Params = Record<string, string | number>

/** The message in the reader's language with `{name}` filled in; `{n|one|many}` chooses by number in English. */
export function t(key: Key, params?: Params): string {
  return fill(spoken()[key], params)
}

export function fill(text: string, params: Params = {}): string {
  return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g, (whole, name: string, one?: string, many?: string) => {
    const value = params[name]
    if (value === undefined) return whole
    return one === undefined ? String(value) : Number(value) === 1 ? one : (many ?? '')
  })
}

/** For keys made from data of the API (`status.` + value): the message, or the value itself when it is not known yet, "—" for none. */
export function word(prefix: string, value: string | null | undefined): string {
  if (!value) return '—'
  const key = `${prefix}.${value}`
  return key in zh ? spoken()[key as Key] : value
}
