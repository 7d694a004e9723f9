import { watch } from 'vue'
import { inbox } from './inbox'

/** The part of the browser that can put a number on the installed application's icon. */
type Badged = Navigator & { setAppBadge?: (count: number) => Promise<void>; clearAppBadge?: () => Promise<void> }

/** "(3) 提醒 · SalesGrains": the page's title with the number of unread nudges before it, at most "99+". */
export const titled = (unread: number, page: string) =>
  `${unread > 0 ? `(${unread > 99 ? '99+' : unread}) ` : ''}${page ? `${page} · ` : ''}SalesGrains`

/** A dot on the tab's icon as long as something is unread. */
export function dot(unread: number, icon = document.querySelector<HTMLLinkElement>('link[rel=icon]')) {
  const href = unread > 0 ? '/favicon-unread.svg' : '/favicon.svg'
  if (icon && icon.getAttribute('href') !== href) icon.setAttribute('href', href)
}

/** The number on the application's icon, in browsers that have one (Badging API); a refusal is the browser's own business. */
export function badge(unread: number, browser: Badged = navigator) {
  const done = unread > 0 ? browser.setAppBadge?.(unread) : browser.clearAppBadge?.()
  done?.catch(() => { /* the page is not installed */ })
}

/** X27: bell, title, tab icon and application icon all show the one number that the inbox counts. */
export const showUnread = () => watch(inbox.unseen, (unread) => { dot(unread); badge(unread) }, { immediate: true })
