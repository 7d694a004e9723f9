import { computed, ref } from 'vue'
import { ruleWords } from '../contracts/history'
import { t } from '../i18n'
import type { LiveNudge } from './inbox'

/** What the system shows beside the page. The same tag twice is one: two open pages do not say it twice. */
export interface PopUp { tag: string; title: string; body: string; to: string }

/** More than this at once becomes one line: nobody reads ten. */
const MOST = 3

/** Unread nudges that were not there before; none while nothing was known yet, because those are not news. */
export const arrivals = (known: ReadonlySet<string> | null, now: Iterable<LiveNudge>): LiveNudge[] =>
  known === null ? [] : [...now].filter((nudge) => nudge.seenAt === null && !known.has(nudge.key))

const pages: Record<string, string> = { contract: 'contracts', customer: 'customers' }

/** Where the work that a nudge asks for is done; the list of nudges where there is no page for it. */
export const placeOf = (nudge: LiveNudge) => (pages[nudge.kind] ? `/${pages[nudge.kind]}/${nudge.id}${nudge.nodeNo === null ? '' : `#node-${nudge.nodeNo}`}` : '/nudges')

/** What to show for nudges that have arrived together. */
export function popUps(arrived: readonly LiveNudge[]): PopUp[] {
  if (arrived.length > MOST) return [{ tag: 'many', title: t('popup.many', { n: arrived.length }), body: t('popup.many.text'), to: '/nudges' }]
  return arrived.map((nudge) => ({ tag: nudge.key, title: ruleWords(nudge.rule, nudge.level), body: [nudge.customerName, nudge.number].filter(Boolean).join(' · '), to: placeOf(nudge) }))
}

/** Phones show what a service worker shows, and have channels of their own; a page can show something on computers only. */
const able = () => typeof Notification === 'function' && !/Android|iPhone|iPad/i.test(navigator.userAgent)

const permission = ref<NotificationPermission>(able() ? Notification.permission : 'denied')

/** Whether this browser shows nudges beside the page, and the question to the person, which a browser takes on a tap only. */
export const popup = {
  able: computed(able),
  permission,
  async ask() { permission.value = await Notification.requestPermission() },
}

/** Shows what has arrived, unless the person is looking at the page, which shows it itself. */
export function showArrived(arrived: readonly LiveNudge[], go: (to: string) => void) {
  if (!able() || Notification.permission !== 'granted' || (!document.hidden && document.hasFocus())) return
  for (const one of popUps(arrived)) {
    const shown = new Notification(one.title, { body: one.body, tag: one.tag, icon: '/favicon.svg' })
    shown.onclick = () => { window.focus(); go(one.to); shown.close() }
  }
}
