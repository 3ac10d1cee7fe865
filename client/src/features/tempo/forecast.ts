import type { TempoColor, TempoNowQuery } from '../../graphql/generated/graphql'

export interface ForecastDay {
  day: string
  color: TempoColor
  /** Of that colour; 1 when it is certain. */
  ratio: number
  /** Deduced by counting, or published. */
  certain: boolean
  /** Only the days left speak: no weather behind it. */
  mereCount: boolean
}

type Forecast = TempoNowQuery['tempoForecast'][number]

function likeliest({ blueRatio, whiteRatio, redRatio }: Forecast): [TempoColor, number] {
  const ratios: [TempoColor, number][] = [
    ['BLUE', blueRatio],
    ['WHITE', whiteRatio],
    ['RED', redRatio],
  ]
  return ratios.reduce((best, next) => (next[1] > best[1] ? next : best))
}

/** The days to come, what is published or forced by the rules first, the likeliest colour otherwise. */
export function forecastDays(
  forecasts: readonly Forecast[],
  possible: ReadonlyMap<string, readonly TempoColor[]>,
): ForecastDay[] {
  return forecasts.map((forecast) => {
    const [forced, ...others] = possible.get(forecast.date) ?? []
    if (forced && others.length === 0)
      return { day: forecast.date, color: forced, ratio: 1, certain: true, mereCount: false }
    const [color, ratio] = likeliest(forecast)
    return { day: forecast.date, color, ratio, certain: false, mereCount: forecast.confidence === 'quota' }
  })
}
