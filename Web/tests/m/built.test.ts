// @ts-expect-error The page is no program of Node and has no types of it; this test is.
import { existsSync, readFileSync } from 'node:fs'
// @ts-expect-error Likewise.
import { gzipSync } from 'node:zlib'
import { parse } from 'acorn'
import { describe, expect, it } from 'vitest'

/** The phone's page as it was built and is served. */
const read = (file: string): string => {
  if (!existsSync(`wwwroot/${file}`)) throw new Error(`wwwroot/${file} is missing: npm run build comes first.`)
  return readFileSync(`wwwroot/${file}`, 'utf8')
}
const page = read('m.html')
const named = [...page.matchAll(/(?:src|href)="\/([^"]+)"/g)].map((match) => match[1]!)
const ours = (end: string) => named.filter((file) => file.endsWith(end))
const script = ours('.js').filter((file) => file.startsWith('assets/')).map(read).join('\n')
const styles = ours('.css').map(read).join('\n')
const worker = read('m-sw.js')
const limit = 30 * 1024

/** What Chrome 69 and Safari 13 do not know in styles, and what would leave something broken there. */
const tooNew = [/:has\(/, /:is\(/, /:where\(/, /:focus-visible/, /(?<![-\w])gap:/, /aspect-ratio/, /\binset:/, /color-mix\(/, /@layer/, /@container/, /[\s:(](?:min|max|clamp)\(/, /overflow-wrap:\s*anywhere/, /@media\s*\([^)]*[<>]=?/, /accent-color/, /&/]
/** What Chrome 69 does not have to call. */
const later = /\.(?:replaceAll|at|allSettled|matchAll|hasOwn|findLast|toSorted|flatMap|flat)\(|structuredClone|replaceChildren|WeakRef|reportError|Object\.fromEntries\(|globalThis/g

describe('the built page of the phone', () => {
  it('is at most 30 KB of script and styles, compressed, with its service worker and its English', () => {
    const english = [...script.matchAll(/assets\/[\w-]+\.json/g)].map((match) => match[0])
    expect(english).toHaveLength(1)
    const bytes = [...ours('.js'), ...ours('.css'), 'm-sw.js', ...english].reduce((sum, file) => sum + gzipSync(read(file), { level: 9 }).length, 0)
    console.log(`[measured] phone page: ${bytes} bytes of script, styles, worker and English, compressed with gzip`)
    expect(script.length).toBeGreaterThan(10_000)
    expect(bytes).toBeLessThanOrEqual(limit)
  })

  it('is read by a script engine of 2019', () => {
    for (const [text, sourceType] of [[script, 'module'], [worker, 'script'], [read('first-paint.js'), 'script']] as const) expect(() => parse(text, { ecmaVersion: 2019, sourceType })).not.toThrow()
    expect(() => parse('a?.b', { ecmaVersion: 2019, sourceType: 'module' })).toThrow()
  })

  it('asks of styles only what a browser of 2018 knows', () => {
    expect(styles.length).toBeGreaterThan(3000)
    expect(tooNew.filter((feature) => feature.test(styles)).map(String)).toEqual([])
    // A browser that does not know the second unit keeps the first.
    expect(styles).toMatch(/height:100vh;[^}]*height:100dvh/)
  })

  it('calls nothing that came later without asking whether it is there', () => {
    expect([...script.matchAll(later), ...worker.matchAll(later)].map((match) => match[0])).toEqual([])
    expect(script).toMatch(/typeof crypto\.randomUUID/)
    expect(script).toMatch(/typeof queueMicrotask/)
    expect(worker).not.toMatch(/queueMicrotask/)
    expect(worker).toMatch(/typeof BroadcastChannel/)
  })

  it('has no script or style in the page itself, as the policy demands', () => {
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)|<style|style=|\son\w+=/)
  })

  it('is kept whole by its service worker, and leaves the API alone', () => {
    const files = [...worker.matchAll(/[`"'](\/(?:m|[\w./-]+\.(?:js|css|svg|png|webmanifest|json)))[`"']/g)].map((match) => match[1]!)
    expect(files).toContain('/m')
    for (const file of named) expect(files).toContain(`/${file}`)
    for (const file of files.filter((one) => one !== '/m')) expect(existsSync(`wwwroot${file}`)).toBe(true)
    expect(worker).toContain('/api/')
  })

  it('can be installed', () => {
    const manifest = JSON.parse(read('m.webmanifest')) as { start_url: string; scope: string; display: string; icons: { src: string; sizes: string }[] }
    expect([manifest.start_url, manifest.scope, manifest.display]).toEqual(['/m', '/m', 'standalone'])
    for (const icon of manifest.icons) expect(existsSync(`wwwroot${icon.src}`)).toBe(true)
    expect(manifest.icons.some((icon) => icon.sizes === '192x192')).toBe(true)
  })
})
