import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { EntityManager } from '@mikro-orm/postgresql'
import { MikroORM } from '@mikro-orm/postgresql'
import { Logger } from '@nestjs/common'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'

import { ormOptions } from '../mikro-orm.config.js'
import type { DatabaseAddress, EmbeddedPostgres } from '../src/core/index.js'
import { addressOf, clientConfigOf, migrate, parseEnv, startEmbeddedPostgres } from '../src/core/index.js'

Logger.overrideLogger(['warn', 'error'])

declare module 'vitest' {
  export interface ProvidedContext {
    /** A database that is migrated and empty: the mould of every test's own. Nothing may stay connected to it. */
    templateDatabase: DatabaseAddress
  }
}

/** For a whole run of Vitest: one PostgreSQL (that of DATABASE_URL when set), one template database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { DATABASE_URL } = parseEnv({ DATABASE_URL: process.env.DATABASE_URL })
  const folder = mkdtempSync(join(tmpdir(), 'linky-test-'))
  chmodSync(folder, 0o711)
  let postgres: EmbeddedPostgres | undefined
  let template: DatabaseAddress | undefined
  const teardown = async () => {
    if (postgres === undefined && template !== undefined) await drop(template)
    await postgres?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    if (DATABASE_URL === undefined)
      postgres = await startEmbeddedPostgres({
        folder: join(folder, 'postgres'),
        database: 'postgres',
        settings: {
          fsync: 'off',
          synchronous_commit: 'off',
          full_page_writes: 'off',
          max_connections: '100',
        },
      })
    const server = postgres?.address ?? addressOf(DATABASE_URL ?? '')
    template = { ...server, database: postgres === undefined ? `tpl_${randomUUID().slice(0, 8)}` : 'tpl' }
    await migrate(ormOptions(template))
    project.provide('templateDatabase', template)
    return teardown
  } catch (error) {
    await teardown()
    throw error
  }
}

export interface TestDatabase {
  readonly address: DatabaseAddress
  readonly url: string
  readonly orm: MikroORM
  /** A context of its own, new with each test database. */
  readonly em: EntityManager
  close(): Promise<void>
}

/** A migrated, empty database for this file alone. `options` go to MikroORM (`{ debug: ['query'] }`). */
export async function createTestDatabase(
  options: Partial<ReturnType<typeof ormOptions>> = {},
): Promise<TestDatabase> {
  const { inject } = await import('vitest')
  const template = inject('templateDatabase')
  const address = { ...template, database: `t_${randomUUID().replaceAll('-', '')}` }
  await onServer(template, `create database ${address.database} template ${template.database}`)
  const orm = await MikroORM.init({ ...ormOptions(address), ...options })
  return {
    address,
    url: urlOf(address),
    orm,
    em: orm.em.fork(),
    close: async () => {
      await orm.close()
      await drop(address)
    },
  }
}

async function onServer(address: DatabaseAddress, sql: string): Promise<void> {
  const client = new Client(clientConfigOf({ ...address, database: 'postgres' }))
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

async function drop(address: DatabaseAddress): Promise<void> {
  await onServer(address, `drop database if exists ${address.database} with (force)`)
}

function urlOf({ host, port, user, password, database }: DatabaseAddress): string {
  const parameters = new URLSearchParams({ user, ...(password === undefined ? {} : { password }) })
  if (!host.startsWith('/')) return `postgresql://${host}:${port}/${database}?${parameters}`
  parameters.set('host', host)
  return `postgresql:///${database}?${parameters}`
}
