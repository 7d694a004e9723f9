/** Days that somebody asks about, both included. */
export interface Period { from: string; to: string }

const DAY = 86_400_000
/** As many days as the API answers for at once. */
const MOST = 366

/** A period with another beginning or end; what would end before it begins, or be too long, shrinks to the day that was chosen. */
export function periodWith(old: Period, end: 'from' | 'to', day: string): Period {
  const next = { ...old, [end]: day }
  const days = (Date.parse(next.to) - Date.parse(next.from)) / DAY
  return days >= 0 && days < MOST ? next : { from: day, to: day }
}
