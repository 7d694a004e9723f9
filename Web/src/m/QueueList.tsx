/** @jsxImportSource preact */
import { person } from './device'
import { act, discard, send, state } from './state'
import { t } from './words'

const name = (code: string | undefined) => state.ticks.find((one) => one.code === code)?.text ?? code

/** What is on this phone only: waiting, refused, or a colleague's (X20). */
export function QueueList() {
  return <section class="box queue"><h2>{t('queue')}</h2>
    <ul>{state.queue.map(({ key, body, user, customerName, refused }) => <li key={key}>
      <div><p><b>{customerName}</b></p><p class="soft">{[body.done, body.said, body.next].filter(Boolean).map(name).join(' · ')}</p>
        {refused ? <p class="bad">{t('refused')}：{refused.text}</p> : <p class="soft">{t(user === person()?.id ? 'waiting' : 'theirs')}</p>}</div>
      {refused && <button type="button" class="plain" onClick={() => void act(() => discard(key))}>{t('discard')}</button>}
    </li>)}</ul>
    {state.online && state.queue.some((entry) => !entry.refused) && <button type="button" class="plain" disabled={state.busy} onClick={() => void act(send)}>{t('sendNow')}</button>}
  </section>
}
