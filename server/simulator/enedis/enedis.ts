import type { Day, Instant } from '../../src/core/index.js'
import { dayOf, daysOf, minutesOf } from '../../src/core/index.js'
import type { SimulatorClock } from '../clock.js'
import { spoil } from '../faults/data-faults.js'
import type { RequestFaults } from '../faults/fault-board.js'
import type { Household } from '../household/household.js'
import type { DayRecord } from '../household/recorder.js'
import { clockText, endLabels, wallMinutes } from '../household/wall-time.js'
import type { Call } from '../http/calls.js'
import type { MeterReading, Reading } from './bodies.js'
import { DAILY_ENERGY, LOAD_CURVE, MAX_POWER } from './bodies.js'
import type { EnedisCause, EnedisError } from './enedis-error.js'
import { enedisError } from './enedis-error.js'
import type { EnedisLine } from './line.js'
import type { MeteringQuestion, MeteringService } from './rules.js'
import { checkQuestion, isPublished } from './rules.js'

const BASE_URL = 'https://gw.ext.prod.api.enedis.fr'
const PATHS = {
  'daily CONSUMPTION': '/metering_data_dc/v5/daily_consumption',
  'daily PRODUCTION': '/metering_data_dp/v5/daily_production',
  'curve CONSUMPTION': '/metering_data_clc/v5/consumption_load_curve',
  'curve PRODUCTION': '/metering_data_plc/v5/production_load_curve',
  'power CONSUMPTION': '/metering_data_dcmp/v5/daily_consumption_max_power',
  'power PRODUCTION': '/metering_data_dcmp/v5/daily_consumption_max_power',
} as const
const READING_TYPES = { daily: DAILY_ENERGY, curve: LOAD_CURVE, power: MAX_POWER } as const
const CUSTOMER_PATHS = {
  contract: '/customers_upc/v5/usage_points/contracts',
  address: '/customers_upa/v5/usage_points/addresses',
  customer: '/customers_i/v5/identity',
  contact: '/customers_cd/v5/contact_data',
} as const

export type CustomerService = keyof typeof CUSTOMER_PATHS

/** On whose behalf the gateway calls: where the call is counted, and which faults bite. */
export interface Caller {
  readonly call: Call
  readonly faults: RequestFaults
}

/** The distributor behind the gateway. Ranges are [start; end[, whole Paris days; load-curve labels are interval ENDs. */
export class Enedis {
  publicationHour: number

  constructor(
    private readonly clock: SimulatorClock,
    private readonly line: EnedisLine,
    publicationHour: number,
  ) {
    this.publicationHour = publicationHour
  }

  async readings(household: Household, question: MeteringQuestion, caller: Caller): Promise<MeterReading> {
    const { service, direction, start, end } = question
    const url =
      `${BASE_URL}${PATHS[`${service} ${direction}`]}` +
      `?usage_point_id=${household.pdl}&start=${start}&end=${end}`
    await this.travel(caller, url, { start, end })
    const now = this.clock.now()
    const refuse = (cause: EnedisCause, text?: string): EnedisError => enedisError(cause, url, text)
    const range = checkQuestion(question, household, dayOf(now), refuse)
    const days = daysOf({ from: range.start, to: range.end })
    const held = days.flatMap((day) => this.readingsOf(household, question, day, now))
    const readings = spoil(held, service, caller.faults)
    if (readings.length === 0) throw refuse('no_data_found')
    return {
      usage_point_id: household.pdl,
      start,
      end,
      quality: 'BRUT',
      reading_type: READING_TYPES[service],
      interval_reading: readings,
    }
  }

  /** Throws what Enedis answers; otherwise the gateway may read the customer's file. */
  async openFile(household: Household, service: CustomerService, caller: Caller): Promise<void> {
    const url = `${BASE_URL}${CUSTOMER_PATHS[service]}?usage_point_id=${household.pdl}`
    await this.travel(caller, url)
    if (!household.consent) throw enedisError('ADAM-DC-0008', url)
  }

  private async travel(caller: Caller, url: string, asked?: { start: string; end: string }): Promise<void> {
    caller.call.enedisCalls += 1
    await this.line.travel()
    const fault = caller.faults.first(
      'enedis',
      ({ firstDay, lastDay }) =>
        asked === undefined ||
        ((lastDay === undefined || asked.start <= lastDay) &&
          (firstDay === undefined || asked.end > firstDay)),
    )
    if (fault) throw enedisError(fault.cause, url, fault.description)
  }

  private readingsOf(
    { meter }: Household,
    { service, direction }: MeteringQuestion,
    day: Day,
    now: Instant,
  ): Reading[] {
    if (meter.missingDays.has(day) || (service === 'curve' && !meter.loadCurve)) return []
    if (!isPublished(day, meter.lateDays, this.publicationHour, now)) return []
    const recorder = direction === 'CONSUMPTION' ? meter.consumption : meter.production
    const record = recorder?.day(day)
    return record ? SHAPES[service](day, record) : []
  }
}

const SHAPES: Record<MeteringService, (day: Day, record: DayRecord) => Reading[]> = {
  daily: (day, { energyWh }) => (energyWh === null ? [] : [{ value: String(energyWh), date: day }]),
  curve: (day, { minutes, powersW }) => {
    const labels = endLabels(day, minutes)
    return powersW.flatMap((powerW, index) =>
      powerW === null
        ? []
        : [
            {
              value: String(powerW),
              date: labels[index] ?? '',
              interval_length: `PT${minutes}M`,
              measure_type: 'B',
            },
          ],
    )
  },
  power: (day, { peak }) => {
    if (!peak) return []
    const wall = wallMinutes(minutesOf(day), Math.floor(peak.elapsedSeconds / 60))
    return [{ value: String(peak.powerVa), date: `${day} ${clockText(wall, peak.elapsedSeconds % 60)}` }]
  },
}
