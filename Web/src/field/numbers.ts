import { dutyKinds } from './duty'

/** The numbers of a board of the field, each of which opens its list: their keys, the words for them, and which one is split by source and device. */
export interface Numbers { board: 'exceptions' | 'first-contacts' | 'today'; buckets: readonly string[]; words: string; how: string; split: string; explained: boolean }

const exceptions: Numbers = { board: 'exceptions', buckets: dutyKinds, words: 'exception', how: 'exceptionHow', split: 'contact', explained: true }
const contacts: Numbers = { board: 'first-contacts', buckets: ['missed', 'running'], words: 'contactState', how: 'contactStateHow', split: 'missed', explained: true }
const day: Numbers = { board: 'today', buckets: dutyKinds, words: 'today', how: 'todayHow', split: '', explained: false }

/** Those of the board at an address. */
export const numbersOf = (path: string): Numbers => (path.startsWith('/first-contacts') ? contacts : path.startsWith('/today') ? day : exceptions)
export const contactStates = contacts.buckets
