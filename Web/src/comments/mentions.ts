/** Somebody who can be mentioned: along the customer's line. */
export interface Person { id: string; name: string; role: string }

/** The name that is being typed behind the last @ before the caret, or null when none is. */
export function typing(text: string, caret: number): string | null {
  const found = /(?:^|[\s，。；、！？,.;!?])@([^\s@]{0,20})$/.exec(text.slice(0, caret))
  return found ? found[1]! : null
}

/** The text with a name put in the place of what was typed, and where the caret is then. */
export function complete(text: string, caret: number, name: string): { text: string; caret: number } {
  const at = text.slice(0, caret).lastIndexOf('@')
  const before = `${text.slice(0, at)}@${name} `
  return { text: before + text.slice(caret), caret: before.length }
}

/** Of those who were chosen, the ones whose name still stands in the text. */
export const mentioned = (text: string, chosen: readonly Person[]): string[] => [...new Set(chosen.filter((one) => text.includes(`@${one.name}`)).map((one) => one.id))]
