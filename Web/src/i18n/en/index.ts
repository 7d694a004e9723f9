import { words } from './words'
import { shell } from './shell'
import { board } from './board'
import { contract } from './contract'
import { field } from './field'
import { form } from './form'
import { people } from './people'
import { history } from './history'
import { care } from './care'
import { system } from './system'
import { reach } from './reach'
import { merge } from './merge'
import { acceptance } from './acceptance'
import { comment } from './comment'
import type { Key } from '../zh'

/** A message that is missing here does not compile. */
export const en: Record<Key, string> = { ...words, ...shell, ...board, ...contract, ...field, ...form, ...people, ...history, ...care, ...system, ...reach, ...merge, ...acceptance, ...comment }
