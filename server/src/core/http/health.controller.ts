import { MikroORM } from '@mikro-orm/core'
import { Controller, Get, Inject, Optional, Res } from '@nestjs/common'
import type { Response } from 'express'

interface Health {
  readonly live: true
  readonly ready: boolean
  readonly database: 'up' | 'down'
}

const PATIENCE_MS = 2000

/** For supervisors. Live: the process answers. Ready: it can serve, so its database answers too. */
@Controller('health')
export class HealthController {
  constructor(@Optional() @Inject(MikroORM) private readonly orm?: MikroORM) {}

  @Get()
  health(@Res({ passthrough: true }) response: Response): Promise<Health> {
    return this.ready(response)
  }

  @Get('live')
  live(): { live: true } {
    return { live: true }
  }

  @Get('ready')
  async ready(@Res({ passthrough: true }) response: Response): Promise<Health> {
    const ready = await this.databaseAnswers()
    response.status(ready ? 200 : 503).set('cache-control', 'no-store')
    return { live: true, ready, database: ready ? 'up' : 'down' }
  }

  private async databaseAnswers(): Promise<boolean> {
    if (!this.orm) return false
    let timer: NodeJS.Timeout | undefined
    const tooLate = new Promise<boolean>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS, false)
    })
    try {
      return await Promise.race([this.orm.isConnected(), tooLate])
    } catch {
      return false
    } finally {
      clearTimeout(timer)
    }
  }
}
