import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { NotifiedServer } from '../../../test/fakes/notified.js'
import { aNotice, telling } from '../../../test/tellings.js'
import { NtfyExporter } from './ntfy.exporter.js'

const TOKEN = 'tk_of_the_tests'
const TOPIC = 'linky-7f3a9c'
const signal = new AbortController().signal
const exporter = new NtfyExporter()
let server: NotifiedServer
let options: Record<string, string | number>

beforeEach(async () => {
  server = await new NotifiedServer().listen()
  options = { url: `${server.url}/`, topic: TOPIC, answerSeconds: 1 }
})
afterEach(() => server.close())

describe('ntfy', () => {
  it('is published each notice once, with its title, its weight and a page to open', async () => {
    server.authorization = `Bearer ${TOKEN}`
    const clickUrl = 'http://linky.home.arpa:8181/dashboard'
    expect(await exporter.tell(telling({ ...options, token: TOKEN, clickUrl }))).toBe('TOLD')
    const { title, text } = aNotice()
    expect(server.posts).toEqual([
      { topic: TOPIC, title, message: text, priority: 4, tags: ['warning'], click: clickUrl },
    ])
    expect(server.heard[0]?.path).toBe('/')
  })

  it('is asked what it holds before what is in doubt is published', async () => {
    server.stalls = true
    await expect(exporter.tell(telling(options))).rejects.toMatchObject({ code: 'PEER_UNREACHABLE' })
    server.stalls = false
    expect(await exporter.tell(telling(options, { isDoubtful: true }))).toBe('TOLD')
    expect(server.posts).toHaveLength(1)
    expect(server.heard.at(-1)?.path).toBe(`/${TOPIC}/json?poll=1&since=12h`)
  })

  it('is published what was in doubt and never arrived', async () => {
    const other = aNotice({ text: 'Autre chose.' })
    await exporter.tell(telling(options, { notice: other }))
    expect(await exporter.tell(telling(options, { isDoubtful: true }))).toBe('TOLD')
    expect(server.posts).toHaveLength(2)
  })

  it('has not been told what it refused', async () => {
    server.authorization = `Bearer ${TOKEN}`
    await expect(exporter.tell(telling(options))).rejects.toMatchObject({
      code: 'PEER_REFUSED',
      retry: 'never',
    })
    server.authorization = null
    server.statuses.push(429)
    await expect(exporter.tell(telling(options))).rejects.toMatchObject({
      code: 'PEER_UNREACHABLE',
      retry: 'later',
    })
  })

  it('is tried by its health and by reading the topic', async () => {
    expect(await exporter.check(options, signal)).toMatchObject([
      { protocol: 'http', outcome: { peer: 'ntfy' } },
      { protocol: 'topic', outcome: { peer: 'ntfy' } },
    ])
    server.statuses.push(200, 403)
    expect(await exporter.check(options, signal)).toMatchObject([
      { outcome: { peer: 'ntfy' } },
      { outcome: { code: 'PEER_REFUSED' } },
    ])
    expect(await exporter.check({ ...options, url: 'http://127.0.0.1:9' }, signal)).toMatchObject([
      { outcome: { code: 'PEER_UNREACHABLE' } },
      { outcome: { code: 'PEER_UNREACHABLE' } },
    ])
    expect(server.posts).toEqual([])
  })

  it('shows what a notice looks like', async () => {
    const { messages } = await exporter.preview({ options })
    expect(messages[0]?.destination).toBe(`POST ${server.url}`)
    expect(JSON.parse(messages[0]?.payload ?? '')).toMatchObject({ topic: TOPIC, priority: 4 })
  })
})
