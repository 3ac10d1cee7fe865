import { rm } from 'node:fs/promises'

import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common'
import { Injectable, Logger } from '@nestjs/common'
import { Cron } from '@nestjs/schedule'

import { Clock, messageOf } from '../core/index.js'
import { FileImportsRepository } from './file-imports.repository.js'
import { ImportFlights } from './import-flights.js'
import { ImportReader } from './import-reader.service.js'
import { WatchedFolder } from './watched-folder.service.js'

const PARIS = { timeZone: 'Europe/Paris', waitForCompletion: true }
const WEEK_MS = 7 * 24 * 60 * 60_000

/** Cleans up what a stop has cut, forgets previews that nobody wants, and looks into the watched folder. */
@Injectable()
export class ImportsScheduler implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(ImportsScheduler.name)

  constructor(
    private readonly files: FileImportsRepository,
    private readonly reader: ImportReader,
    private readonly flights: ImportFlights,
    private readonly watched: WatchedFolder,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await rm(this.reader.folder, { recursive: true, force: true })
    const cut = await this.files.removeCut()
    if (cut > 0) this.logger.warn(`${cut} file(s) were being read when the product stopped: send them again.`)
  }

  async onApplicationShutdown(): Promise<void> {
    this.flights.cancelAll()
    await this.reader.idle()
  }

  @Cron('20 * * * * *', PARIS)
  async lookIntoFolder(): Promise<void> {
    await this.watched
      .look()
      .catch((error: unknown) => this.logger.warn(`IMPORT_FOLDER: ${messageOf(error)}`))
  }

  @Cron('0 40 3 * * *', PARIS)
  async forget(): Promise<void> {
    await this.files.removeForgotten(this.clock.now() - WEEK_MS)
  }
}
