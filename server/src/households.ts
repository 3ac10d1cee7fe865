import { AsyncLocalStorage } from 'node:async_hooks'

import { Logger } from '@nestjs/common'
import type { NestExpressApplication } from '@nestjs/platform-express'

import { ormOptions } from '../mikro-orm.config.js'

import { createApp } from './app.js'
import type { DatabaseAddress, Env, Passage } from './core/index.js'
import { AppError, DemoSwitch, describeAddress, messageOf, migrate } from './core/index.js'
import { demoEnv } from './demo-env.js'
import type { DemoGateway } from './demo-gateway.js'
import { startDemoGateway } from './demo-gateway.js'
import { DemoMemory } from './demo-memory.js'

export interface HouseholdsOptions {
  readonly env: Env
  /** Of the real household; the demo's database is beside it, on the same server. */
  readonly address: DatabaseAddress
  /** Neither household can be opened any more. */
  readonly onLost: (error: unknown) => void
}

/** The real household and the invented one: each with its gateway and its database, one of them served at a time. */
export class Households extends DemoSwitch {
  private readonly logger = new Logger('Households')
  private readonly memory: DemoMemory
  private readonly demoAddress: DatabaseAddress
  private readonly realEnv: Env
  private app: NestExpressApplication | undefined
  private gateway: Promise<DemoGateway> | undefined
  private isDemo = false
  private port: number
  private moving = Promise.resolve()
  private closed = false
  /** Whoever asks for the passage is a request of the household that is left: nothing of its context may come along. */
  private readonly outside = AsyncLocalStorage.snapshot()

  constructor(private readonly options: HouseholdsOptions) {
    super()
    const { address, env } = options
    this.memory = new DemoMemory(address)
    this.demoAddress = { ...address, database: `${address.database}_demo` }
    this.realEnv = env.with({ DEMO: false })
    this.port = env.PORT
  }

  /** Serves the household that was left open, or the demo when the environment asks for it. */
  async open(): Promise<void> {
    const { env, address } = this.options
    await migrate(ormOptions(address))
    if (env.DEMO || (await this.memory.read())) {
      try {
        await this.makeDemoReady()
        await this.serve(true)
        return
      } catch (error) {
        if (env.DEMO) throw error
        this.logger.error(`${messageOf(error)} The real household is opened instead.`)
        await this.leave()
      }
    }
    await this.serve(false)
  }

  override async prepare(on: boolean): Promise<Passage> {
    const database = (on ? this.demoAddress : this.options.address).database
    if (on) await this.makeDemoReady()
    await this.memory.write(on)
    return {
      database,
      go: () => {
        this.outside(() => {
          this.moving = this.moving.then(() => this.moveTo(on))
        })
      },
    }
  }

  async close(): Promise<void> {
    this.closed = true
    await this.moving
    await this.leave()
  }

  private async makeDemoReady(): Promise<void> {
    try {
      await migrate(ormOptions(this.demoAddress))
    } catch (cause) {
      throw new AppError(
        'STORAGE_UNAVAILABLE',
        `The database of the demo household, ${describeAddress(this.demoAddress)}, cannot be made ready: ${messageOf(cause)}`,
        { level: 'error', cause },
      )
    }
    this.gateway ??= startDemoGateway(this.options.env)
    await this.gateway.catch((error: unknown) => {
      this.gateway = undefined
      throw error
    })
  }

  private async moveTo(demo: boolean): Promise<void> {
    if (this.closed || demo === this.isDemo) return
    try {
      await this.app?.close()
      if (!demo) await this.stopGateway()
      await this.serve(demo)
    } catch (error) {
      this.options.onLost(error)
    }
  }

  private async serve(demo: boolean): Promise<void> {
    const gateway = demo ? await this.gateway : undefined
    const env = gateway === undefined ? this.realEnv : demoEnv(this.realEnv, gateway)
    const at = demo ? this.demoAddress : this.options.address
    this.app = await createApp({ env, address: at, demo: this })
    await this.app.listen(this.port, this.options.env.HOST)
    this.isDemo = demo
    const url = await this.app.getUrl()
    this.port = Number(new URL(url).port) || this.port
    this.logger.log(
      `Linky Local is ready: ${url} (data in ${env.DATA_DIR}, database ${describeAddress(at)}${demo ? ', demo household' : ''})`,
    )
  }

  private async leave(): Promise<void> {
    await this.app?.close()
    this.app = undefined
    await this.stopGateway()
  }

  private async stopGateway(): Promise<void> {
    await this.gateway?.then(
      (gateway) => gateway.stop(),
      () => undefined,
    )
    this.gateway = undefined
  }
}
