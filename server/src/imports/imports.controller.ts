import { Controller, HttpException, Post, Query, Req } from '@nestjs/common'
import type { Request } from 'express'

import { toAppError } from '../core/index.js'
import { ImportReader } from './import-reader.service.js'

const LONGEST_NAME = 200
const MEGABYTE = 1024 * 1024
const STATUS: Readonly<Record<string, number>> = { TOO_LARGE: 413, STORAGE_UNAVAILABLE: 503 }

/** Bytes come in by plain HTTP: the file itself is the body, its name a parameter. What becomes of it is asked by GraphQL. */
@Controller('api/imports')
export class ImportsController {
  constructor(private readonly reader: ImportReader) {}

  @Post()
  async send(@Req() request: Request, @Query('fileName') fileName?: unknown): Promise<{ id: string }> {
    if (
      request.is('multipart/*') ||
      request.is('application/json') ||
      request.is('application/x-www-form-urlencoded')
    )
      throw refusal(
        415,
        'BAD_REQUEST',
        'Send the file itself as the body: content-type application/octet-stream.',
      )
    const announced = Number(request.headers['content-length'] ?? 0)
    const limit = this.reader.maxMegabytes
    if (announced > limit * MEGABYTE)
      throw refusal(413, 'TOO_LARGE', `A file may have ${limit} MB at most (IMPORT_MAX_MB).`)
    try {
      return { id: await this.reader.receive(request, nameOf(fileName)) }
    } catch (error) {
      const { code, message } = toAppError(error)
      throw refusal(STATUS[code] ?? 500, code, message)
    }
  }
}

/** The last part of a path, without what a terminal or a page could trip over. */
function nameOf(told: unknown): string {
  const text = typeof told === 'string' ? told : ''

  const name = (text.split(/[\\/]/).at(-1) ?? '').replace(/[\u0000-\u001f\u007f]/g, '').trim()
  return name === '' ? 'file' : name.slice(0, LONGEST_NAME)
}

/** In the shape of GraphQL's errors, like the other refusals before it. */
function refusal(status: number, code: string, message: string): HttpException {
  return new HttpException({ errors: [{ message, extensions: { code } }] }, status)
}
