import { DriverException } from '@mikro-orm/core'
import { Module } from '@nestjs/common'
import type { INestApplication } from '@nestjs/common'
import {
  Args,
  Field,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Subscription,
} from '@nestjs/graphql'
import { Test } from '@nestjs/testing'
import { IsInt, IsOptional, Max } from 'class-validator'
import { getIntrospectionQuery } from 'graphql'
import { createClient } from 'graphql-ws'
import type { Client, ExecutionResult } from 'graphql-ws'
import type { AddressInfo } from 'node:net'
import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'

import { AppError } from '../errors.js'
import { EventBus } from '../event-bus.js'
import type { Day, Instant } from '../time/paris.js'
import {
  ApiModule,
  counted,
  DatasetEnum,
  DateRange,
  DayScalar,
  DurationScalar,
  eventStream,
  InstantScalar,
  itself,
  PeriodEnum,
  perDay,
  Problem,
  problemOf,
} from './index.js'
import type { Period } from './index.js'

class CountingBus extends EventBus {
  readonly open = new Set<() => void>()

  override on: EventBus['on'] = (name, owner, listener) => {
    const stop = super.on(name, owner, listener)
    this.open.add(stop)
    return () => {
      this.open.delete(stop)
      stop()
    }
  }
}
const bus = new CountingBus()

@InputType()
class ThingInput {
  @Field(() => Int)
  @IsInt()
  @Max(10)
  size: number

  @Field(() => String, { nullable: true })
  @IsOptional()
  note?: string
}

@ObjectType()
class Point {
  @Field(() => DayScalar)
  day: Day

  @Field(() => Point)
  self: Point
}

@ObjectType()
class Points {
  @Field(() => [Point], { complexity: counted })
  points: Point[]
}

@Resolver()
class DemoResolver {
  @Query(() => DayScalar)
  day(@Args('day', { type: () => DayScalar }) day: Day): Day {
    return day
  }

  @Query(() => InstantScalar)
  instant(@Args('at', { type: () => InstantScalar }) at: Instant): Instant {
    return at
  }

  @Query(() => DurationScalar)
  wait(@Args('ms', { type: () => Int }) ms: number): number {
    return ms
  }

  @Query(() => Points, { complexity: perDay() })
  curve(@Args('period', { type: () => PeriodEnum, nullable: true }) _period?: Period): Points {
    const point: Point = { day: '2026-01-01' as Day, self: undefined as never }
    point.self = point
    return { points: [point] }
  }

  @Query(() => Int, { nullable: true })
  fails(@Args('how', { type: () => String }) how: string): number {
    if (how === 'ours') {
      throw new AppError('QUOTA_EXHAUSTED', 'No call left today.', {
        retryAt: Date.UTC(2026, 10, 25),
        level: 'debug',
      })
    }
    if (how === 'driver')
      throw new DriverException(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }))
    throw new Error('password=hunter2')
  }

  @Query(() => [Problem])
  problems(): Problem[] {
    return [problemOf(new AppError('NO_DATA', 'None.'), '01234567890123')]
  }

  @Mutation(() => Int)
  make(@Args('input') input: ThingInput): number {
    return input.size
  }

  @Subscription(() => DateRange, { resolve: itself })
  merged(@Args('dataset', { type: () => DatasetEnum, nullable: true }) dataset?: string) {
    return eventStream(bus, 'ReadingsMerged', {
      filter: (event) => !dataset || event.dataset === dataset,
      map: (event) => event.ranges[0] ?? null,
    })
  }

  @Subscription(() => Int, { resolve: itself })
  broken() {
    return eventStream(bus, 'ReadingsMerged', {
      map: () => {
        throw new Error('password=hunter2')
      },
    })
  }
}

@Module({ imports: [ApiModule], providers: [DemoResolver] })
class DemoModule {}

let app: INestApplication
let port: number

beforeAll(async () => {
  const module = await Test.createTestingModule({ imports: [DemoModule] }).compile()
  app = module.createNestApplication({ logger: false })
  await app.listen(0, '127.0.0.1')
  port = (app.getHttpServer().address() as AddressInfo).port
})
afterAll(() => app.close())

interface Answer {
  data?: Record<string, unknown> | null
  errors?: { message: string; path?: string[]; extensions: Record<string, unknown> }[]
}

async function ask(query: string, variables?: Record<string, unknown>): Promise<Answer> {
  const response = await request(app.getHttpServer()).post('/graphql').send({ query, variables })
  return response.body as Answer
}

const codeOf = async (query: string, variables?: Record<string, unknown>) =>
  (await ask(query, variables)).errors?.[0]?.extensions.code

describe('scalars', () => {
  it('write instants with the offset of Paris and lengths in ISO 8601', async () => {
    const { data } = await ask(
      '{ day(day: "2026-02-28") instant(at: "2026-07-01T00:00:00Z") wait(ms: 5400000) }',
    )
    expect(data).toEqual({ day: '2026-02-28', instant: '2026-07-01T02:00:00+02:00', wait: 'PT1H30M' })
  })

  it('refuse days that do not exist and instants without an offset', async () => {
    expect(await codeOf('{ day(day: "2026-02-30") }')).toBe('GRAPHQL_VALIDATION_FAILED')
    expect(await codeOf('{ instant(at: "2026-07-01T00:00:00") }')).toBe('GRAPHQL_VALIDATION_FAILED')
    expect(await codeOf('query ($d: Date!) { day(day: $d) }', { d: '26-2-1' })).toBe('BAD_USER_INPUT')
  })
})

describe('errors', () => {
  it('carry the code of an AppError and when to try again', async () => {
    const { errors } = await ask('{ fails(how: "ours") }')
    expect(errors).toEqual([
      expect.objectContaining({
        message: 'No call left today.',
        path: ['fails'],
        extensions: { code: 'QUOTA_EXHAUSTED', retryAt: '2026-11-25T01:00:00+01:00' },
      }),
    ])
  })

  it('say nothing of what is our fault', async () => {
    const { errors } = await ask('{ fails(how: "other") }')
    expect(JSON.stringify(errors)).not.toContain('hunter2')
    expect(errors?.[0]?.extensions).toEqual({ code: 'INTERNAL' })
  })

  it('tell a database that does not answer', async () => {
    expect(await codeOf('{ fails(how: "driver") }')).toBe('STORAGE_UNAVAILABLE')
  })

  it('name the faulty fields of an input', async () => {
    const { errors } = await ask('mutation { make(input: { size: 99 }) }')
    expect(errors?.[0]?.extensions).toEqual({
      code: 'INVALID_INPUT',
      fields: [{ path: 'size', rule: 'range', message: 'size must not be greater than 10' }],
    })
  })

  it('keep the codes of syntax and schema', async () => {
    expect(await codeOf('{ nothing')).toBe('GRAPHQL_PARSE_FAILED')
    expect(await codeOf('{ nothing }')).toBe('GRAPHQL_VALIDATION_FAILED')
  })

  it('become data where a union expects them', async () => {
    const { data } = await ask('{ problems { code message pdl retryAt fields { path } } }')
    expect(data?.problems).toEqual([
      { code: 'NO_DATA', message: 'None.', pdl: '01234567890123', retryAt: null, fields: [] },
    ])
  })
})

describe('limits', () => {
  const nested = (levels: number) =>
    `{ curve { points { ${'self { '.repeat(levels)} day ${'} '.repeat(levels)} } } }`

  it('let nine levels pass and not ten', async () => {
    expect(await codeOf(nested(6))).toBeUndefined()
    expect(await codeOf(nested(7))).toBe('TOO_COMPLEX')
  })

  it('look through fragments', async () => {
    expect(
      await codeOf(
        `{ curve { points { ...a } } } fragment a on Point { self { self { self { ...b } } } } fragment b on Point { self { self { self { self { day } } } } }`,
      ),
    ).toBe('TOO_COMPLEX')
  })

  it('count aliases at the root', async () => {
    const aliases = (count: number) =>
      `{ ${Array.from({ length: count }, (_, i) => `a${i}: wait(ms: 1)`).join(' ')} }`
    expect(await codeOf(aliases(30))).toBeUndefined()
    expect(await codeOf(aliases(31))).toBe('TOO_COMPLEX')
  })

  it('estimate the answer from the range', async () => {
    const query =
      'query ($period: Period) { curve(period: $period) { points { day self { self { self { self { day } } } } } } }'
    expect(await codeOf(query, { period: 'LAST_YEAR' })).toBeUndefined()
    expect(await codeOf(query, { period: 'ALL' })).toBe('TOO_COMPLEX')
  })

  it('let a full introspection pass', async () => {
    const { data, errors } = await ask(
      getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true }),
    )
    expect(errors).toBeUndefined()
    expect(data).toHaveProperty('__schema.types')
  })

  it('refuse hostile documents before they run', async () => {
    expect(await codeOf(`{ ${'a '.repeat(30_000)} }`)).toBe('GRAPHQL_PARSE_FAILED')
    expect(await codeOf(`{ ${'wait(ms: 1) '.repeat(1_600)} }`)).toBe('GRAPHQL_VALIDATION_FAILED')
    expect(await codeOf('{ curve '.repeat(4_000))).toBe('GRAPHQL_PARSE_FAILED')
  })

  it('refuse a plain GET without the header that a form cannot send', async () => {
    await request(app.getHttpServer()).get('/graphql?query={wait(ms:1)}').expect(400)
  })
})

describe('subscriptions', () => {
  function connect(): Client {
    return createClient({ url: `ws://127.0.0.1:${port}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0 })
  }
  const merge = (dataset: 'TEMPO' | 'ECOWATT') => {
    bus.publish('ReadingsMerged', {
      pdl: null,
      dataset,
      ranges: [{ from: '2026-01-01' as Day, to: '2026-01-02' as Day }],
    })
  }

  it('tell what changed, to those who asked, until they leave', async () => {
    const client = connect()
    const stream = client.iterate({ query: 'subscription { merged(dataset: TEMPO) { from to } }' })
    const first = stream.next()
    await expect.poll(() => bus.open.size).toBe(1)
    merge('ECOWATT')
    merge('TEMPO')
    expect((await first).value).toEqual({ data: { merged: { from: '2026-01-01', to: '2026-01-02' } } })
    await client.dispose()
    await expect.poll(() => bus.open.size).toBe(0)
  })

  it('forget a client whose connection breaks', async () => {
    const client = connect()
    const waiting = client.iterate({ query: 'subscription { merged { from } }' }).next()
    await expect.poll(() => bus.open.size).toBe(1)
    client.terminate()
    await waiting.catch(() => undefined)
    await expect.poll(() => bus.open.size).toBe(0)
  })

  async function refused(query: string, variables?: Record<string, unknown>) {
    const client = connect()
    try {
      const { value } = await client.iterate({ query, variables }).next()
      return (value as ExecutionResult).errors?.[0]?.extensions.code
    } catch (errors) {
      return (errors as { extensions?: { code?: string } }[])[0]?.extensions?.code
    } finally {
      await client.dispose()
    }
  }

  it('tell the failure of a stream without its words, and end it alone', async () => {
    const client = connect()
    const stream = client.iterate({ query: 'subscription { broken }' })
    const first = stream.next()
    await expect.poll(() => bus.open.size).toBe(1)
    merge('TEMPO')
    expect((await first).value?.errors).toEqual([
      { message: 'Something unexpected happened.', extensions: { code: 'INTERNAL' } },
    ])
    expect((await stream.next()).done).toBe(true)
    expect(bus.open.size).toBe(0)
    await client.dispose()
  })

  it('refuse a message above 64 KB', async () => {
    vi.spyOn(console, 'error').mockReturnValueOnce()
    const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws')
    const code = await new Promise((settle) => {
      socket.on('open', () => socket.send(' '.repeat(70_000)))
      socket.on('close', settle)
    })
    expect(code).toBe(1009)
  })

  it('obey the same limits with the same codes', async () => {
    expect(await refused('subscription { nothing }')).toBe('GRAPHQL_VALIDATION_FAILED')
    expect(await refused('subscription {')).toBe('GRAPHQL_PARSE_FAILED')
    expect(await refused('query ($d: Date!) { day(day: $d) }', { d: 'x' })).toBe('BAD_USER_INPUT')
    expect(await refused(`{ ${'wait(ms: 1) '.repeat(31)} }`)).toBe('TOO_COMPLEX')
    expect(await refused('{ fails(how: "other") }')).toBe('INTERNAL')
  })
})
