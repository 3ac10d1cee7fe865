import { Args, Mutation, Query, Resolver } from '@nestjs/graphql'

import type { Day } from '../core/index.js'
import { DayScalar } from '../core/index.js'
import { TaxRate, TaxRateInput } from './contract.types.js'
import { DayTypesService } from './day-types.service.js'
import { RatesService } from './rates.service.js'

const calendarArg = { type: () => String, description: 'EJP, ZEN_FLEX, or the dayType of a rule.' } as const

@Resolver()
export class RatesResolver {
  constructor(
    private readonly rates: RatesService,
    private readonly dayTypes: DayTypesService,
  ) {}

  @Query(() => [TaxRate], { description: 'Dated tax table used to split prices.' })
  async taxRates(): Promise<TaxRate[]> {
    return [...(await this.rates.all())]
  }

  @Mutation(() => [TaxRate], {
    description: 'Replaces the dated tax table; null returns to the built-in one.',
  })
  async saveTaxRates(
    @Args('rates', { type: () => [TaxRateInput], nullable: true, description: 'The whole table.' })
    rates?: TaxRateInput[],
  ): Promise<TaxRate[]> {
    const table =
      rates?.map(({ tax, from, rate, source }) => ({ tax, from, rate, source: source ?? null })) ?? null
    return [...(await this.rates.save(table))]
  }

  @Query(() => [DayScalar], {
    description: 'Days that an offer bills apart and nobody publishes to us (EJP, Zen Flex), as entered.',
  })
  specialDays(@Args('calendar', calendarArg) calendar: string): Promise<Day[]> {
    return this.dayTypes.specialDays(calendar)
  }

  @Mutation(() => [DayScalar], { description: 'Replaces the days of a calendar.' })
  setSpecialDays(
    @Args('calendar', calendarArg) calendar: string,
    @Args('dates', { type: () => [DayScalar], description: 'All of them, in any order.' }) dates: Day[],
  ): Promise<Day[]> {
    return this.dayTypes.setSpecialDays(calendar, dates)
  }
}
