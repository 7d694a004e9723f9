import type { HeldNudges } from '../api/types'

/** Decides page after page until nothing is left, or until a page changes nothing any more. */
export async function decideAll(page: () => Promise<HeldNudges>, send: (ids: string[]) => Promise<number>): Promise<number> {
  let decided = 0
  const sent = new Set<string>()
  for (;;) {
    const ids = (await page()).items.map((nudge) => nudge.id)
    const fresh = ids.filter((id) => !sent.has(id))
    if (!fresh.length) return decided
    decided += await send(fresh)
    fresh.forEach((id) => sent.add(id))
  }
}
