/** What the gateway holds from RTE; a test may take any of it away. */
export interface RteState {
  tempo: boolean
  /** False: the Tempo forecast is a guess from the quotas. */
  tempoForecast: boolean
  ecowatt: boolean
  france: boolean
  /** WIND grows by one full value at each half-hour refresh. */
  windInflation: boolean
  /** Paris hour, may be fractional, at which tomorrow's colour appears. */
  tempoHour: number
}
