import type { ChildProcess } from 'node:child_process'
import { fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { MikroORM } from '@mikro-orm/postgresql'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { ormOptions } from '../../mikro-orm.config.js'
import type { DatabaseAddress } from '../../src/core/index.js'
import { clientConfigOf, startEmbeddedPostgres, toAppError } from '../../src/core/index.js'

interface Started {
  readonly address: DatabaseAddress
  readonly folder: string
  readonly adopted: boolean
}

const NOBODY = 65_534
const isRoot = process.getuid?.() === 0
const canBecomeNobody = isRoot && spawnSync('setpriv', ['--version']).status === 0

describe('our own PostgreSQL', () => {
  let home: string
  const processes: ChildProcess[] = []

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'linky-own-'))
    chmodSync(home, 0o711)
  })
  afterEach(async () => {
    for (const app of processes.splice(0)) await end(app)
    rmSync(home, { recursive: true, force: true })
  })

  async function start(
    folder = join(home, 'postgres'),
    wrapper: string[] = [],
  ): Promise<{ app: ChildProcess; got: Started }> {
    const execPath = wrapper[0] ?? process.execPath
    const execArgv = wrapper.length === 0 ? [] : [...wrapper.slice(1), process.execPath]
    const script = join(import.meta.dirname, 'postgres-process.mjs')
    const app = fork(script, [folder], { execPath, execArgv, stdio: 'inherit', cwd: '/' })
    processes.push(app)
    const [message] = (await once(app, 'message')) as [Started & { error?: string }]
    if (message.error !== undefined) throw new Error(message.error)
    return { app, got: message }
  }

  async function end(app: ChildProcess, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    if (app.exitCode !== null || app.signalCode !== null) return
    const ended = once(app, 'exit')
    app.kill(signal)
    await ended
  }

  async function query(address: DatabaseAddress, sql: string): Promise<unknown[]> {
    const client = new Client(clientConfigOf(address))
    client.on('error', () => undefined)
    await client.connect()
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows
    } finally {
      await client.end()
    }
  }

  const postmasterPid = (folder: string) =>
    Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0])

  it('is made once, and keeps what it was given', async () => {
    const first = await start()
    expect(first.got.adopted).toBe(false)
    await query(first.got.address, 'create table kept as select 42 as answer')
    await end(first.app)
    expect(existsSync(first.got.address.host)).toBe(false)

    const second = await start()
    expect(second.got.adopted).toBe(false)
    expect(await query(second.got.address, 'select * from kept')).toEqual([{ answer: 42 }])
    expect(statSync(second.got.address.host).mode & 0o777).toBe(0o700)
  })

  it('is adopted when the process that had started it was killed', async () => {
    const first = await start()
    await end(first.app, 'SIGKILL')
    const second = await start()
    expect(second.got).toMatchObject({ adopted: true, address: first.got.address })
    expect(await query(second.got.address, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('is one for two first starts at once', async () => {
    const both = await Promise.all([start(), start()])
    expect(both[0].got.address).toEqual(both[1].got.address)
    expect(both.map(({ got }) => got.adopted).sort()).toEqual([false, true])
  })

  it('starts again after everything was killed, on whatever that left behind', async () => {
    const first = await start()
    await query(first.got.address, 'create table kept as select 42 as answer')
    await end(first.app, 'SIGKILL')
    process.kill(postmasterPid(first.got.folder), 'SIGKILL')
    const second = await start()
    expect(second.got.adopted).toBe(false)
    expect(await query(second.got.address, 'select * from kept')).toEqual([{ answer: 42 }])
    expect(existsSync(first.got.address.host)).toBe(false)
  })

  it('does not take a living process of another kind for its server', async () => {
    const first = await start()
    const file = join(first.got.folder, 'postmaster.pid')
    const left = readFileSync(file, 'utf8').replace(/^\d+/, String(process.pid))
    await end(first.app)
    writeFileSync(file, left)
    expect((await start()).got.adopted).toBe(false)
  })

  it('comes back at the same place when only the server was killed, for those who use it too', async () => {
    const { got } = await start()
    const orm = await MikroORM.init(ormOptions(got.address))
    await orm.em.execute('select 1')
    process.kill(postmasterPid(got.folder), 'SIGKILL')
    const failure: unknown = await orm.em.execute('select pg_sleep(1)').catch((error: unknown) => error)
    expect(toAppError(failure)).toMatchObject({ code: 'STORAGE_UNAVAILABLE', retry: 'later' })
    await vi.waitFor(() => orm.em.execute('select 1'), { timeout: 30_000, interval: 200 })
    await orm.close()
  })

  it('says what is wrong with its folder', async () => {
    const file = join(home, 'a-file')
    writeFileSync(file, '')
    await expect(startEmbeddedPostgres({ folder: join(file, 'postgres') })).rejects.toMatchObject({
      name: 'ConfigError',
      message: expect.stringContaining(`The data folder ${file} cannot be made or written to`) as string,
    })
    const old = join(home, 'old')
    mkdirSync(old)
    writeFileSync(join(old, 'PG_VERSION'), '15\n')
    if (isRoot) chownSync(old, NOBODY, NOBODY)
    await expect(startEmbeddedPostgres({ folder: old })).rejects.toThrow(
      `${old} was made by PostgreSQL 15, and this product brings PostgreSQL 18`,
    )
  })

  it.runIf(isRoot)('goes elsewhere when only root can enter the folder, and finds itself again', async () => {
    chmodSync(home, 0o700)
    const { app, got } = await start()
    expect(got.folder).toMatch(/^\/var\/lib\/linky-local\/[0-9a-f]{16}\/postgres$/)
    await query(got.address, 'create table kept as select 42 as answer')
    await end(app)
    chmodSync(home, 0o711)
    const again = await start()
    expect(again.got.folder).toBe(got.folder)
    expect(await query(again.got.address, 'select * from kept')).toEqual([{ answer: 42 }])
    await end(again.app)
    rmSync(dirname(got.folder), { recursive: true })
  })

  it.runIf(canBecomeNobody)('works for an ordinary account', async () => {
    chownSync(home, NOBODY, NOBODY)
    const asNobody = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups']
    const folder = join(home, 'data', 'postgres')
    const first = await start(folder, asNobody)
    expect(statSync(folder).uid).toBe(NOBODY)
    await end(first.app)
    const second = await start(folder, asNobody)
    await end(second.app, 'SIGKILL')
    expect((await start(folder, asNobody)).got.adopted).toBe(true)
    await expect(start('/sys/linky/postgres', asNobody)).rejects.toThrow(
      'The data folder /sys/linky cannot be made',
    )
    const foreign = join(home, 'foreign')
    mkdirSync(foreign, { mode: 0o700 })
    await expect(start(foreign, asNobody)).rejects.toThrow(`${foreign} belongs to another account (number 0)`)
  })
})
