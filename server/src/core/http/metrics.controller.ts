import { Controller, Get, Res } from '@nestjs/common'
import type { Response } from 'express'

import { Metrics } from './metrics.js'

@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  async page(@Res() response: Response): Promise<void> {
    const { type, text } = await this.metrics.page()
    response.type(type).send(text)
  }
}
