import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { FakeHomeAssistant, TOKEN } from '../../../test/fakes/home-assistant.js'
import { aNotice, telling } from '../../../test/tellings.js'
import { HomeAssistantExporter } from './home-assistant.exporter.js'

const exporter = new HomeAssistantExporter()
const PHONE = { notifyAction: 'notify.mobile_app_pixel' }
let fake: FakeHomeAssistant
let options: Record<string, string | number>

beforeEach(async () => {
  fake = await FakeHomeAssistant.start()
  options = { url: fake.url, token: TOKEN, answerSeconds: 1 }
})
afterEach(() => fake.close())

describe('notices in Home Assistant', () => {
  const { id, title, text } = aNotice()

  it('are notifications of its own, replaced when they are told again', async () => {
    expect(await exporter.tell(telling(options))).toBe('TOLD')
    expect(await exporter.tell(telling(options, { isDoubtful: true }))).toBe('TOLD')
    expect([...fake.notifications]).toEqual([[`linky_local_${id}`, { title, message: text }]])
  })

  it('go to a phone by its notify action, once', async () => {
    expect(await exporter.tell(telling({ ...options, ...PHONE }))).toBe('TOLD')
    expect(fake.notified).toEqual([
      { action: 'notify/mobile_app_pixel', title, message: text, data: { tag: id } },
    ])
    expect(await exporter.tell(telling({ ...options, ...PHONE }, { isDoubtful: true }))).toBe('UNSURE')
    expect(fake.notified).toHaveLength(1)
  })

  it('are in doubt when the phone’s action is taken and not answered', async () => {
    fake.stalls = true
    expect(await exporter.tell(telling({ ...options, ...PHONE }))).toBe('UNSURE')
    await expect(exporter.tell(telling(options))).rejects.toMatchObject({ code: 'PEER_UNREACHABLE' })
  })

  it('have not arrived when the action, the token or Home Assistant itself is not there', async () => {
    for (const [wrong, code] of [
      [{ notifyAction: 'notify.nobody' }, 'PEER_UNSUPPORTED'],
      [{ token: 'a-revoked-token' }, 'PEER_REFUSED'],
      [{ url: 'http://127.0.0.1:9', ...PHONE }, 'PEER_UNREACHABLE'],
    ] as const)
      await expect(exporter.tell(telling({ ...options, ...wrong })), code).rejects.toMatchObject({ code })
    expect(fake.notified).toEqual([])
  })
})
