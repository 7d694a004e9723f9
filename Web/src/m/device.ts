/** What this phone keeps so that it works without a network: who signed in last, the organisation's clock, the customers and ticks it has seen. */
export interface Customer { id: string; name: string; tier: string; industry?: string | null }
export interface Person { id: string; name: string; organization: string; zone: string }
/** Something to tick, in the reader's language. */
export interface Tick { code: string; group: string; text: string; days?: number | null }
interface Clock { now: string; rate: number }

const read = <T>(name: string): T | null => { try { return JSON.parse(localStorage.getItem(`m-${name}`) ?? 'null') as T | null } catch { return null } }
const write = (name: string, value: unknown) => { try { localStorage.setItem(`m-${name}`, JSON.stringify(value)) } catch { /* storage may be off or full: the page works, but only with a network */ } }

export const person = () => read<Person>('person')
/** Another person's phone from now on: what the one before has seen is forgotten; what waits stays theirs. */
export function enter(next: Person) {
  const before = person()
  if (before && before.id !== next.id) { write('customers', {}); write('ticks', {}) }
  write('person', next)
}

const customers = () => read<Record<string, Customer>>('customers') ?? {}
/** A customer by its id or by the code that was scanned for it. */
export const knownCustomer = (key: string): Customer | null => customers()[key] ?? null
export const knownCustomers = (): Customer[] => [...new Map(Object.values(customers()).map((one) => [one.id, one])).values()].reverse().slice(0, 8)
/** Kept under the key that it was asked for; the last thirty, the newest last. */
export function keepCustomer(key: string, customer: Customer) {
  const kept: Record<string, Customer> = {}
  for (const [name, one] of Object.entries(customers()).filter(([name]) => name !== key).slice(-30)) kept[name] = one
  write('customers', { ...kept, [key]: customer })
}

/** What can be ticked, by language and industry. */
export const knownTicks = (place: string): Tick[] | null => (read<Record<string, Tick[]>>('ticks') ?? {})[place] ?? null
export const keepTicks = (place: string, ticks: Tick[]) => write('ticks', { ...read<Record<string, Tick[]>>('ticks'), [place]: ticks })

/** The organisation's clock may run apart from the phone's, in a demonstration faster: what is recorded bears the organisation's time. */
export const keepClock = (clock: Clock) => write('clock', { at: Date.parse(clock.now), rate: Number(clock.rate), taken: Date.now() })
export function orgNow(): Date {
  const clock = read<{ at: number; rate: number; taken: number }>('clock')
  return new Date(clock ? clock.at + (Date.now() - clock.taken) * clock.rate : Date.now())
}
/** A day in the organisation's zone, so many days from now. */
export function dayFromNow(days: number): string {
  const at = new Date(orgNow().getTime() + days * 86_400_000)
  const parts = new Intl.DateTimeFormat('en', { timeZone: person()?.zone ?? 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(at)
  const part = (type: string) => parts.find((one) => one.type === type)!.value
  return `${part('year')}-${part('month')}-${part('day')}`
}
