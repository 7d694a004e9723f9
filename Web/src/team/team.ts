import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { get } from '../api/client'
import type { Instant, Money } from '../api/types'
import type { Key } from '../i18n'
import type { WatchTopic } from '../live/board'
import { liveNumbers, readAgain, type LiveNumbers } from '../live/numbers'
import { watchTopic } from '../shell/hub'

/** A number of a board of the field, cut to one rep. */
export interface TeamNumber { board: string; metric: string; count: number; amount: Money }
export interface TeamRow { repId: string; repName: string; unitName: string; numbers: TeamNumber[] }
export interface Team { asOf: Instant; reps: TeamRow[] }

export interface TeamColumn { name: Key; board: string; metric: string; path: string; hot: boolean; money: boolean }
const column = (name: Key, board: string, metric: string, hot = true, money = false): TeamColumn => ({ name, board, metric, path: `/${board}/list`, hot, money })
/** What a manager looks at first. Each number opens the list of the board that it comes from. */
export const columns: readonly TeamColumn[] = [
  column('team.running', 'first-contacts', 'running', false),
  column('team.missed', 'exceptions', 'contact'),
  column('team.followUps', 'exceptions', 'follow-up'),
  column('team.payments', 'exceptions', 'payment', true, true),
]
export const numberOf = (row: TeamRow, of: TeamColumn): TeamNumber | undefined => row.numbers.find((one) => one.board === of.board && one.metric === of.metric)

/** The rows with the numbers as they were pushed, each under `{rep}/{board}/{metric}`. */
export const pushed = (team: Team, numbers: Pick<LiveNumbers, 'totals'>): Team => ({
  ...team,
  reps: team.reps.map((row) => ({
    ...row,
    numbers: [...numbers.totals].filter(([name]) => name.startsWith(`${row.repId}/`)).map(([name, total]) => {
      const [, board = '', metric = ''] = name.split('/')
      return { board, metric, ...total }
    }),
  })),
})

/** A scope's team. Numbers are pushed; who belongs to it is read once a day, and when somebody new counts. */
export function useTeam(scope: Ref<string>, watchBoard: WatchTopic = watchTopic) {
  const read = shallowRef<Team | null>(null)
  const error = shallowRef<unknown>(null)
  const numbers = liveNumbers('team', watchBoard)
  async function load() {
    const asked = scope.value
    try {
      const answer = await get<Team>('/boards/team', { scope: asked })
      if (asked === scope.value) { read.value = answer; error.value = null }
    } catch (failure) { if (asked === scope.value) error.value = failure }
  }
  watch(scope, () => { read.value = null; void load(); numbers.watch(scope.value, '') }, { immediate: true })
  readAgain(numbers, () => read.value?.reps, load)
  onScopeDispose(numbers.end)
  return { team: computed(() => (read.value && numbers.loaded.value ? pushed(read.value, numbers) : read.value)), heardAt: numbers.heardAt, error, load }
}
