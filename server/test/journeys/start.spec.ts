import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'

import type { TestDatabase } from '../database.js'
import { createTestDatabase } from '../database.js'

interface Run {
  readonly app: ChildProcess
  /** Everything it said, once it has ended, and its exit code. */
  readonly ended: Promise<{ code: number | null; output: string }>
}

describe('the product as a process', () => {
  let home: string
  const runs: Run[] = []
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'linky-start-'))
    chmodSync(home, 0o711)
  })
  afterAll(async () => {
    for (const { app, ended } of runs) {
      app.kill('SIGTERM')
      await ended
    }
    rmSync(home, { recursive: true, force: true })
  })

  function run(env: Record<string, string>): Run {
    const app = spawn(process.execPath, [join(import.meta.dirname, 'start-process.mjs')], {
      cwd: home,
      env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: join(home, 'data'), NO_COLOR: '1', ...env },
    })
    const ended = Promise.all([text(app.stdout), text(app.stderr), once(app, 'exit')]).then(
      ([out, errors, [code]]) => ({ code: code as number | null, output: out + errors }),
    )
    runs.push({ app, ended })
    return { app, ended }
  }

  /** The address it says, once it is ready. */
  async function ready({ app, ended }: Run): Promise<string> {
    return new Promise((resolve, reject) => {
      app.stdout?.on('data', (chunk) => {
        const found = /ready: (\S+)/.exec(String(chunk))
        if (found?.[1] !== undefined) resolve(found[1])
      })
      void ended.then(({ output }) => {
        reject(new Error(output))
      })
    })
  }

  it('lists all faults of its environment, shows no secret, and ends with 1', async () => {
    const { code, output } = await run({ PORT: 'x', DATABASE_URL: 'mysql://me:hunter22@db/a' }).ended
    expect(code).toBe(1)
    expect(output).toMatch(/^PORT must be .*\nDATABASE_URL must look like /)
    expect(output).not.toContain('hunter22')
  })

  it('starts with nothing set, answers, and ends with 0 on SIGTERM', async () => {
    const first = run({})
    const url = await ready(first)
    expect((await fetch(url)).status).toBeLessThan(500)

    const second = await run({}).ended
    expect(second).toMatchObject({
      code: 1,
      output: `Another linky-local already runs on ${join(home, 'data')}: stop it first, or choose another folder with DATA_DIR.\n`,
    })
    first.app.kill('SIGTERM')
    const { code, output } = await first.ended
    expect(code).toBe(0)
    expect(output).toContain('set MED_CLIENT_SECRET')
  })

  it('says that its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const { code, output } = await run({ PORT: String(port) }).ended
    other.close()
    expect(code).toBe(1)
    expect(output).toContain(`Port ${port} is taken by another program: set PORT to a free one.`)
  })

  describe('on a database of its own choice', () => {
    let database: TestDatabase
    beforeAll(async () => {
      database = await createTestDatabase()
    })
    afterAll(() => database.close())

    it('uses it, and never prints its password', async () => {
      const url = `${database.url}&password=hunter22`
      const chosen = run({ DATABASE_URL: url, LOG_LEVEL: 'debug', MED_CLIENT_SECRET: 'a-client-secret' })
      await ready(chosen)
      chosen.app.kill('SIGINT')
      const { code, output } = await chosen.ended
      expect(code).toBe(0)
      expect(output).toContain(`database ${database.address.database} in ${inject('templateDatabase').host}`)
      expect(output).not.toMatch(/hunter22|a-client-secret/)
    })
  })

  it('waits for a database that is down, and can be ended meanwhile', async () => {
    const waiting = run({ DATABASE_URL: 'postgresql://me:hunter22@127.0.0.1:1/linky' })
    const { app } = waiting
    let lines = ''
    await new Promise<void>((resolve) =>
      app.stdout?.on('data', (chunk) => {
        lines += String(chunk)
        if (/Trying again in 1 s/.test(lines)) resolve()
      }),
    )
    app.kill('SIGTERM')
    const { code, output } = await waiting.ended
    expect(code).toBe(0)
    expect(output).toContain('The database cannot be reached: connect ECONNREFUSED')
    expect(output).not.toContain('hunter22')
  })
})
