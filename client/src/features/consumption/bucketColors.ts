import type { Bucket } from './buckets'

/** Fill and edge of a bucket: pure hue = HP, tint = HC; white always has its edge. */
export const bucketColors: Record<Bucket, { fill: string; edge?: string }> = {
  total: { fill: 'var(--ink)' },
  injection: { fill: 'var(--inj)' },
  hc: { fill: 'var(--hc)' },
  hp: { fill: 'var(--hp)' },
  'blue-hp': { fill: 'var(--tempo-blue)' },
  'blue-hc': { fill: 'var(--tb-hc)' },
  'white-hp': { fill: 'var(--tempo-white)', edge: 'var(--tempo-white-edge)' },
  'white-hc': { fill: 'var(--tw-hc)', edge: 'var(--tempo-white-edge)' },
  'red-hp': { fill: 'var(--tempo-red)' },
  'red-hc': { fill: 'var(--tr-hc)' },
}
