import type { Day } from '../../src/core/index.js'
import { addDays, dayOf, daysBetween, daysOf, earliest, isDay, latest } from '../../src/core/index.js'
import type { SimulatorClock } from '../clock.js'
import type { Exchange, Route } from '../http/exchange.js'
import { QueryReader } from '../http/query.js'
import type { Quotas } from '../http/quotas.js'
import type { Reply } from '../http/reply.js'
import { bare, detail, envelope } from '../http/reply.js'
import type { EcowattSignal, EcowattSignals } from './ecowatt-signals.js'
import { FIRST_SIGNAL_DAY } from './ecowatt-signals.js'
import type { RteState } from './rte-state.js'

const LONGEST_HISTORY_DAYS = 365

/** `/ecowatt/*`: each call counts on the small counter; windows compare Paris dates with UTC labels, one day off. */
export class EcowattRoutes {
  constructor(
    private readonly signals: EcowattSignals,
    private readonly clock: SimulatorClock,
    private readonly quotas: Quotas,
    private readonly state: RteState,
  ) {}

  get routes(): Route[] {
    return [
      this.counted('/ecowatt/current', () => this.current()),
      this.counted('/ecowatt/forecast', (exchange) => this.forecast(exchange)),
      this.counted('/ecowatt/history', (exchange) => this.history(exchange)),
      this.counted('/ecowatt/statistics', (exchange) => this.statistics(exchange)),
    ]
  }

  private counted(path: string, answer: (exchange: Exchange) => () => Reply): Route {
    return {
      method: 'GET',
      path,
      access: 'user',
      answer: (exchange) => {
        const answerCounted = answer(exchange)
        const imposed = exchange.faults.first('quota-exhausted', ({ counter }) => counter !== 'cached')
        if (imposed || !this.quotas.take('fresh')) {
          const { fresh } = this.quotas.limits
          return detail(429, `Rate limit exceeded: ${fresh}/${fresh} requests today`)
        }
        exchange.call.countedOn = 'fresh'
        return answerCounted()
      },
    }
  }

  private current(): () => Reply {
    return () => {
      const tomorrow = addDays(dayOf(this.clock.now()), 1)
      return bare(this.rows(tomorrow, tomorrow)[0]?.row ?? null)
    }
  }

  private forecast({ query }: Exchange): () => Reply {
    const reader = new QueryReader(query)
    const days = reader.integer('days', 4, 1, 7)
    reader.done()
    return () => {
      const today = dayOf(this.clock.now())
      return envelope(this.rows(addDays(today, 1), addDays(today, days)).map(({ row }) => row))
    }
  }

  private history({ query }: Exchange): () => Reply {
    const reader = new QueryReader(query)
    const message = 'Input should be a valid date or datetime, invalid character in year'
    const start = reader.shaped('start_date', isDay, 'date_from_datetime_parsing', message) as Day
    const end = reader.shaped('end_date', isDay, 'date_from_datetime_parsing', message) as Day
    reader.done()
    return () => {
      if (daysBetween(start, end) > LONGEST_HISTORY_DAYS) {
        return detail(400, `Date range cannot exceed ${LONGEST_HISTORY_DAYS} days`)
      }
      return bare(this.rows(addDays(start, 1), end).map(({ row }) => row))
    }
  }

  private statistics({ query }: Exchange): () => Reply {
    const reader = new QueryReader(query)
    const year = reader.integer('year', new Date(this.clock.now()).getUTCFullYear(), 1, 9999)
    reader.done()
    return () => {
      const label = `${year}-`
      const signals = this.rows(`${year}-01-01` as Day, `${year + 1}-01-01` as Day).filter(({ periode }) =>
        periode.startsWith(label),
      )
      const count = (level: number): number => signals.filter((signal) => signal.level === level).length
      const share = (level: number): number =>
        signals.length === 0 ? 0 : Math.round((10_000 * count(level)) / signals.length) / 100
      return bare({
        year,
        total_days: signals.length,
        green_days: count(1),
        orange_days: count(2),
        red_days: count(3),
        percentage_green: share(1),
        percentage_orange: share(2),
        percentage_red: share(3),
      })
    }
  }

  /** Signals held of the Paris days first..last. */
  private rows(first: Day, last: Day): EcowattSignal[] {
    if (!this.state.ecowatt) return []
    const now = this.clock.now()
    const from = latest(first, FIRST_SIGNAL_DAY)
    const to = addDays(earliest(last, this.signals.lastDay(now)), 1)
    return daysOf({ from, to }).map((day) => this.signals.signal(day, now))
  }
}
