// Opens the pages when the server is away. VERSION and FILES are written above by the build.
const PREFIX = 'linky-pages-'
const CACHE = PREFIX + VERSION
const PATIENCE_MS = 4000
/** Answered by the server alone, never from here. */
const SERVED = /^\/(?:graphql|api|health|metrics|playground)(?:\/|$)/

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(['/', ...FILES])))
})

self.addEventListener('activate', (event) => {
  const clean = async () => {
    const names = await caches.keys()
    await Promise.all(
      names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)),
    )
    await self.clients.claim()
  }
  event.waitUntil(clean())
})

// An open page keeps the files it was built with until it says that it is about to reload.
self.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void self.skipWaiting()
})

async function kept(path) {
  const cache = await caches.open(CACHE)
  return (await cache.match(path)) ?? Response.error()
}

async function file(request, path) {
  const held = await kept(path)
  return held.type === 'error' ? fetch(request) : held
}

/** The server's page when it answers, so that a new version is never a visit late; ours when it does not. */
async function page(request) {
  const patience = AbortSignal.timeout(PATIENCE_MS)
  try {
    const answer = await fetch(request, { signal: patience })
    return [502, 503, 504].includes(answer.status) ? await kept('/') : answer
  } catch {
    return kept('/')
  }
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin || SERVED.test(pathname)) return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else if (FILES.includes(pathname)) event.respondWith(file(request, pathname))
})
