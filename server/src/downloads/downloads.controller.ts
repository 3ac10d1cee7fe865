import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import { Controller, Get, HttpException, Logger, Query, Res } from '@nestjs/common'
import type { Response } from 'express'

import { AppError, maskSecrets, messageOf, toAppError } from '../core/index.js'
import { downloadOf } from './download.js'
import { DownloadsService } from './downloads.service.js'

const STATUS: Readonly<Record<string, number>> = {
  INVALID_INPUT: 400,
  NOT_FOUND: 404,
  TOO_LARGE: 413,
  STORAGE_UNAVAILABLE: 503,
}

/** Files by plain GET: what a browser saves, a script fetches, and a spreadsheet refreshes. */
@Controller('api/downloads')
export class DownloadsController {
  private readonly logger = new Logger(DownloadsController.name)

  constructor(private readonly downloads: DownloadsService) {}

  @Get()
  async get(@Query() words: Record<string, unknown>, @Res() response: Response): Promise<void> {
    try {
      const { name, contentType, pieces } = await this.downloads.file(downloadOf(words))
      const bytes = Readable.from(pieces, { objectMode: false })
      response.set({
        'content-type': contentType,
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
      })
      await pipeline(bytes, response)
    } catch (error) {
      this.refuse(response, error)
    }
  }

  /** A file that was begun cannot become an error: it is cut, so that nobody takes the half for the whole. */
  private refuse(response: Response, error: unknown): void {
    const known: AppError = toAppError(error)
    const isTheirs = (error as { code?: string }).code === 'ERR_STREAM_PREMATURE_CLOSE'
    if (response.headersSent) {
      if (!isTheirs) this.logger.error(`A file was cut: ${maskSecrets(messageOf(error))}`)
      response.destroy()
      return
    }
    throw new HttpException(
      { errors: [{ message: known.message, extensions: { code: known.code } }] },
      STATUS[known.code] ?? 500,
    )
  }
}
