import { nextTick } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'
import { speakApart } from './i18n'
import DashboardPage from './pages/DashboardPage.vue'

/** A page whose words come with it. */
async function withWords<T>(page: Promise<T>): Promise<T> {
  await Promise.all([page, speakApart()])
  return page
}

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', redirect: '/dashboard' },
    { path: '/dashboard', component: DashboardPage },
    { path: '/welcome', component: () => import('./pages/WelcomePage.vue'), meta: { plain: true } },
    { path: '/tempo', component: () => import('./pages/TempoPage.vue') },
    { path: '/ecowatt', component: () => import('./pages/EcowattPage.vue') },
    { path: '/export', component: () => import('./pages/ExportPage.vue') },
    { path: '/consumption', component: () => import('./pages/ConsumptionPage.vue') },
    { path: '/consumption/euro', component: () => import('./pages/EuroPage.vue') },
    { path: '/contribute', component: () => import('./pages/ContributePage.vue') },
    { path: '/production', component: () => import('./pages/ProductionPage.vue') },
    { path: '/bilan', component: () => withWords(import('./pages/BilanPage.vue')) },
    { path: '/settings', component: () => withWords(import('./pages/SettingsPage.vue')) },
    { path: '/:path(.*)*', component: () => import('./pages/NotFoundPage.vue') },
  ],
})

// A new page begins at its top, and a reader is told of it by landing on it.
router.afterEach((to, from) => {
  if (from.matched.length === 0 || to.path === from.path) return
  window.scrollTo({ top: 0 })
  void nextTick(() => document.getElementById('content')?.focus({ preventScroll: true }))
})

// A page left open while the product was updated asks for files that are gone: the new page has its own.
router.onError((error: unknown, to, from) => {
  const isMissingFile = error instanceof Error && /import|preload|module/i.test(error.message)
  if (!isMissingFile || from.matched.length === 0) return
  fetch('/health').then(
    () => window.location.assign(to.fullPath),
    () => undefined,
  )
})
