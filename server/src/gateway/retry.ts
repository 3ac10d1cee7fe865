import { Injectable } from '@nestjs/common'
import { setTimeout as sleep } from 'node:timers/promises'

import type { Instant } from '../core/index.js'

const FIRST_MS = 1_000
const LONGEST_MS = 20_000

/** Longest wait inside one call; a longer one surfaces as the error's `retryAt`. */
export const PATIENCE_MS = 30_000

/**
 * Wait before the next attempt: exponential, with full jitter, so that a thousand houses do not come back together.
 * @param failures attempts that failed so far, from 1
 * @param random 0 to 1
 */
export function backoffMs(failures: number, random: number): number {
  return Math.round(random * Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1)))
}

/** `Retry-After`, in seconds or as an HTTP date → instant; undefined when absent or illegible. */
export function parseRetryAfter(header: string | undefined, now: Instant): Instant | undefined {
  if (header === undefined) return undefined
  const text = header.trim()
  if (/^\d{1,9}$/.test(text)) return now + Number(text) * 1000
  const date = /^[A-Za-z]{3}, /.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(date, now)
}

/** The only place that waits. Tests hand in one that does not. */
@Injectable()
export class Pause {
  /** Rejects as soon as the signal is aborted. */
  async wait(ms: number, signal?: AbortSignal): Promise<void> {
    await sleep(ms, undefined, { signal })
  }
}
