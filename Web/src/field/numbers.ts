import { dutyKinds } from './duty'

/** The numbers of a board of the field, each of which opens its list: their keys, the words for them, and which one is split by source and device. */
export interface Numbers { board: 'exceptions' | 'first-contacts'; buckets: readonly string[]; words: string; how: string; split: string }

const exceptions: Numbers = { board: 'exceptions', buckets: dutyKinds, words: 'exception', how: 'exceptionHow', split: 'contact' }
const contacts: Numbers = { board: 'first-contacts', buckets: ['missed', 'running'], words: 'contactState', how: 'contactStateHow', split: 'missed' }

/** Those of the board at an address. */
export const numbersOf = (path: string): Numbers => (path.startsWith('/first-contacts') ? contacts : exceptions)
export const contactStates = contacts.buckets
