import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { Problem } from '../api/problem'
import { preview as ask } from '../api/preview'
import type { FieldProblem, Preview } from '../api/types'
import { parseDay } from '../format/dates'
import { today } from '../shell/clock'
import { bodyOf, triggerOf, unreadable, type ContractForm } from './form'
import { eventsIn } from './words'

const derived = new Set(['prepay-received', 'warranty-end', 'fixed-date'])

/** The server's preview of a form, asked again shortly after each change; dates of events can be assumed. */
export function usePreview(form: ContractForm) {
  const preview = shallowRef<Preview | null>(null)
  const failed = shallowRef<Problem | null>(null)
  const assumed = ref<Record<string, string>>({ signed: today.value })
  /** The events on which due dates hang, in the order in which they are named; end of warranty hangs on final acceptance. */
  const events = computed(() => {
    const named = form.terms.flatMap((term) => eventsIn(triggerOf(term.trigger)))
    const needed = named.flatMap((event) => (event === 'warranty-end' ? ['final-accepted'] : event === 'prepay-received' ? [] : [event]))
    return [...new Set(['signed', ...needed])].filter((event) => !derived.has(event))
  })
  let timer = 0
  let asked: AbortController | null = null
  async function load() {
    asked?.abort()
    const { signal } = (asked = new AbortController())
    const body = bodyOf(form)
    if (!body.terms.length) { preview.value = null; failed.value = null; return }
    const dated = events.value.flatMap((event) => { const occurredOn = parseDay(assumed.value[event] ?? ''); return occurredOn ? [{ event, occurredOn }] : [] })
    const signedOn = dated.find((item) => item.event === 'signed')?.occurredOn
    const happened = dated.filter((item) => item.event !== 'signed')
    try {
      const answer = await ask({ ...body, ...(signedOn ? { signedOn } : {}), ...(happened.length ? { events: happened } : {}) }, signal)
      if (signal.aborted) return
      preview.value = answer
      failed.value = null
    } catch (error) {
      if (!signal.aborted && error instanceof Problem) failed.value = error
    }
  }
  watch([form, assumed], () => {
    clearTimeout(timer)
    timer = window.setTimeout(() => void load(), 300)
  }, { deep: true, immediate: true })
  onScopeDispose(() => { clearTimeout(timer); asked?.abort() })

  const problems = computed<FieldProblem[]>(() => {
    const local = unreadable(form)
    const told = failed.value ? (failed.value.fields.length ? failed.value.fields : [{ code: failed.value.code, field: null, detail: failed.value.message }]) : (preview.value?.problems ?? [])
    // The rep comes with the customer: one thing to fill in, told once.
    const once = told.some((problem) => problem.field === '/customerId') ? told.filter((problem) => problem.field !== '/repId') : told
    return [...local, ...once.filter((problem) => !local.some((mine) => mine.field === problem.field))]
  })
  return { preview, problems, assumed, events, assume: (event: string, day: string) => { assumed.value = { ...assumed.value, [event]: day } } }
}
