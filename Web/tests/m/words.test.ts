// @ts-expect-error The page is no program of Node and has no types of it; this test is.
import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import english from '../../src/m/en.json'
import { chinese, lang, reason, setLang, t } from '../../src/m/words'

const holes = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!))].sort().join()
const server = (file: string): string => readFileSync(`../Grains/Quality/${file}`, 'utf8')

describe('the words of the phone', () => {
  afterEach(async () => { vi.unstubAllGlobals(); await setLang('zh') })

  it('are the same in both languages, with the same blanks, and none is empty', () => {
    expect(Object.keys(english.words).sort()).toEqual(Object.keys(chinese).sort())
    for (const [word, text] of Object.entries(chinese)) expect([word, holes(english.words[word as keyof typeof chinese])]).toEqual([word, holes(text)])
    expect([...Object.values(chinese), ...Object.values(english.words)].filter((text) => !text.trim())).toEqual([])
    expect(Object.entries(english.words).filter(([word, text]) => /[\u4e00-\u9fff]/.test(text) && word !== 'language')).toEqual([])
  })

  it('have a sentence in English for every reason and every advice that the server gives', () => {
    const codes = [...server('QualityTexts.cs').matchAll(/"([a-z-]+)" => (?:"|found)/g), ...server('NextStepRules.cs').matchAll(/=> "([a-z-]+)",/g)].map((match) => match[1]!)
    expect(codes.length).toBeGreaterThan(30)
    expect([...new Set(codes)].sort()).toEqual(Object.keys(english.coded).sort())
  })

  it('are English when that is wanted, and stay Chinese when there is no network to get it', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    await setLang('en')
    expect([t('submit'), reason('person', '写到了具体的人：张总', '张总')]).toEqual(['完成', '写到了具体的人：张总'])
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify(english))))
    await setLang('en')
    expect([lang(), t('queued', { n: 2 }), reason('person', '写到了具体的人：张总', '张总'), reason('brand-new', '新的', null)]).toEqual(['en', '2 waiting', 'Names a person: 张总', '新的'])
  })
})
