import type { Sample, SeriesId } from './series.js'

export const SAMPLES_PER_LINE = 10_000

/** One line of `/api/v1/import`: at most 10,000 samples of one series. */
export interface Line {
  readonly text: string
  readonly samples: number
}

/** Samples → JSON lines without their line ends. Times in ms, label values always texts. Source: exports.md 3.2. */
export function* linesOf({ name, labels }: SeriesId, samples: readonly Sample[]): Generator<Line> {
  const metric = JSON.stringify({ __name__: name, ...labels })
  for (let from = 0; from < samples.length; from += SAMPLES_PER_LINE) {
    const part = samples.slice(from, from + SAMPLES_PER_LINE)
    const values = part.map(({ value }) => value).join(',')
    const timestamps = part.map(({ at }) => at).join(',')
    yield {
      text: `{"metric":${metric},"values":[${values}],"timestamps":[${timestamps}]}`,
      samples: part.length,
    }
  }
}
