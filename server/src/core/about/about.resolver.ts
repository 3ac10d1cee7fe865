import { EntityManager } from '@mikro-orm/postgresql'
import { Field, Float, ObjectType, Query, Resolver } from '@nestjs/graphql'

import { Env } from '../config/env.js'
import { InstantScalar } from '../graphql/scalars.js'
import { Clock } from '../time/clock.js'
import type { Instant } from '../time/paris.js'
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
  ) {}

  @Query(() => About, { description: 'Version, clock and size of this installation.' })
  async about(): Promise<About> {
    const [row] = await this.em
      .fork()
      .execute<{ bytes: number }[]>('select pg_database_size(current_database())::float8 as bytes')
    return {
      version: productVersion,
      now: this.clock.now(),
      demo: this.env.DEMO,
      databaseBytes: row?.bytes ?? 0,
    }
  }
}
