/** @jsxImportSource preact */
import './old'
import '../styles/tokens.css'
import './phone.css'
import { render } from 'preact'
import { PhonePage } from './PhonePage'
import { act, count, onDraw, open, send, watchNetwork } from './state'
import { lang, setLang } from './words'

// The reader's system turns dark or light; a choice of the reader's own stays.
const dark = matchMedia('(prefers-color-scheme: dark)')
dark.onchange = () => { try { if (localStorage.getItem('theme')) return } catch { /* storage may be off */ } document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light' }

const root = document.getElementById('app')!
void setLang(lang()).then(() => {
  onDraw(() => render(<PhonePage />, root))
  watchNetwork()
  void act(async () => { await count(); await open(); await send() })
})
// Plain http has none, nor have some web views: the queue works without it.
if ('serviceWorker' in navigator) void navigator.serviceWorker.register('/m-sw.js', { scope: '/m' }).catch(() => {})
