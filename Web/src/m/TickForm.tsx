/** @jsxImportSource preact */
import { dayFromNow, type Tick } from './device'
import { act, record, set, state, type Draft, type Group } from './state'
import { t } from './words'

const groups: Group[] = ['done', 'said', 'next']
const write = (change: Draft) => set({ draft: { ...state.draft, ...change }, wrong: '' })
const typed = (name: 'note' | 'nextOn') => (event: Event) => write({ [name]: (event.target as HTMLInputElement).value })

/** A second tap takes the tick back. A next step brings its usual day along. */
function toggle(group: Group, tick: Tick) {
  const on = state.draft[group] !== tick.code
  write({ [group]: on ? tick.code : '', ...(group === 'next' ? { nextOn: on && tick.days ? dayFromNow(tick.days) : '' } : {}) })
}

/** Three groups of ticks, one of each at most, and whatever else there is to say (P02). */
export function TickForm() {
  const { draft, ticks } = state
  return <form id="ticks" class="ticks" noValidate onSubmit={(event) => { event.preventDefault(); void act(record) }}>
    <p class="soft">{t('pick')}</p>
    {groups.map((group) => <fieldset key={group}>
      <legend>{t(group)}</legend>
      <div class="choices">{ticks.filter((tick) => tick.group === group).map((tick) => <button key={tick.code} type="button" class="tick" aria-pressed={draft[group] === tick.code} onClick={() => toggle(group, tick)}><i aria-hidden="true" />{tick.text}</button>)}</div>
    </fieldset>)}
    {draft.next && <NextDay />}
    <div class="note-box"><label for="note">{t('note')} <span class="soft">{t('optional')}</span></label><textarea id="note" rows={2} maxLength={500} placeholder={t('noteHint')} value={draft.note ?? ''} onInput={typed('note')} /></div>
  </form>
}

function NextDay() {
  const { draft, ticks } = state
  const usual = ticks.find((tick) => tick.code === draft.next)?.days ?? 7
  const days = [1, 3, 7, usual].filter((day, at, all) => all.indexOf(day) === at).sort((one, other) => one - other)
  return <fieldset>
    <legend>{t('when')}</legend>
    <div class="days">
      {days.map((n) => <button key={n} type="button" class="day" aria-pressed={draft.nextOn === dayFromNow(n)} onClick={() => write({ nextOn: dayFromNow(n) })}>{t('day', { n })}</button>)}
      <button type="button" class="day" aria-pressed={!draft.nextOn} onClick={() => write({ nextOn: '' })}>{t('none')}</button>
      <input type="date" value={draft.nextOn ?? ''} min={dayFromNow(0)} aria-label={t('other')} onInput={typed('nextOn')} />
    </div>
  </fieldset>
}
