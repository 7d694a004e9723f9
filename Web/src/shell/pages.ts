import { computed } from 'vue'
import { isAdmin } from '../api/session'
import type { Key } from '../i18n'
import type { IconName } from '../ui/icons'

export interface PageLink { to: string; name: Key; short: Key; icon: IconName }
const all: (PageLink & { admin?: true })[] = [
  { to: '/payments', name: 'nav.payments', short: 'nav.payments.short', icon: 'payments' },
  { to: '/contracts', name: 'nav.contracts', short: 'nav.contracts', icon: 'contract' },
  { to: '/customers', name: 'nav.customers', short: 'nav.customers', icon: 'customers' },
  { to: '/nudges', name: 'nav.nudges', short: 'nav.nudges', icon: 'bell' },
  { to: '/import', name: 'nav.import', short: 'nav.import', icon: 'import' },
  { to: '/organization', name: 'nav.organization', short: 'nav.organization', icon: 'organization', admin: true },
]
/** Where this person may go. */
export const pages = computed(() => all.filter((page) => !page.admin || isAdmin.value))
