import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common'
import { Injectable, Logger } from '@nestjs/common'

import type { CurveReading } from '../core/index.js'
import {
  AppError,
  Clock,
  InvalidInput,
  maskSecrets,
  messageOf,
  registerSecret,
  Settings,
} from '../core/index.js'
import { ReadingsRepository, UsagePointsService } from '../readings/index.js'
import { SolarListener } from './solar-listener.js'
import { SolarMeter } from './solar-meter.js'
import type { SolarOptions } from './solar-options.js'
import { NO_SOURCE, solarFaults } from './solar-options.js'

const KEY = 'solar.source'
const PASSWORD = 'solar.password'

export type SolarPatch = Partial<SolarOptions> & { readonly password?: string | null | undefined }

/** Listens to true production, and keeps it by half-hours. */
@Injectable()
export class SolarService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(SolarService.name)
  private listener: SolarListener | null = null
  private writing: Promise<void> = Promise.resolve()

  constructor(
    private readonly settings: Settings,
    private readonly readings: ReadingsRepository,
    private readonly points: UsagePointsService,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    try {
      await this.listen()
    } catch (error) {
      this.logger.error(`True production is not listened to: ${maskSecrets(messageOf(error))}`)
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.stop()
  }

  async options(): Promise<SolarOptions> {
    return { ...NO_SOURCE, ...(await this.settings.get<SolarOptions>(KEY)) }
  }

  hasPassword(): Promise<boolean> {
    return this.settings.hasSecret(PASSWORD)
  }

  /** null while it does not listen. */
  get live(): SolarListener | null {
    return this.listener
  }

  /** Throws INVALID_INPUT with its fields. */
  async save({ password, ...patch }: SolarPatch): Promise<void> {
    const options: SolarOptions = { ...(await this.options()), ...patch }
    const isMeter = options.pdl !== null && (await this.points.find(options.pdl)) !== null
    const faults = solarFaults(options, isMeter)
    if (faults.length > 0)
      throw new InvalidInput(faults.map(({ message }) => message).join(' '), { fields: faults })
    await this.settings.set(KEY, options)
    if (password !== undefined) await this.settings.setSecret(PASSWORD, password || null)
    await this.listen()
  }

  /** Keeps nothing while the work goes on, and forgets the source when it is of that meter and the work is done. */
  async without<T>(pdl: string, work: () => Promise<T>): Promise<T> {
    if ((await this.options()).pdl !== pdl) return work()
    await this.stop()
    try {
      const done = await work()
      await this.settings.delete(KEY)
      await this.settings.setSecret(PASSWORD, null)
      return done
    } finally {
      await this.listen()
    }
  }

  /** Resolves when what has come is kept. */
  idle(): Promise<void> {
    return this.writing
  }

  private async listen(): Promise<void> {
    await this.stop()
    const { enabled, pdl, brokerUrl, topic, jsonPath, username, unit } = await this.options()
    if (!enabled || pdl === null || brokerUrl === null || topic === null) return
    const password = (await this.settings.getSecret(PASSWORD)) ?? null
    registerSecret(password)
    const meter = new SolarMeter(unit)
    this.listener = new SolarListener(
      { brokerUrl, topic, jsonPath, username, password },
      () => this.clock.now(),
      (at, value) => this.keep(pdl, meter.feed(at, value)),
    )
  }

  private async stop(): Promise<void> {
    const { listener } = this
    this.listener = null
    await listener?.end()
    await this.writing
  }

  private keep(pdl: string, readings: readonly CurveReading[]): void {
    if (readings.length === 0) return
    this.writing = this.writing
      .then(() => this.readings.mergeSolar(pdl, readings))
      .catch((error: unknown) => {
        const why = error instanceof AppError ? error.message : messageOf(error)
        this.logger.error(`A half-hour of true production was not kept: ${maskSecrets(why)}`)
      })
  }
}
