/** A new UUID; `randomUUID` exists only in secure contexts and from Chrome 92. */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/**
 * The key of one thing a person wants done. Sent again unchanged, it bears the same key, so it is done once, however often
 * the answer gets lost; changed, or done, or refused, the next try is a new wish with a new key.
 */
export class Wish {
  private wanted: string | null = null
  private key = ''

  keyFor(call: unknown): string {
    const wanted = JSON.stringify(call)
    if (wanted !== this.wanted) {
      this.wanted = wanted
      this.key = newKey()
    }
    return this.key
  }

  settled() {
    this.wanted = null
  }
}
