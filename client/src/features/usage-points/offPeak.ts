import type { UsagePoint } from './useUsagePoints'

type Window = UsagePoint['offPeak'][number]

/** Windows in force that day, in order of their start. */
export function windowsOn(day: string, windows: readonly Window[]): Window[] {
  return windows
    .filter(({ from, to }) => (from === null || from <= day) && (to === null || day < to))
    .sort((a, b) => a.start.localeCompare(b.start))
}
