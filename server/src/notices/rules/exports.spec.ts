import { describe, expect, it } from 'vitest'

import type { Destination } from '../../core/index.js'
import { parseInstant } from '../../core/index.js'
import { exportFacts } from './exports.js'

const successAt = parseInstant('2026-11-20T09:00:00+01:00')
const destination = (
  failing: Partial<NonNullable<Destination['failing']>> = {},
  rest: Partial<Destination> = {},
) => ({
  id: 'a',
  name: 'Mosquitto',
  tells: true,
  enabled: true,
  failing: {
    failures: 3,
    code: 'PEER_UNREACHABLE' as const,
    lastSuccessAt: successAt,
    retryAt: successAt + 1,
    ...failing,
  },
  ...rest,
})
const facts = (one: Destination) => exportFacts([one], { afterFailures: 3 })

describe('failing exports', () => {
  it('speak after some failures in a row, once until they work again', () => {
    expect(facts(destination({ failures: 2 }))).toEqual([])
    const [third] = facts(destination())
    const [fourth] = facts(destination({ failures: 4 }))
    expect(third).toMatchObject({ level: 'WARNING', targetId: 'a', reason: 'PEER_UNREACHABLE' })
    expect(third?.text.fr).toBe(
      'L’export vers Mosquitto échoue (3 essais de suite) : elle ne répond pas. Il est retenté de lui-même.',
    )
    expect(fourth?.key).toBe(third?.key)
    expect(facts(destination({ lastSuccessAt: successAt + 5 }))[0]?.key).not.toBe(third?.key)
  })

  it('speak at once when somebody must act', () => {
    const [blocked] = facts(destination({ failures: 1, code: 'PEER_REFUSED', retryAt: null }))
    expect(blocked?.level).toBe('ERROR')
    expect(blocked?.text.en).toContain('is stopped: it refuses the token, key or password')
  })

  it('are silent when they work or are off', () => {
    expect(facts(destination({}, { failing: null }))).toEqual([])
    expect(facts(destination({}, { enabled: false }))).toEqual([])
  })
})
