/** Words of a level, as keys of the messages. */
export type LevelName = 'low' | 'normal' | 'tense' | 'veryTense' | 'unknown'

const names: readonly LevelName[] = ['low', 'normal', 'tense', 'veryTense']

export function levelName(level: number | null): LevelName {
  return level === null ? 'unknown' : (names[level] ?? 'unknown')
}

export interface HourSpan {
  /** Hours, [from, to). */
  from: number
  to: number
}

/** Hours of strain, next ones joined: 8, 9, 18 → 8–10 and 18–19. */
export function tenseSpans(hours: readonly (number | null)[]): HourSpan[] {
  const spans: HourSpan[] = []
  hours.forEach((level, hour) => {
    if (level === null || level < 2) return
    const last = spans.at(-1)
    if (last?.to === hour) last.to = hour + 1
    else spans.push({ from: hour, to: hour + 1 })
  })
  return spans
}
