/** @jsxImportSource preact */
import { signIn } from './calls'
import { knownCustomers, person } from './device'
import { QueueList } from './QueueList'
import { ResultCard } from './ResultCard'
import { act, open, relanguage, send, state } from './state'
import { TickForm } from './TickForm'
import { lang, setLang, t, type Word } from './words'

const other = () => (lang() === 'zh' ? 'en' : 'zh')
const switchLang = () => void setLang(other()).then(relanguage)

/** The phone's page (轻量跟单, P01): one customer, one screen, one thumb. */
export function PhonePage() {
  const { customer, online, wrong, signedOut, view } = state
  const waiting = state.queue.filter((entry) => !entry.refused).length
  const status = [online ? '' : t('offline'), waiting ? t('queued', { n: waiting }) : online ? t('synced') : ''].filter(Boolean).join(' · ')
  const ticking = !signedOut && !state.last && view === 'tick' && state.ticks.length > 0
  return <>
    <header class="top">
      <div><h1>{customer ? customer.name : t('title')} {customer && <span class="tier">{customer.tier}</span>}</h1>
        <p role="status" class={`net${online ? '' : ' off'}${waiting ? ' wait' : ''}`}><i aria-hidden="true" />{status}</p></div>
      <button type="button" class="lang" lang={other() === 'zh' ? 'zh-CN' : 'en'} onClick={switchLang}>{t('language')}</button>
      {wrong && <p class="bad" role="alert">{wrong}</p>}
    </header>
    <main>
      {signedOut ? <SignIn /> : <>
        {state.last ? <ResultCard last={state.last} /> : ticking ? <TickForm /> : <Blank />}
        {view !== 'tick' && view !== 'loading' && <Recent />}
      </>}
      {state.queue.length > 0 && <QueueList />}
    </main>
    {ticking && <footer class="foot"><button type="submit" form="ticks" class="main" disabled={state.busy}>{t('submit')}</button></footer>}
  </>
}

const blanks: Record<typeof state.view, Word> = { loading: 'loading', scan: 'scan', unknown: 'unknown', 'needs-network': 'needsNetwork', tick: 'ticksMissing' }
function Blank() {
  const again = state.view === 'needs-network' || state.view === 'tick'
  return <section class="box"><h2>{t(blanks[state.view])}</h2>
    {(state.view === 'scan' || state.view === 'unknown') && <p class="soft">{t('scanText')}</p>}
    {again && <button type="button" class="plain" disabled={state.busy} onClick={() => void act(open)}>{t('retry')}</button>}
  </section>
}

function Recent() {
  const recent = person() ? knownCustomers() : []
  return recent.length ? <nav class="box" aria-label={t('recent')}><h2>{t('recent')}</h2>{recent.map((one) => <a key={one.id} href={`/m?id=${one.id}`}>{one.name}</a>)}</nav> : null
}

function SignIn() {
  const submit = (event: Event) => {
    event.preventDefault()
    const form = new FormData(event.target as HTMLFormElement)
    void act(async () => { await signIn(String(form.get('name')).trim(), String(form.get('password'))); await open(); await send() })
  }
  return <form class="box" noValidate onSubmit={submit}>
    <h2>{t('signIn')}</h2><p class="soft">{t('signInText')}</p>
    <label for="name">{t('name')}</label><input id="name" name="name" autocomplete="username" autocapitalize="none" required />
    <label for="password">{t('password')}</label><input id="password" name="password" type="password" autocomplete="current-password" required />
    <button type="submit" class="main" disabled={state.busy}>{t('signIn')}</button>
  </form>
}
