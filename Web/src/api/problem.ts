import type { FieldProblem } from './types'

/** What the API said no with (RFC 9457), or what kept us from reaching it. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly fields: FieldProblem[] = [],
    readonly traceId: string | null = null,
    readonly body: Record<string, unknown> = {},
  ) {
    super(detail || title)
  }

  /** Not for the person to mend: worth a number to tell someone. */
  get fault(): boolean {
    return this.status === 0 || this.status >= 500
  }

  /** The outcome is not known: the same call may be sent again with the same key. */
  get unknown(): boolean {
    return this.status === 0 || this.status === 503 || this.status === 504
  }

  static async from(response: Response): Promise<Problem> {
    let body: Record<string, unknown> = {}
    try { body = (await response.json()) as Record<string, unknown> } catch { /* not JSON: the status has to do */ }
    const text = (name: string) => (typeof body[name] === 'string' ? (body[name] as string) : '')
    const listed = Array.isArray(body.errors) ? (body.errors as FieldProblem[]) : []
    const own = text('field') && !listed.some((item) => item.field === body.field)
      ? [{ code: text('code'), field: text('field'), detail: text('detail') || text('title') }] : []
    return new Problem(response.status, text('code') || `http.${response.status}`, text('title'), text('detail'), [...own, ...listed], text('traceId') || null, body)
  }
}

/** The problem of one field. `path` is a JSON pointer; a problem at something inside it counts too. */
export function problemAt(problems: readonly FieldProblem[], ...paths: string[]): string | undefined {
  return problems.find((problem) => paths.some((path) => problem.field === path || problem.field?.startsWith(`${path}/`)))?.detail
}
