import { computed, readonly, ref, shallowRef, watch } from 'vue'
import { connection } from '../../graphql/connection'

/**
 * INSECURE: browsers keep pages for localhost and HTTPS only. UNSUPPORTED: this browser keeps none.
 * PREPARING: the first copy is on its way. READY: the pages open without the server.
 */
export type OfflineState = 'INSECURE' | 'UNSUPPORTED' | 'PREPARING' | 'READY'

interface InstallPrompt extends Event {
  prompt: () => Promise<unknown>
}

function possible(): OfflineState {
  if (!window.isSecureContext) return 'INSECURE'
  return 'serviceWorker' in navigator ? 'PREPARING' : 'UNSUPPORTED'
}

const state = ref<OfflineState>(possible())
const waiting = shallowRef<ServiceWorker | null>(null)
const prompt = shallowRef<InstallPrompt | null>(null)

export const offline = {
  state: readonly(state),
  /** A newer version was fetched and waits for this page to reload. */
  hasUpdate: computed(() => waiting.value !== null),
  canInstall: computed(() => prompt.value !== null),
}

function follow(worker: ServiceWorker | null, registration: ServiceWorkerRegistration): void {
  worker?.addEventListener('statechange', () => {
    if (registration.active) state.value = 'READY'
    if (worker.state === 'installed' && navigator.serviceWorker.controller) waiting.value = worker
  })
}

/** Once the page has shown: keeping a copy of it must not delay it. */
export async function keepPages(): Promise<void> {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    prompt.value = event as InstallPrompt
  })
  window.addEventListener('appinstalled', () => (prompt.value = null))
  if (state.value !== 'PREPARING') return
  try {
    const registration = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' })
    // This page came from the server: it already is what waits.
    registration.waiting?.postMessage('take-over')
    if (registration.active) state.value = 'READY'
    follow(registration.installing, registration)
    registration.addEventListener('updatefound', () => follow(registration.installing, registration))
    // A server that comes back may come back newer.
    watch(connection.state, (now, before) => {
      if (now === 'OPEN' && before === 'LOST') void registration.update().catch(() => undefined)
    })
  } catch {
    state.value = 'UNSUPPORTED'
  }
}

/** Hands over to the version that waits, and shows it. */
export function applyUpdate(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), { once: true })
  waiting.value?.postMessage('take-over')
}

export async function install(): Promise<void> {
  await prompt.value?.prompt()
  prompt.value = null
}
