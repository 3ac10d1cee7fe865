import type { OnModuleInit } from '@nestjs/common'
import { Injectable } from '@nestjs/common'

import type { Destination } from '../core/index.js'
import { Destinations } from '../core/index.js'
import type { ExportTarget } from './export-target.entity.js'
import { ExportTargets } from './export-targets.service.js'

/** Shows our destinations to the modules of our floor, which know us by events and by this board only. */
@Injectable()
export class DestinationBoard implements OnModuleInit {
  constructor(
    private readonly board: Destinations,
    private readonly targets: ExportTargets,
  ) {}

  onModuleInit(): void {
    this.board.shownBy(async () => (await this.targets.all()).map((target) => this.shown(target)))
  }

  private shown(target: ExportTarget): Destination {
    const { id, name, enabled, failures, problem, lastExportAt, retryAt } = target
    return {
      id,
      name,
      enabled,
      tells: this.targets.tells(target),
      failing:
        failures > 0 && problem
          ? {
              failures,
              code: problem.code,
              lastSuccessAt: lastExportAt?.getTime() ?? null,
              retryAt: retryAt?.getTime() ?? null,
            }
          : null,
    }
  }
}
