import { Args, Float, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'

import { InvalidInput, perDay } from '../core/index.js'
import { BalanceService } from './balance.service.js'
import { BalanceArgs } from './balance.args.js'
import { Balance, BatteryResult } from './balance.types.js'

@Resolver(() => Balance)
export class BalanceResolver {
  constructor(private readonly balances: BalanceService) {}

  @Query(() => Balance, {
    complexity: perDay(),
    description: 'Drawn against injected, as the meters see them.',
  })
  balance(@Args() { pdl, granularity, ...asked }: BalanceArgs): Promise<Balance> {
    return this.balances.of(pdl ?? null, granularity, asked)
  }

  @ResolveField(() => BatteryResult, {
    description: 'What a battery would have done on the slots known both ways.',
  })
  battery(
    @Parent() balance: Balance,
    @Args('capacityWh', { type: () => Int, description: 'Usable.' }) capacityWh: number,
    @Args('powerW', { type: () => Int, description: 'Both ways.' }) powerW: number,
    @Args('efficiencyRatio', { type: () => Float, defaultValue: 0.9, description: 'Round trip.' })
    efficiencyRatio: number,
  ): Promise<BatteryResult> {
    if (capacityWh <= 0 || powerW <= 0 || efficiencyRatio <= 0 || efficiencyRatio > 1)
      throw new InvalidInput('A battery has a capacity, a power, and gives back at most what it took.')
    return this.balances.battery(balance, { capacityWh, powerW, efficiencyRatio })
  }
}
