import type { EntityManager } from '@mikro-orm/postgresql'
import type { OnModuleInit } from '@nestjs/common'
import { Injectable } from '@nestjs/common'

import type { Day, DayRange, Direction } from '../core/index.js'
import { addDays, Clock, dayOf, daysOf, earliest, latest, recordChanges, Settings } from '../core/index.js'
import { directionsOf, ReadingsRepository, UsagePoint, UsagePointsService } from '../readings/index.js'
import { TempoService } from '../tempo/index.js'
import { contractOn } from './contract.js'
import { dayTypesOf, needsColors } from './day-types.js'
import { MeterPricer } from './meter-pricer.js'
import { contractsIn } from './timeline-reading.js'
import { touchedDays } from './touched-days.js'

/** The prices of a meter's direction over the days it has readings of. */
interface Priced {
  readonly pdl: string
  readonly direction: Direction
  readonly held: DayRange
  readonly pricer: MeterPricer
}

/**
 * Notes in the change log, as dataset OFFERS, the days of each meter whose prices move, in the transaction of what moves
 * them: exports then send these days again, and no other.
 */
@Injectable()
export class PriceChanges implements OnModuleInit {
  constructor(
    private readonly points: UsagePointsService,
    private readonly readings: ReadingsRepository,
    private readonly tempo: TempoService,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.points.witnessedBy((em, write) => this.noting(em, null, write))
    this.tempo.witnessedBy((em, days) => this.noteColors(em, days))
  }

  /**
   * Performs a write that may move prices, within its transaction, and compares them before and after.
   * @param pdls meters that it may concern; null = all
   */
  async noting<T>(em: EntityManager, pdls: readonly string[] | null, write: () => Promise<T>): Promise<T> {
    const before = await this.priced(em, pdls)
    const result = await write()
    await em.flush()
    const after = await this.priced(em, pdls)
    for (const { pdl, direction, held, pricer } of after) {
      const then = before.find((one) => one.pdl === pdl && one.direction === direction)
      const days = touchedDays(then?.pricer ?? UNPRICED, pricer, daysOf(held))
      await recordChanges(em, { pdl, dataset: 'OFFERS', days })
    }
    return result
  }

  /** A colour runs from 06:00 to 06:00: it prices its day and the night after. */
  private async noteColors(em: EntityManager, colored: readonly Day[]): Promise<void> {
    const days = [...new Set(colored.flatMap((day) => [day, addDays(day, 1)]))].sort()
    for (const { pdl, held, pricer } of await this.priced(em, null)) {
      const touched = days.filter((day) => {
        const contract = contractOn(pricer.contracts, day)
        return day >= held.from && day < held.to && contract !== null && needsColors(contract)
      })
      await recordChanges(em, { pdl, dataset: 'OFFERS', days: touched })
    }
  }

  /** As the transaction sees them, whatever it has loaded before. */
  private async priced(em: EntityManager, pdls: readonly string[] | null): Promise<Priced[]> {
    const own = em.fork({ keepTransactionContext: true })
    const points = await own.find(UsagePoint, pdls === null ? {} : { pdl: { $in: [...pdls] } })
    const today = dayOf(this.clock.now())
    const all: Priced[] = []
    for (const point of points) {
      for (const direction of directionsOf(point)) {
        const held = await this.held(point.pdl, direction)
        if (!held) continue
        const contracts = await contractsIn(own, point, direction, () => Promise.resolve(held.from))
        const { tempo, settings } = this
        const types = await dayTypesOf(contracts, held, { tempo, settings, today }, own)
        all.push({ pdl: point.pdl, direction, held, pricer: new MeterPricer(contracts, types) })
      }
    }
    return all
  }

  private async held(pdl: string, direction: Direction): Promise<DayRange | null> {
    const extents = await Promise.all(
      ([`${direction}_DAILY`, `${direction}_CURVE`] as const).map((dataset) =>
        this.readings.extent({ pdl, dataset }),
      ),
    )
    const [one, other] = extents.filter((extent) => extent !== null)
    if (!one) return null
    return {
      from: earliest(one.first, other?.first ?? one.first),
      to: addDays(latest(one.last, other?.last ?? one.last), 1),
    }
  }
}

const UNPRICED = new MeterPricer([], {
  color: () => undefined,
  isSpecial: () => undefined,
  isHoliday: () => false,
})
