import { createRouter, createWebHistory } from 'vue-router'
import { home } from './api/rights'
import { loadSession, loadSetup, session, setupNeeded } from './api/session'
import { applyTheme } from './shell/theme'
import SignInPage from './shell/SignInPage.vue'

/** Where most people go first: asked for at once, beside the question who is there, and not a part of the sign-in page. */
const board = import('./payments/PaymentsPage.vue')
board.catch(() => { /* told by the navigation that needs it */ })

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', redirect: () => home() },
    { path: '/sign-in', component: SignInPage, meta: { open: true, title: 'signin.title' } },
    { path: '/payments', component: () => board, meta: { title: 'board.title' }, children: [{ path: 'list', component: () => import('./payments/ListDrawer.vue'), meta: { title: 'board.title' } }] },
    { path: '/exceptions', component: () => import('./field/ExceptionsPage.vue'), meta: { title: 'exceptions.title' }, children: [{ path: 'list', component: () => import('./field/DutyDrawer.vue'), meta: { title: 'exceptions.title' } }] },
    { path: '/first-contacts', component: () => import('./field/FirstContactsPage.vue'), meta: { title: 'contacts.title' }, children: [{ path: 'list', component: () => import('./field/DutyDrawer.vue'), meta: { title: 'contacts.title' } }] },
    { path: '/today', component: () => import('./field/TodayPage.vue'), meta: { title: 'today.title' }, children: [{ path: 'list', component: () => import('./field/DutyDrawer.vue'), meta: { title: 'today.title' } }] },
    { path: '/team', component: () => import('./team/TeamPage.vue'), meta: { title: 'team.title' } },
    { path: '/process', component: () => import('./process/ProcessPage.vue'), meta: { title: 'process.title' } },
    { path: '/spot-checks', component: () => import('./spotchecks/SpotChecksPage.vue'), meta: { title: 'spot.title' } },
    { path: '/chains', component: () => import('./chains/ChainsPage.vue'), meta: { title: 'chains.title' } },
    { path: '/nudges', component: () => import('./nudges/NudgesPage.vue'), meta: { title: 'nudges.title' } },
    { path: '/contracts', component: () => import('./contracts/ContractsPage.vue'), meta: { title: 'contracts.title' } },
    { path: '/contracts/new', component: () => import('./contracts/ContractFormPage.vue'), props: { mode: 'new' }, meta: { title: 'form.new' } },
    { path: '/contracts/:id', name: 'contract', component: () => import('./contracts/ContractPage.vue'), props: true, meta: { title: 'nav.contracts' } },
    { path: '/contracts/:id/edit', component: () => import('./contracts/ContractFormPage.vue'), props: (to) => ({ id: to.params.id, mode: 'edit' }), meta: { title: 'form.edit' } },
    { path: '/contracts/:id/amend', component: () => import('./contracts/ContractFormPage.vue'), props: (to) => ({ id: to.params.id, mode: 'amend' }), meta: { title: 'form.amend' } },
    { path: '/customers', component: () => import('./customers/CustomersPage.vue'), meta: { title: 'customers.title' } },
    { path: '/pool', component: () => import('./customers/PoolPage.vue'), meta: { title: 'pool.title' } },
    { path: '/customers/:id', name: 'customer', component: () => import('./customers/CustomerPage.vue'), props: true, meta: { title: 'nav.customers' } },
    // Short messages have no room for more.
    { path: '/c/:id', redirect: (to) => ({ name: 'contract', params: { id: to.params.id } }) },
    { path: '/k/:id', redirect: (to) => ({ name: 'customer', params: { id: to.params.id } }) },
    { path: '/unmatched', component: () => import('./unmatched/UnmatchedPage.vue'), meta: { title: 'unmatched.title' } },
    { path: '/channels', component: () => import('./reach/ChannelsPage.vue'), meta: { title: 'channels.title' } },
    { path: '/why', component: () => import('./reach/WhyPage.vue'), meta: { title: 'why.title' } },
    { path: '/import', component: () => import('./imports/ImportPage.vue'), meta: { title: 'import.title' } },
    { path: '/organization', component: () => import('./organization/OrganizationPage.vue'), meta: { title: 'org.title' } },
    { path: '/system', component: () => import('./system/SystemPage.vue'), meta: { title: 'system.title' } },
    { path: '/:rest(.*)*', component: () => import('./shell/MissingPage.vue'), meta: { title: 'blank.missing.title' } },
  ],
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : to.hash ? false : { top: 0 }),
})

let asked = false
router.beforeEach(async (to) => {
  if (!asked) {
    await loadSession()
    asked = true
    if (!session.value && setupNeeded.value === null) await loadSetup().catch(() => { setupNeeded.value = false })
  }
  if (to.meta.open) return session.value ? { path: home() } : true
  // The root leads to the board before it is known who asks.
  if (session.value && to.redirectedFrom?.path === '/' && to.path !== home()) return { path: home() }
  return session.value ? true : { path: '/sign-in', query: to.fullPath === '/payments' || to.fullPath === '/' ? {} : { to: to.fullPath } }
})
/** A page of an older version asks for parts that the server no longer has: opened anew, the address brings the new version. Once, then it stays an error. */
const mark = 'opened-anew'
router.onError((error, to) => {
  if (!/dynamically imported module|importing a module script/i.test(String(error)) || sessionStorage.getItem(mark) === to.fullPath) return
  sessionStorage.setItem(mark, to.fullPath)
  location.assign(to.fullPath)
})
router.afterEach((to) => {
  sessionStorage.removeItem(mark)
  applyTheme(typeof to.query.theme === 'string' ? to.query.theme : null)
  document.documentElement.toggleAttribute('data-wall', to.query.wall === '1')
})
