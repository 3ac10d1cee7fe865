import { EntityManager } from '@mikro-orm/postgresql'
import { Args, Context, Field, Float, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql'
import type { Response } from 'express'

import { Env } from '../config/env.js'
import { InstantScalar } from '../graphql/scalars.js'
import { Clock } from '../time/clock.js'
import type { Instant } from '../time/paris.js'
import { DemoSwitch } from './demo-switch.js'
import { productVersion } from './product-version.js'

@ObjectType({ description: 'This installation.' })
export class About {
  @Field(() => String, { description: 'Ours.' })
  version: string

  @Field(() => InstantScalar, { description: "The server's clock." })
  now: Instant

  @Field(() => Boolean, { description: 'It runs on the demo household.' })
  demo: boolean

  @Field(() => Float, { description: 'Size of the database.' })
  databaseBytes: number
}

@Resolver()
export class AboutResolver {
  constructor(
    private readonly em: EntityManager,
    private readonly env: Env,
    private readonly clock: Clock,
    private readonly demo: DemoSwitch,
  ) {}

  @Query(() => About, { description: 'Version, clock and size of this installation.' })
  about(): Promise<About> {
    return this.describe(this.env.DEMO)
  }

  @Mutation(() => About, {
    description:
      'Goes to the demo household (simulator and database of its own), or back; remembered. The server comes back on the other household a moment after the answer: ask about.demo until it says so.',
  })
  async setDemo(
    @Args('on', { type: () => Boolean, description: 'Into the demo household, or back.' }) on: boolean,
    @Context() { res }: { res?: Response },
  ): Promise<About> {
    const { database, go } = await this.demo.prepare(on)
    const about = await this.describe(on, database)
    // The answer leaves before the door closes.
    if (res === undefined) setImmediate(go)
    else res.once('close', go)
    return about
  }

  private async describe(demo: boolean, database?: string): Promise<About> {
    const [row] = await this.em
      .fork()
      .execute<{ bytes: number }[]>(
        'select pg_database_size(coalesce(?, current_database()))::float8 as bytes',
        [database ?? null],
      )
    return { version: productVersion, now: this.clock.now(), demo, databaseBytes: row?.bytes ?? 0 }
  }
}
