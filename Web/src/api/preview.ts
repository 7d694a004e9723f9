import { sendPlain } from './client'
import type { Preview } from './types'

/** Works out what terms come to. It changes nothing, so it needs no key. */
export const preview = (body: object, signal: AbortSignal) => sendPlain<Preview>('/contracts/preview', body, signal)
