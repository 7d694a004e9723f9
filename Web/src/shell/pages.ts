import { computed } from 'vue'
import { may, type Right } from '../api/rights'
import type { Key } from '../i18n'
import type { IconName } from '../ui/icons'

export interface PageLink { to: string; name: Key; short: Key; icon: IconName }
const all: (PageLink & { right: Right })[] = [
  { to: '/today', name: 'nav.today', short: 'nav.today', icon: 'calendar', right: 'haveOwnDay' },
  { to: '/payments', name: 'nav.payments', short: 'nav.payments.short', icon: 'payments', right: 'readSales' },
  { to: '/exceptions', name: 'nav.exceptions', short: 'nav.exceptions.short', icon: 'alert', right: 'watchField' },
  { to: '/contracts', name: 'nav.contracts', short: 'nav.contracts', icon: 'contract', right: 'readSales' },
  { to: '/customers', name: 'nav.customers', short: 'nav.customers', icon: 'customers', right: 'readSales' },
  { to: '/nudges', name: 'nav.nudges', short: 'nav.nudges', icon: 'bell', right: 'readSales' },
  { to: '/team', name: 'team.title', short: 'team.short', icon: 'team', right: 'watchField' },
  { to: '/process', name: 'process.title', short: 'process.short', icon: 'process', right: 'watchField' },
  { to: '/chains', name: 'chains.title', short: 'chains.short', icon: 'link', right: 'readSales' },
  { to: '/spot-checks', name: 'spot.title', short: 'spot.short', icon: 'check', right: 'reviewFollowUps' },
  { to: '/first-contacts', name: 'nav.contacts', short: 'nav.contacts.short', icon: 'clock', right: 'readSales' },
  { to: '/unmatched', name: 'nav.unmatched', short: 'nav.unmatched.short', icon: 'unmatched', right: 'editCustomers' },
  { to: '/channels', name: 'nav.channels', short: 'nav.channels.short', icon: 'channels', right: 'reach' },
  { to: '/why', name: 'nav.why', short: 'nav.why', icon: 'why', right: 'askWhy' },
  { to: '/import', name: 'nav.import', short: 'nav.import', icon: 'import', right: 'import' },
  { to: '/organization', name: 'nav.organization', short: 'nav.organization', icon: 'organization', right: 'administer' },
  { to: '/system', name: 'nav.system', short: 'nav.system', icon: 'system', right: 'reconcile' },
]
/** Where this person may go. */
export const pages = computed(() => all.filter((page) => may(page.right)))
