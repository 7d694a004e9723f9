import { computed, shallowReactive, watch } from 'vue'
import { may } from '../api/rights'
import { session } from '../api/session'
import { watchTopic, type Cell } from '../shell/hub'
import { arrivals } from './popups'

/** A nudge as the live inbox has it. */
export interface LiveNudge {
  key: string; kind: string; id: string; nudgeId: string; rule: string; number: string; customerName: string; nodeNo: number | null; nodeName: string
  level: string; raisedAt: string; deadline: string | null; command: string | null; seenAt: string | null; open: string | null; dueOn: string | null
  deadlineAt: string | null; detail: string | null
}

function nudgeOf(key: string, cells: readonly Cell[]): LiveNudge {
  // A contract's key has no kind, as it always was.
  const [kind = '', id = '', nudgeId = ''] = key.startsWith('g/') ? ['contract', ...key.split('/').slice(1)] : key.split('/').slice(1)
  const maybe = (index: number) => (cells[index] === null || cells[index] === undefined || cells[index] === '' ? null : String(cells[index]))
  return {
    key, kind, id, nudgeId, rule: String(cells[0]), number: String(cells[1] ?? ''), customerName: String(cells[2] ?? ''), nodeNo: Number(cells[3] ?? 0) || null, nodeName: String(cells[4] ?? ''),
    level: String(cells[5] ?? ''), raisedAt: String(cells[6] ?? ''), deadline: maybe(7), command: maybe(8), seenAt: maybe(9), open: maybe(10), dueOn: maybe(11),
    deadlineAt: maybe(12), detail: maybe(13),
  }
}

const nudges = shallowReactive(new Map<string, LiveNudge>())
/** Told of nudges that have just arrived. */
const arrived = { tell: (_: readonly LiveNudge[]) => {} }
let stop = () => {}
watch(() => session.value?.scope, (scope) => {
  stop()
  nudges.clear()
  if (!scope || !may('readSales')) return
  let first = true
  stop = watchTopic('inbox', scope, '', {
    onRows(rows, full) {
      const known = first ? null : new Set(nudges.keys())
      first = false
      if (full) nudges.clear()
      for (const [key, , cells] of rows) {
        if (!/^[ge]\//.test(key)) continue
        if (cells === null) nudges.delete(key)
        else nudges.set(key, nudgeOf(key, cells))
      }
      const news = arrivals(known, nudges.values())
      if (news.length) arrived.tell(news)
    },
  })
}, { immediate: true })

/** The open nudges of whoever is signed in, live; one number feeds the bell, the page's title, its icon and the application's icon. */
export const inbox = {
  nudges,
  arrived,
  unseen: computed(() => [...nudges.values()].filter((nudge) => nudge.seenAt === null).length),
}
