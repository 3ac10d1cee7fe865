/** How patiently VictoriaMetrics is looked at. Times in ms. */
export interface Pace {
  /** What an interrupted sending left on its way is visible by then. */
  readonly settleMs: number
  /** A new sample is visible after about a second, a new series after about two. */
  readonly firstLookMs: number
  readonly lookAgainMs: number
  /** Nothing more appears: it will not. */
  readonly giveUpMs: number
  /** A deletion costs the server a new index entry for each series. */
  readonly betweenRewritesMs: number
}

export const USUAL_PACE: Pace = {
  settleMs: 4000,
  firstLookMs: 1000,
  lookAgainMs: 250,
  giveUpMs: 10_000,
  betweenRewritesMs: 1000,
}
