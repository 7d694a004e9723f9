import { dayIn, timeIn } from '../format/dates'

const offset = (at: number, zone: string) => Date.parse(`${dayIn(at, zone)}T${timeIn(at, zone, true)}Z`) - at

/** The instant, in milliseconds, at which clocks in a zone show an hour of a day. */
export function morningAfter(day: string, hour: number, zone: string): number {
  const local = Date.parse(`${day}T00:00:00Z`) + hour * 3_600_000
  // The second look is for days on which the zone changes its offset before that hour.
  return local - offset(local - offset(local, zone), zone)
}
