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

/** Chinese is the source: its keys are the messages there are. */
export const zh = { ...words, ...shell, ...board, ...contract, ...field, ...form, ...people, ...history, ...care, ...system, ...reach, ...merge, ...acceptance, ...comment }
export type Key = keyof typeof zh
