import address from './en.json?url'

const zh = {
  title: '轻量跟单', done: '做了什么', said: '客户说了什么', next: '下一步', pick: '每组最多勾一项，勾一项即可提交',
  when: '下次日期', day: '{n} 天后', none: '不定日期', other: '选日期', note: '补充一句', noteHint: '谁、在意什么、下一步约了什么', optional: '可不填',
  submit: '完成', again: '再记一条', pickOne: '至少勾一项',
  online: '已联网', offline: '无网络，照常记录', queued: '{n} 条待同步', synced: '全部已同步',
  saved: '已存在手机上', savedText: '联网后自动发送，不会重复。', recorded: '已记录',
  score: '质量分', density: '信息密度', action: '行动明确', good: '良好', fair: '一般', poor: '偏弱', why: '得分原因', advice: '下一步建议', noScore: '已送达，暂无评分。',
  keeps: '保留 {n}%',
  refused: '未被接受', discard: '删除', waiting: '待同步', theirs: '由另一位同事记录，须本人登录后发送', queue: '手机上的记录', sendNow: '立即发送',
  signIn: '登录', signInText: '用您的账号登录后继续，已记录的内容不会丢失。', name: '登录名', password: '密码', language: 'English',
  scan: '请扫描客户的二维码', scanText: '二维码可在客户页面打印。', recent: '最近的客户', unknown: '二维码无效，或您无权查看该客户', needsNetwork: '首次打开这位客户需要联网', retry: '重试', loading: '正在打开…',
  network: '没有网络，请稍后再试', failed: '出错了：{text}', ticksMissing: '尚未取得勾选项，请联网后重试', full: '手机存不下这条记录：{text}',
}
export type Word = keyof typeof zh

export type Lang = 'zh' | 'en'
/** Chinese comes with the page, English when it is wanted; reasons and advice come in Chinese with the score, in English by code. */
let english: { words: Record<Word, string>; coded: Record<string, string> } | null = null

const stored = (): Lang => { try { const kept = localStorage.getItem('lang'); if (kept === 'zh' || kept === 'en') return kept } catch { /* storage may be off */ } return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en' }
let chosen = stored()
export const lang = () => chosen
export const locale = () => (chosen === 'zh' ? 'zh-CN' : 'en')
export async function setLang(value: Lang) {
  if (value === 'en' && !english) try { english = (await (await fetch(address)).json()) as typeof english } catch { /* no network: Chinese until there is one */ }
  chosen = value
  try { localStorage.setItem('lang', value) } catch { /* storage may be off */ }
  document.documentElement.lang = locale()
  document.title = `${t('title')} · SalesGrains`
}
const spoken = () => (chosen === 'en' ? english : null)
export function t(word: Word, values: Record<string, string | number> = {}): string {
  return (spoken()?.words[word] ?? zh[word]).replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole))
}
/** A reason or an advice of the server in the reader's language. */
export function reason(code: string, textZh: string, found?: string | null) {
  const text = spoken()?.coded[code]
  return text ? text + (found ? `: ${found}` : '') : textZh
}
export const chinese = zh
