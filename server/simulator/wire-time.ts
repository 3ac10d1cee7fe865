import type { Instant } from '../src/core/index.js'

/** `2026-11-23T14:30:05.123456`: UTC, no zone, microseconds. */
export function naiveUtc(instant: Instant): string {
  return `${new Date(instant).toISOString().slice(0, -1)}000`
}

/** The same to the second: `2026-11-23T14:30:00`. */
export function naiveUtcSecond(instant: Instant): string {
  return new Date(instant).toISOString().slice(0, 19)
}

/** `2026-11-23T14:30:05.123456+00:00` */
export function offsetUtc(instant: Instant): string {
  return `${naiveUtc(instant)}+00:00`
}

/** `2026-11-23T14:30:05+00:00` */
export function offsetUtcSecond(instant: Instant): string {
  return `${naiveUtcSecond(instant)}+00:00`
}
