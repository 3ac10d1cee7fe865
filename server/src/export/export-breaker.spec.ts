import { describe, expect, it } from 'vitest'

import { AppError, ExportFailed, InvalidInput } from '../core/index.js'
import { afterFailure, CLOSED, isBlocked } from './export-breaker.js'

const NOW = Date.parse('2026-11-24T08:00:00Z')
const MINUTE = 60_000
const down = new ExportFailed('PEER_UNREACHABLE', 'Nobody answers.')

describe('a destination that fails', () => {
  it('rests longer each time, and is left alone for long from the fifth on', () => {
    const waits: number[] = []
    let state = CLOSED
    for (let failure = 0; failure < 9; failure++) {
      state = afterFailure(state.failures, down, NOW)
      waits.push(((state.retryAt ?? 0) - NOW) / MINUTE)
    }
    expect(waits).toEqual([1, 2, 4, 8, 30, 60, 120, 240, 240])
    expect(isBlocked(state)).toBe(false)
  })

  it('waits as long as it asked for', () => {
    const busy = new ExportFailed('PEER_UNREACHABLE', 'Later.', { retryAt: NOW + 20 * MINUTE })
    expect(afterFailure(0, busy, NOW).retryAt).toBe(NOW + 20 * MINUTE)
  })

  it('is not tried again by itself after a refusal, or with wrong options', () => {
    for (const error of [
      new ExportFailed('PEER_REFUSED', 'No.'),
      new ExportFailed('PEER_UNSUPPORTED', 'Too old.'),
      new InvalidInput('No address.'),
      new AppError('CREDENTIALS_MISSING', 'Another key.'),
    ]) {
      expect(isBlocked(afterFailure(0, error, NOW))).toBe(true)
    }
  })

  it('is tried again after a fault of ours', () => {
    expect(afterFailure(0, new AppError('INTERNAL', 'Broke.'), NOW).retryAt).toBe(NOW + MINUTE)
  })

  it('is not blocked before it failed', () => {
    expect(isBlocked(CLOSED)).toBe(false)
  })
})
