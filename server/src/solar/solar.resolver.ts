import { Args, Mutation, Query, Resolver } from '@nestjs/graphql'

import type { Problem } from '../core/index.js'
import { orProblem, problemOf } from '../core/index.js'
import type { SolarPatch } from './solar.service.js'
import { SolarService } from './solar.service.js'
import { SolarSource, SolarSourceInput, SolarSourceResult } from './solar.types.js'

@Resolver(() => SolarSource)
export class SolarResolver {
  constructor(private readonly solar: SolarService) {}

  @Query(() => SolarSource, {
    description: 'Where true production comes from, live. Files come by POST /api/imports.',
  })
  async solarSource(): Promise<SolarSource> {
    const { live } = this.solar
    return Object.assign(new SolarSource(), {
      ...(await this.solar.options()),
      hasPassword: await this.solar.hasPassword(),
      state: live?.state ?? 'OFF',
      problem: live?.problem ? problemOf(live.problem) : null,
      lastAt: live?.lastAt ?? null,
      lastValue: live?.lastValue ?? null,
    })
  }

  @Mutation(() => SolarSourceResult, {
    description: 'Changes the source of true production and listens anew.',
  })
  saveSolarSource(
    @Args('input', { description: 'A patch.' }) input: SolarSourceInput,
  ): Promise<SolarSource | Problem> {
    return orProblem(async () => {
      await this.solar.save(patchOf(input))
      return this.solarSource()
    }, ['INVALID_INPUT'])
  }
}

/** Left out = keep; null empties what may be empty. */
function patchOf(input: SolarSourceInput): SolarPatch {
  const { password, enabled, unit, jsonPath, pdl, brokerUrl, username, topic } = input
  const text = (key: 'pdl' | 'brokerUrl' | 'username' | 'topic', value: string | null | undefined) =>
    value === undefined ? {} : { [key]: value === null ? null : value.trim() || null }
  return {
    ...text('pdl', pdl),
    ...text('brokerUrl', brokerUrl),
    ...text('username', username),
    ...text('topic', topic),
    ...(enabled == null ? {} : { enabled }),
    ...(unit == null ? {} : { unit }),
    ...(jsonPath === undefined ? {} : { jsonPath: jsonPath === null ? '' : jsonPath.trim() }),
    ...(password === undefined ? {} : { password }),
  }
}
