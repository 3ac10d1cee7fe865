import { EntityManager } from '@mikro-orm/postgresql'
import { Injectable } from '@nestjs/common'

import { Clock, NotFound } from '../core/index.js'
import type { ExportKind, TargetMemory } from './exporter.js'
import { ExportTarget } from './export-target.entity.js'
import { typeOf } from './registry.js'

export type TargetFields = Partial<Omit<ExportTarget, 'id' | 'createdAt' | 'updatedAt' | symbol>>

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The configured destinations. */
@Injectable()
export class ExportTargetsRepository {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** In the order in which they were made. */
  all(): Promise<ExportTarget[]> {
    return this.em.fork().find(ExportTarget, {}, { orderBy: { createdAt: 'asc', id: 'asc' } })
  }

  async find(id: string): Promise<ExportTarget | null> {
    return UUID.test(id) ? this.em.fork().findOne(ExportTarget, { id }) : null
  }

  async get(id: string): Promise<ExportTarget> {
    const target = await this.find(id)
    if (!target) throw new NotFound(`No destination ${id}. Destinations are listed by exportTargets.`)
    return target
  }

  async existsOf(kind: ExportKind): Promise<boolean> {
    return (await this.em.fork().count(ExportTarget, { type: typeOf(kind) })) > 0
  }

  async insert(id: string, fields: TargetFields & { type: string; name: string }): Promise<ExportTarget> {
    const em = this.em.fork()
    const target = em.create(ExportTarget, { id, ...fields, createdAt: new Date(this.clock.now()) })
    await em.persist(target).flush()
    return target
  }

  async update(id: string, fields: TargetFields): Promise<void> {
    await this.em
      .fork()
      .nativeUpdate(ExportTarget, { id }, { ...fields, updatedAt: new Date(this.clock.now()) })
  }

  async delete(id: string): Promise<void> {
    await this.em.fork().nativeDelete(ExportTarget, { id })
  }

  /** What an exporter keeps about a target, value by value: two writers never undo each other. */
  memoryOf(id: string): TargetMemory {
    const { em } = this
    return {
      async get<T>(key: string): Promise<T | undefined> {
        const [row] = await em
          .fork()
          .execute<{ value: T | null }[]>(
            'select memory -> ?::text as value from export_configs where id = ?',
            [key, id],
          )
        return row?.value ?? undefined
      },
      async set(key, value) {
        const [change, parameters] =
          value === undefined
            ? ['memory - ?::text', [key]]
            : ['memory || jsonb_build_object(?::text, ?::jsonb)', [key, JSON.stringify(value)]]
        await em
          .fork()
          .execute(`update export_configs set memory = ${change} where id = ?`, [...parameters, id], 'run')
      },
    }
  }
}
