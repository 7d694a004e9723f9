/** A column of a file to import, with what a cell of it may look like. */
export interface Column { name: string; example: string }

/** The cells of one line of CSV; quoted ones may hold commas and doubled quotes. */
function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((match) => match[1]?.replaceAll('""', '"') ?? match[2] ?? '')
}

/** The columns of a template: its first line names them, its second is an example. */
export function columnsOf(text: string): Column[] {
  const [names = '', examples = ''] = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const given = cellsOf(examples)
  return names ? cellsOf(names).map((name, index) => ({ name, example: given[index] ?? '' })) : []
}
