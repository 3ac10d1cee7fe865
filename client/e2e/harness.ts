import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { freePort, run, type Running } from './processes'

/** A morning when yesterday's curve is out and its index is not. */
const NOW = '2026-03-12T10:30:00+01:00'
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
]

export interface Product {
  url: string
  clientId: string
  clientSecret: string
  /** Root of the gateway's stand-in; its control routes are under /__sim. */
  simulatorUrl: string
  graphql: <T>(query: string) => Promise<T>
  /** Ends the embedded database under the server's feet. */
  stopDatabase: () => Promise<void>
  /** An order to the gateway's stand-in: a path under /__sim. */
  simulate: (method: string, path: string, body?: object) => Promise<unknown>
  /** Product and gateway begin again at another instant, the browser's pages left as they are. */
  travel: (to: string) => Promise<void>
  /** Opens a page in a browser of its own; faults on it are collected. */
  open: (path: string, options?: BrowserContextOptions) => Promise<Watched>
  stopServer: () => Promise<void>
  startServer: () => Promise<void>
  stop: () => Promise<void>
}

export interface Watched {
  page: Page
  /** Console errors, uncaught exceptions, requests that fail and requests that leave the product. */
  faults: string[]
}

function watch(page: Page, origin: string): Watched {
  const faults: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`exception: ${error.message}`))
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) faults.push(`request: ${request.url()}`)
  })
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? ''
    // A page that is left drops what it was waiting for.
    if (reason !== 'net::ERR_ABORTED') faults.push(`failed: ${request.url()} ${reason}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`status: ${response.status()} ${response.url()}`)
  })
  return { page, faults }
}

/** The whole product on invented meters: simulator, server, embedded database, built pages, browser. */
export async function startProduct(env: Record<string, string> = {}): Promise<Product> {
  const folder = await mkdtemp(join(tmpdir(), 'linky-e2e-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const simulator = await run(
    'server/dist/simulator/main.js',
    ['--now', NOW, '--latency', '20'],
    {},
    (line) => line.startsWith('{'),
  )
  const gateway = JSON.parse(simulator.output.find((line) => line.startsWith('{')) ?? '{}') as {
    url: string
    clientId: string
    clientSecret: string
  }
  const settings = {
    PORT: String(port),
    HOST: '127.0.0.1',
    DATA_DIR: folder,
    MED_API_URL: gateway.url,
    CLOCK_START: NOW,
    SYNC_JITTER_MAX: 'PT0S',
    ...env,
  }
  let server: Running | undefined
  let browser: Browser | undefined

  const simulatorUrl = new URL(gateway.url).origin

  async function simulate(method: string, path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`${simulatorUrl}/__sim/${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
  async function startServer(): Promise<void> {
    server = await run('server/dist/src/main.js', [], settings, (line) => line.includes(url))
  }
  async function stop(): Promise<void> {
    await browser?.close()
    await server?.stop()
    await simulator.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await startServer()
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: QUIET })
  } catch (error) {
    await stop()
    throw error
  }
  const chrome = browser

  return {
    url,
    clientId: gateway.clientId,
    clientSecret: gateway.clientSecret,
    simulatorUrl,
    stopDatabase: async () => {
      for (const pid of (await server?.children()) ?? []) process.kill(pid, 'SIGINT')
    },
    simulate,
    travel: async (to) => {
      await server?.stop()
      settings.CLOCK_START = to
      await simulate('POST', 'clock', { at: to })
      await startServer()
    },
    graphql: async <T>(query: string) => {
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      })
      const { data, errors } = (await answer.json()) as { data: T; errors?: unknown }
      if (errors) throw new Error(JSON.stringify(errors))
      return data
    },
    open: async (path, options = {}) => {
      const context = await chrome.newContext({
        locale: 'fr-FR',
        viewport: { width: 1440, height: 900 },
        reducedMotion: 'reduce',
        ...options,
      })
      const watched = watch(await context.newPage(), url)
      await watched.page.goto(url + path)
      return watched
    },
    stopServer: async () => server?.stop(),
    startServer,
    stop,
  }
}

/** Accessibility faults of what is on screen, one line each. */
export async function axeFaults(page: Page): Promise<string[]> {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  await page.evaluate(source)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run(document)
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
    )
  })
}

/** Nothing is cut at the right: the page never scrolls sideways. */
export async function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
}

/** Runs in the page: adds up how much what was already drawn has moved (cumulative layout shift). */
export function watchShifts(): void {
  const page = window as unknown as { shift: number }
  page.shift = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) page.shift += (entry as unknown as { value: number }).value
  }).observe({ type: 'layout-shift', buffered: true })
}

/** Until the browser holds an answer to this question, by its name. */
export async function remembered(page: Page, question: string): Promise<void> {
  const deadline = Date.now() + 60_000
  for (;;) {
    const names = await page.evaluate(async () => {
      const done = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve) => request.addEventListener('success', () => resolve(request.result)))
      const database = await done(indexedDB.open('linky-answers'))
      if (!database.objectStoreNames.contains('entries')) return []
      const keys = await done(database.transaction('entries').objectStore('entries').getAllKeys())
      database.close()
      return (keys as string[]).map((key) => /query (\w+)/.exec(key)?.[1])
    })
    if (names.includes(question)) return
    if (Date.now() > deadline) throw new Error(`No answer to ${question} is kept, only to ${names.join()}.`)
    await page.waitForTimeout(100)
  }
}
