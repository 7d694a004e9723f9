import { ref } from 'vue'

export type Theme = 'light' | 'dark' | 'system'
const dark = matchMedia('(prefers-color-scheme: dark)')
const stored = (): Theme => {
  try { const value = localStorage.getItem('theme'); return value === 'light' || value === 'dark' ? value : 'system' } catch { return 'system' }
}
export const theme = ref<Theme>(stored())

/** `theme` in the address wins over the reader's choice, for walls and shared links. */
export function applyTheme(fromAddress?: string | null) {
  const chosen = fromAddress === 'light' || fromAddress === 'dark' ? fromAddress : theme.value
  document.documentElement.dataset.theme = chosen === 'system' ? (dark.matches ? 'dark' : 'light') : chosen
}
export function setTheme(value: Theme) {
  theme.value = value
  try { if (value === 'system') localStorage.removeItem('theme'); else localStorage.setItem('theme', value) } catch { /* storage may be off */ }
  applyTheme()
}
dark.addEventListener('change', () => applyTheme(new URLSearchParams(location.search).get('theme')))
