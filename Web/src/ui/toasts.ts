import { shallowRef } from 'vue'
import { Problem } from '../api/problem'
import { t } from '../i18n'

export interface Toast { id: number; kind: 'good' | 'bad'; text: string }
export const toasts = shallowRef<Toast[]>([])
let last = 0

export function toast(text: string, kind: Toast['kind'] = 'good') {
  const id = ++last
  toasts.value = [...toasts.value.slice(-2), { id, kind, text }]
  setTimeout(() => dropToast(id), kind === 'good' ? 5000 : 9000)
}
export const dropToast = (id: number) => { toasts.value = toasts.value.filter((item) => item.id !== id) }

/** What to say of an error: the API's own words; of an unknown outcome, that another try is safe. */
export function wordsOf(error: unknown): string {
  if (error instanceof Problem) {
    const said = [error.title, error.detail].filter(Boolean).join(' · ') || error.code
    return error.unknown && error.status !== 0 ? `${said} ${t('problem.unknown')}` : said
  }
  return error instanceof Error ? error.message : String(error)
}
export const toastError = (error: unknown) => toast(wordsOf(error), 'bad')
