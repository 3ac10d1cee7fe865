import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { Household } from '../../../test/exported-household.js'
import { NotifiedServer } from '../../../test/fakes/notified.js'
import { aNotice, telling } from '../../../test/tellings.js'
import { WebhookExporter } from './webhook.exporter.js'

const KEY = 'Bearer of-the-webhook'
const signal = new AbortController().signal
const exporter = new WebhookExporter()
let server: NotifiedServer
let options: Record<string, string | number | boolean>

beforeEach(async () => {
  server = await new NotifiedServer().listen()
  options = { url: `${server.url}/hooks/linky`, answerSeconds: 1, format: 'json', repeatInDoubt: false }
})
afterEach(() => server.close())

describe('a webhook', () => {
  it('is posted each notice once, whole, with a key that tells it again', async () => {
    server.authorization = KEY
    expect(await exporter.tell(telling({ ...options, authorization: KEY }))).toBe('TOLD')
    expect(server.heard).toHaveLength(1)
    expect(server.heard[0]).toMatchObject({
      method: 'POST',
      path: '/hooks/linky',
      headers: { 'idempotency-key': aNotice().id, authorization: KEY },
    })
    expect(server.posts).toEqual([
      { source: 'linky-local', ...aNotice(), since: '2026-11-24T11:00:00+01:00' },
    ])
  })

  it('is posted what Slack and Discord expect', async () => {
    await exporter.tell(telling({ ...options, format: 'slack' }))
    await exporter.tell(telling({ ...options, format: 'discord' }))
    const { title, text } = aNotice()
    expect(server.posts).toEqual([{ text: `*${title}*\n${text}` }, { content: `**${title}**\n${text}` }])
  })

  it('has not been told what it refused, and says whether trying again helps', async () => {
    for (const [status, code, retry] of [
      [503, 'PEER_UNREACHABLE', 'later'],
      [429, 'PEER_UNREACHABLE', 'later'],
      [403, 'PEER_REFUSED', 'never'],
      [404, 'PEER_UNSUPPORTED', 'never'],
      [302, 'PEER_UNSUPPORTED', 'never'],
    ] as const) {
      server.statuses.push(status)
      await expect(exporter.tell(telling(options)), String(status)).rejects.toMatchObject({ code, retry })
    }
    expect(server.posts).toHaveLength(5)
  })

  it('has not been told what found nobody', async () => {
    await expect(exporter.tell(telling({ ...options, url: 'http://127.0.0.1:9/x' }))).rejects.toMatchObject({
      code: 'PEER_UNREACHABLE',
      message: expect.not.stringContaining('127.0.0.1') as string,
    })
  })

  it('is not told twice when it took one and did not answer', async () => {
    server.stalls = true
    expect(await exporter.tell(telling(options))).toBe('UNSURE')
    server.stalls = false
    expect(await exporter.tell(telling(options, { isDoubtful: true }))).toBe('UNSURE')
    expect(server.posts).toHaveLength(1)
  })

  it('is told again with the same key when it knows the key', async () => {
    const repeating = { ...options, repeatInDoubt: true }
    server.stalls = true
    await expect(exporter.tell(telling(repeating))).rejects.toMatchObject({ code: 'PEER_UNREACHABLE' })
    server.stalls = false
    expect(await exporter.tell(telling(repeating, { isDoubtful: true }))).toBe('TOLD')
    expect(server.heard.map(({ headers }) => headers['idempotency-key'])).toEqual([
      aNotice().id,
      aNotice().id,
    ])
  })

  it('is tried without posting anything', async () => {
    server.statuses.push(405, 404)
    expect(await exporter.check(options, signal)).toMatchObject([
      { protocol: 'http', outcome: { peer: null, warnings: [] } },
    ])
    expect(await exporter.check(options, signal)).toMatchObject([{ outcome: { code: 'PEER_UNSUPPORTED' } }])
    expect(await exporter.check({ ...options, url: 'http://127.0.0.1:9' }, signal)).toMatchObject([
      { outcome: { code: 'PEER_UNREACHABLE' } },
    ])
    expect(server.posts).toEqual([])
  })

  it('shows what a notice looks like, and not its address', async () => {
    const { messages, total } = await exporter.preview({ options })
    expect([total, messages[0]?.destination]).toEqual([1, `POST ${server.url}/…`])
    expect(JSON.parse(messages[0]?.payload ?? '')).toMatchObject({
      source: 'linky-local',
      kind: 'TEMPO_TOMORROW',
    })
  })

  it('has no figures to send, verify or repair', async () => {
    expect(new Household().allChanges(exporter.datasets)).toEqual([])
    expect(await exporter.send()).toEqual({ records: 0 })
    expect(await exporter.verify()).toEqual({ compared: 0, differences: [] })
    expect(await exporter.repair()).toEqual({ records: 0 })
    expect(server.heard).toEqual([])
  })
})
