import { Injectable, Logger } from '@nestjs/common'

import type { Day, Direction, Instant, SeriesDataset } from '../core/index.js'
import { Clock, InvalidInput, addDays, daysBetween } from '../core/index.js'

import { CallBudget } from './call-budget.service.js'
import { GatewayCalls } from './gateway.calls.js'
import { seriesAnswer } from './gateway.parser.js'
import { curveCallPath, probeRequest, seriesPath, utcText } from './requests.js'
import type {
  CallOptions,
  GatewayAccount,
  GatewayAddress,
  GatewayContract,
  GatewayEcowattSignal,
  GatewayTempoDay,
  GatewayTempoForecast,
  GatewayUsage,
  GatewayUsagePoint,
  Rejected,
  SeriesAnswer,
  SeriesRequest,
} from './gateway.types.js'
import type { NationalDemand, NationalGeneration } from './national.types.js'
import { parseUsage } from './parser/account.js'
import { parseEcowatt, parseTempoDays, parseTempoForecast } from './parser/grid.js'
import { parseAddress, parseContract, parseUsagePoints } from './parser/meter.js'
import { told } from './told.js'
import { parseNationalDemand, parseNationalGeneration } from './parser/national.js'

type Options = Partial<CallOptions>

const ECOWATT_DAYS = 365

/**
 * The one door for data coming in. Every method throws GatewayUnavailable (later), GatewayRefused (a person must act),
 * GatewayMalformed (their answer changed) or InvalidInput (they refuse our request), never an error of HTTP.
 */
@Injectable()
export class GatewayService {
  private readonly logger = new Logger(GatewayService.name)

  constructor(
    private readonly calls: GatewayCalls,
    private readonly budget: CallBudget,
    private readonly clock: Clock,
  ) {}

  /**
   * One request for a series → readings, oldest first. Days are those of the labels: they may be others than asked.
   * Costs one call of the counter that `useCache` names. Source: docs/gateway.md, "Ranges" and "Quotas"
   */
  fetch<D extends SeriesDataset>(request: SeriesRequest<D>, options: CallOptions): Promise<SeriesAnswer<D>> {
    return this.series(seriesPath(request.series), request, options)
  }

  /** Load curve by the other endpoint: `end` excluded, 7 days at most, every failure but BEFORE_START shown as NO_DATA. */
  fetchCurveByCall<D extends 'CONSUMPTION_CURVE' | 'PRODUCTION_CURVE'>(
    request: SeriesRequest<D>,
    options: CallOptions,
  ): Promise<SeriesAnswer<D>> {
    return this.series(curveCallPath(request.series), request, options)
  }

  /**
   * What a bare NO_DATA of the load curve hides. Throws the cause (consent, outage…); otherwise the meter can be read: null =
   * readings came, a reason = none did. Costs one call that may be cached, of a range that nothing else asks. A refusal shuts the
   * load curve, on whose behalf it is asked.
   */
  async probe(
    pdl: string,
    direction: Direction,
    today: Day,
    options: CallOptions,
  ): Promise<SeriesAnswer['reason']> {
    const request = probeRequest(pdl, direction, today, this.clock.now())
    const answer = await this.series(seriesPath(request.series), request, options, `${direction}_CURVE`)
    return answer.reason
  }

  /** Meters of the account, inactive ones too. Free. */
  usagePoints(options?: Options): Promise<GatewayUsagePoint[]> {
    return this.calls.ask(
      { path: ['pdl'], scope: 'account', read: ({ data }) => this.told('meters', parseUsagePoints(data)) },
      options,
    )
  }

  /**
   * Makes the gateway read the contract and probe both directions again, and write what it finds. For a person's action only.
   * Free. @param gatewayId the meter's UUID at the gateway, not its pdl
   */
  async fetchContract(gatewayId: string): Promise<void> {
    await this.calls.ask(
      {
        method: 'POST',
        path: ['pdl', gatewayId, 'fetch-contract'],
        scope: 'account',
        read: () => undefined,
      },
      { mode: 'manual' },
    )
  }

  /** null = the meter has none there. One call that may be cached. */
  contract(pdl: string, options: CallOptions): Promise<GatewayContract | null> {
    return this.ofMeter('contract', pdl, options, (data) => {
      const [contract] = this.told('off-peak hours', parseContract(data, pdl))
      return contract ?? null
    })
  }

  /** null = the meter has none there. One call that may be cached. */
  address(pdl: string, options: CallOptions): Promise<GatewayAddress | null> {
    return this.ofMeter('address', pdl, options, (data) => parseAddress(data, pdl))
  }

  /** Free. With a secret: tries that one and keeps nothing. */
  checkAccount(secret?: string): Promise<GatewayAccount> {
    return this.calls.me(secret)
  }

  /** Calls of the day by any client; the budget learns from it. Free. */
  async usage(options?: Options): Promise<GatewayUsage> {
    const usage = await this.calls.ask(
      { path: ['accounts', 'usage-stats'], scope: 'account', read: ({ data }) => parseUsage(data) },
      options,
    )
    await this.budget.learn(usage)
    return usage
  }

  /** Colours of the days [from, to), oldest first; no `to`: to the last known one. On the wire the first day is left out. Free. */
  async tempoDays(from: Day, to?: Day, options?: Options): Promise<GatewayTempoDay[]> {
    const days = await this.calls.ask(
      {
        path: ['tempo', 'days'],
        query: { start_date: addDays(from, -1), end_date: to === undefined ? undefined : addDays(to, -1) },
        scope: 'tempo',
        isPublic: true,
        read: ({ data }) => this.told('Tempo days', parseTempoDays(data)),
      },
      options,
    )
    return days.filter(({ day }) => day >= from && (to === undefined || day < to))
  }

  /** From tomorrow on, six days. Free. */
  tempoForecast(options?: Options): Promise<GatewayTempoForecast[]> {
    return this.calls.ask(
      {
        path: ['tempo', 'forecast'],
        scope: 'tempo',
        isPublic: true,
        read: ({ data }) => this.told('Tempo forecasts', parseTempoForecast(data, this.clock.now())),
      },
      options,
    )
  }

  /** Signals of the days [from, to), 365 days at most. One call of the 50-a-day counter, whatever the range. */
  async ecowatt(from: Day, to: Day, options: CallOptions): Promise<GatewayEcowattSignal[]> {
    if (daysBetween(from, to) > ECOWATT_DAYS)
      throw new InvalidInput(`EcoWatt is asked for ${ECOWATT_DAYS} days at most.`)
    const signals = await this.calls.ask(
      {
        path: ['ecowatt', 'history'],
        query: { start_date: addDays(from, -1), end_date: addDays(to, -1) },
        form: 'bare',
        scope: 'ecowatt',
        question: 'history',
        counter: 'fresh',
        read: ({ data }) => this.told('EcoWatt signals', parseEcowatt(data)),
      },
      options,
    )
    return signals.filter(({ day }) => day >= from && day < to)
  }

  /** Slots whose start is in [from, to). Free. */
  nationalConsumption(from: Instant, to: Instant, options?: Options): Promise<NationalDemand[]> {
    return this.ofCountry('consumption-france', from, to, options, (data) =>
      this.told('national demand', parseNationalDemand(data, from, to)),
    )
  }

  /** Slots whose start is in [from, to). WIND grows at the source with each of its refreshes. Free. */
  generationForecast(from: Instant, to: Instant, options?: Options): Promise<NationalGeneration[]> {
    return this.ofCountry('generation-forecast', from, to, options, (data) =>
      this.told('national generation', parseNationalGeneration(data, from, to)),
    )
  }

  private series<D extends SeriesDataset>(
    path: readonly string[],
    { series, start, end, useCache }: SeriesRequest<D>,
    options: CallOptions,
    question: SeriesDataset = series.dataset,
  ): Promise<SeriesAnswer<D>> {
    return this.calls.ask(
      {
        path,
        query: { start, end, use_cache: useCache },
        scope: series.pdl,
        question,
        counter: useCache ? 'cached' : 'fresh',
        read: (reply) => seriesAnswer(series.dataset, reply),
        // A load curve hides a refused consent or an outage behind NO_DATA.
        proves: ({ reason }) => !series.dataset.endsWith('_CURVE') || reason === null,
      },
      options,
    )
  }

  private ofMeter<T>(
    what: 'contract' | 'address',
    pdl: string,
    options: CallOptions,
    parse: (data: unknown) => T | null,
  ): Promise<T | null> {
    return this.calls.ask(
      {
        path: ['enedis', what, pdl],
        query: { use_cache: true },
        scope: pdl,
        question: what,
        counter: 'cached',
        read: ({ data }) => (data === null ? null : parse(data)),
      },
      options,
    )
  }

  private ofCountry<T>(
    path: string,
    from: Instant,
    to: Instant,
    options: Options | undefined,
    parse: (data: unknown) => T,
  ): Promise<T> {
    return this.calls.ask(
      {
        path: [path],
        query: { start_date: utcText(from), end_date: utcText(to) },
        scope: 'country',
        isPublic: true,
        read: ({ data }) => parse(data),
      },
      options,
    )
  }

  private told<T>(what: string, list: { items: T[]; rejected: readonly Rejected[] }): T[] {
    return told(this.logger, what, list)
  }
}
