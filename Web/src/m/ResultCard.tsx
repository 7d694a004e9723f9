/** @jsxImportSource preact */
import type { Point, Quality } from './calls'
import { set, state, type Last } from './state'
import { reason, t, type Word } from './words'

const worth = (point: Point) => (point.part === 'doubt' ? t('keeps', { n: point.points }) : point.points > 0 ? `+${point.points}` : point.points)

/** What became of the record, and at once what it is worth and what comes next (P09, P12). */
export function ResultCard({ last }: { last: Last }) {
  const refusal = state.queue.find((entry) => entry.key === last.key)?.refused
  const { quality, nextStep } = last.answer ?? {}
  return <section class="box result" aria-live="polite">
    <h2 class={last.state}><i aria-hidden="true" />{t(last.state === 'sent' ? 'recorded' : last.state)}</h2>
    {last.state === 'saved' && <p class="soft">{t('savedText')}</p>}
    {refusal && <p class="bad">{refusal.text}</p>}
    {quality ? <Score quality={quality} /> : last.state === 'sent' && <p class="soft">{t('noScore')}</p>}
    {nextStep && <div class="advice"><h3>{t('advice')}</h3><p>{reason(nextStep.code, nextStep.textZh)}</p></div>}
    {quality && <><h3>{t('why')}</h3><ul class="points">{quality.points.map((point) => <li key={point.code} class={point.part}><span>{reason(point.code, point.textZh, point.found)}</span><b>{worth(point)}</b></li>)}</ul></>}
    <button type="button" class="main" onClick={() => set({ last: null })}>{t('again')}</button>
  </section>
}

function Score({ quality }: { quality: Quality }) {
  return <div class={`score ${quality.band}`}>
    <p class="total"><b>{quality.total}</b> {t('score')} · {t(quality.band as Word)}</p>
    {(['density', 'action'] as const).map((part) => <p key={part} class="part"><span>{t(part)}</span><meter min={0} max={100} value={quality[part]} aria-label={t(part)} /><b>{quality[part]}</b></p>)}
  </div>
}
