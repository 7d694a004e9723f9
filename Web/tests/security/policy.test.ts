// @ts-expect-error The page is no program of Node and has no types of it; this test is.
import { readFileSync } from 'node:fs'
import { CspEvaluator } from 'csp_evaluator/dist/evaluator.js'
import { Severity } from 'csp_evaluator/dist/finding.js'
import { CspParser } from 'csp_evaluator/dist/parser.js'
import { describe, expect, it } from 'vitest'

/** The policies as the program sends them; a test of the API sees that the first is on every page. */
const source: string = readFileSync('../Api/Hosting/SecurityHeaders.cs', 'utf8')
const policy = (name: string) => {
  const statement = source.split(`const string ${name} =`)[1]!.split('";')[0]! + '"'
  return [...statement.matchAll(/"([^"]*)"/g)].map(part => part[1]).join('')
}
const findings = (text: string) => new CspEvaluator(new CspParser(text).csp).evaluate()
const serious = (text: string) => findings(text).filter(one => one.severity <= Severity.MEDIUM && !isSelf(one)).map(one => `${one.directive}: ${one.description}`)
/** 'self' is as safe as what the site serves as a script: only the application's own files, and nothing that people upload. */
const isSelf = (one: { directive: string, value?: string | undefined }) => one.directive === 'script-src' && one.value === "'self'"

describe('the content security policy', () => {
  it('has no weakness that the evaluator knows', () => {
    expect(policy('Policy')).toContain("script-src 'self'")
    expect(serious(policy('Policy'))).toEqual([])
  })

  it('allows nothing inline, nothing from elsewhere and no frame', () => {
    expect(policy('Policy')).not.toMatch(/unsafe|https?:|\*|blob:/)
    expect(policy('Policy')).toMatch(/frame-ancestors 'none'/)
    expect(policy('Policy')).toMatch(/form-action 'self'/)
  })

  it('would not pass if it allowed scripts in the page', () => {
    expect(serious(policy('Policy').replace("script-src 'self'", "script-src 'self' 'unsafe-inline'"))).not.toEqual([])
    expect(serious(policy('Policy').replace("object-src 'none'; ", ''))).toEqual([])
    expect(serious(policy('Policy').replace("default-src 'self'; ", '').replace("object-src 'none'; ", ''))).not.toEqual([])
  })
})
