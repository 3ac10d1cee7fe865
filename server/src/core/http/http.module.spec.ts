import { MikroORM } from '@mikro-orm/core'
import { Global, Module } from '@nestjs/common'
import { Query, Resolver } from '@nestjs/graphql'
import type { NestExpressApplication } from '@nestjs/platform-express'
import { Test } from '@nestjs/testing'
import { buildSchema, parse, validate } from 'graphql'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'

import { ApiModule } from '../graphql/index.js'
import { configureHttp, HttpModule, Metrics } from './index.js'
import { examples } from './playground-examples.js'

let databaseUp = true
const client = mkdtempSync(join(tmpdir(), 'client-'))

@Resolver()
class HelloResolver {
  @Query(() => String)
  hello(): string {
    return 'hello'
  }
}

@Global()
@Module({
  providers: [{ provide: MikroORM, useValue: { isConnected: () => Promise.resolve(databaseUp) } }],
  exports: [MikroORM],
})
class FakeDatabase {}

@Module({ imports: [FakeDatabase, ApiModule, HttpModule], providers: [HelloResolver] })
class DemoModule {}

let app: NestExpressApplication
let port: number
const http = () => request(`http://127.0.0.1:${port}`)

beforeAll(async () => {
  const module = await Test.createTestingModule({ imports: [DemoModule] }).compile()
  app = module.createNestApplication<NestExpressApplication>({ bodyParser: false, logger: false })
  configureHttp(app, { ALLOWED_HOSTS: ['linky.home'], CLIENT_DIR: client })
  await app.listen(0, '127.0.0.1')
  port = (app.getHttpServer().address() as AddressInfo).port
})
afterAll(async () => {
  await app.close()
  rmSync(client, { recursive: true })
})

describe('doors', () => {
  it('refuse unknown names everywhere, and say what to do', async () => {
    for (const path of ['/', '/graphql', '/health', '/playground', '/metrics']) {
      const { status, text } = await http().get(path).set('host', 'evil.example')
      expect({ path, status }).toEqual({ path, status: 421 })
      expect(text).toContain('ALLOWED_HOSTS')
    }
    await http().get('/health').set('host', 'linky.home').expect(200)
  })

  it('refuse changes from pages of other sites', async () => {
    const ask = (origin?: string) => {
      const test = http().post('/graphql')
      return (origin ? test.set('origin', origin) : test).send({ query: '{ hello }' })
    }
    await ask('http://evil.example').expect(403)
    await ask(`http://127.0.0.1:${port}`).expect(200, { data: { hello: 'hello' } })
    await ask().expect(200)
  })

  const open = (headers: Record<string, string>, path = '/graphql') =>
    new Promise<string>((settle) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, 'graphql-transport-ws', { headers })
      socket.on('open', () => {
        settle('open')
        socket.close()
      })
      socket.on('error', ({ message }) => settle(message))
    })

  it('refuse websockets of other sites before they open', async () => {
    expect(await open({ origin: 'http://evil.example' })).toContain('403')
    expect(await open({ host: 'evil.example' })).toContain('421')
    expect(await open({ origin: `http://127.0.0.1:${port}` })).toBe('open')
    expect(await open({})).toBe('open')
    expect(await open({}, '/elsewhere')).toContain('404')
  })
})

describe('bodies', () => {
  it('are JSON', async () => {
    await http().post('/graphql').type('text/plain').send('{"query":"{hello}"}').expect(415)
    await http().post('/graphql').type('form').send({ query: '{ hello }' }).expect(415)
    await http().post('/graphql').type('json').send('{').expect(400)
  })

  it('hold 64 KB at most', async () => {
    const { status, body } = await http()
      .post('/graphql')
      .send({ query: `{ hello } #${'x'.repeat(70_000)}` })
    expect(status).toBe(413)
    expect(body.errors[0].extensions.code).toBe('TOO_LARGE')
  })
})

describe('headers', () => {
  it('keep scripts at home and never send a browser to HTTPS', async () => {
    const { headers } = await http().get('/health')
    expect(headers['content-security-policy']).toContain("script-src 'self';")
    expect(headers['content-security-policy']).not.toContain('upgrade-insecure-requests')
    expect(headers).not.toHaveProperty('strict-transport-security')
    expect(headers).not.toHaveProperty('x-powered-by')
    expect(headers['x-content-type-options']).toBe('nosniff')
  })
})

describe('health', () => {
  it('follows the database', async () => {
    await http().get('/health').expect(200, { live: true, ready: true, database: 'up' })
    databaseUp = false
    await http().get('/health').expect(503, { live: true, ready: false, database: 'down' })
    await http().get('/health/ready').expect(503)
    await http().get('/health/live').expect(200, { live: true })
    databaseUp = true
  })
})

describe('metrics', () => {
  it('count what other modules report, and never a path that a stranger made up', async () => {
    app.get(Metrics).gatewayCalls.inc({ counter: 'fresh', outcome: 'ok' })
    await http().get('/never-heard-of')
    const { text } = await http().get('/metrics').expect(200)
    expect(text).toContain('linky_gateway_calls_total{counter="fresh",outcome="ok"} 1')
    expect(text).toMatch(/linky_graphql_operation_seconds_count\{operation="query",outcome="ok"\} \d/)
    expect(text).toContain('process_cpu_seconds_total')
    expect(text).not.toContain('never-heard-of')
  })
})

describe('the client', () => {
  it('says plainly that it is not built', async () => {
    const { status, text } = await http().get('/')
    expect(status).toBe(503)
    expect(text).toContain('npm run build')
  })

  it('is served: one page for every address, hashed assets for ever, missing files missing', async () => {
    mkdirSync(join(client, 'assets'))
    writeFileSync(join(client, 'index.html'), '<p>the page</p>')
    writeFileSync(join(client, 'assets', 'app-1.js'), 'let a')
    for (const path of ['/', '/consumption/2026-01']) {
      const { text, headers } = await http().get(path).expect(200)
      expect(text).toContain('the page')
      expect(headers['cache-control']).toBe('no-cache')
    }
    const { headers } = await http().get('/assets/app-1.js').expect(200)
    expect(headers['cache-control']).toContain('immutable')
    await http().get('/x.js').expect(404)
    await http().get('/assets/gone.js').expect(404)
    await http().get('/api/nothing').expect(404)
    await http().post('/').expect(404)
  })
})

describe('the playground', () => {
  it('comes from our own origin, without inline script or promotion', async () => {
    const { text, headers } = await http().get('/playground').expect(200)
    expect(text).toContain('<base href="/playground/">')
    expect(text).not.toMatch(/https?:\/\//)
    expect(headers['content-security-policy']).toContain("script-src 'self'")
    const options = (await http().get('/playground/options.js').expect(200)).text
    expect(options).toContain("'banners.disable': true")
    await http().get('/playground/main.js').expect(200)
    await http().get('/playground/gone.js').expect(404)
  })

  it('proposes only queries that the schema knows', () => {
    const schema = buildSchema(
      readFileSync(resolve(import.meta.dirname, '../../../../schema.graphql'), 'utf8'),
    )
    for (const { name, query } of examples) expect(validate(schema, parse(query)), name).toEqual([])
  })
})
