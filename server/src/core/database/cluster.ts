import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'

import { Logger } from '@nestjs/common'

import { ConfigError } from '../errors.js'

import type { Account } from './postgres-account.js'
import { canEnter, serviceAccount } from './postgres-account.js'

const logger = new Logger('PostgreSQL')
const MAJOR = '18'
export const SUPERUSER = 'linky'
export const ROOT_HOME = '/var/lib/linky-local'

/** Where a cluster is, and which account runs it; undefined: ourselves. */
export interface Place {
  readonly folder: string
  readonly account: Account | undefined
}

/**
 * The folder wished, unless we are root and the account that PostgreSQL then runs under cannot get there.
 * A cluster that exists is found again where it was made. Throws ConfigError when it cannot be used.
 */
export function placeCluster(wished: string): Place {
  const folder = existsSync(wished)
    ? realpathSync(wished)
    : join(realpathSync(dirname(wished)), basename(wished))
  const self = process.getuid?.()
  if (self !== 0) {
    const owner = statSync(folder, { throwIfNoEntry: false })?.uid
    if (self !== undefined && owner !== undefined && owner !== self)
      throw new ConfigError([
        `${folder} belongs to another account (number ${owner}): start the product as that one or as root, or give it away with chown -R.`,
      ])
    return { folder, account: undefined }
  }
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  const elsewhere = join(ROOT_HOME, name, 'postgres')
  if (isCluster(folder)) return { folder, account: ownerOf(folder) }
  const account = isCluster(elsewhere) ? ownerOf(elsewhere) : serviceAccount()
  if (!isCluster(elsewhere) && canEnter(dirname(folder), account)) return { folder, account }
  mkdirSync(dirname(elsewhere), { recursive: true, mode: 0o711 })
  logger.log(
    `The database is in ${elsewhere}: PostgreSQL does not run as root, and only root can enter ${dirname(folder)}.`,
  )
  return { folder: elsewhere, account }
}

function isCluster(folder: string): boolean {
  return existsSync(join(folder, 'PG_VERSION'))
}

function ownerOf(cluster: string): Account {
  const { uid, gid } = statSync(cluster)
  if (uid === 0)
    throw new ConfigError([
      `${cluster} belongs to root, as which PostgreSQL does not run: give it to another account with chown -R.`,
    ])
  if (!canEnter(dirname(cluster), { uid, gid }))
    throw new ConfigError([
      `The owner of ${cluster} (account ${uid}) can no longer get there: let others enter the folders above it with chmod o+x.`,
    ])
  return { uid, gid }
}

/** Makes the cluster unless it is there. A half-made one is never taken for a good one. */
export async function makeCluster({ folder, account }: Place, initdb: string, lasting: boolean) {
  if (isCluster(folder)) {
    const version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()
    if (version === MAJOR) return
    throw new ConfigError([
      `${folder} was made by PostgreSQL ${version}, and this product brings PostgreSQL ${MAJOR}: move the data with pg_dump, or run that version and set DATABASE_URL.`,
    ])
  }
  const unfinished = `${folder}.init`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  if (account !== undefined) chownSync(unfinished, account.uid, account.gid)
  await runInitdb(unfinished, account, initdb, lasting)
  renameSync(unfinished, folder)
}

async function runInitdb(folder: string, account: Account | undefined, initdb: string, lasting: boolean) {
  const encoding = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const access = ['-U', SUPERUSER, '--auth-local=trust', '--auth-host=reject']
  const args = ['-D', folder, ...access, ...encoding, '--no-instructions', ...(lasting ? [] : ['--no-sync'])]
  const child = spawn(initdb, args, {
    ...account,
    cwd: '/',
    env: serverEnv,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  )
  const [code, errors] = await Promise.all([ended, text(child.stderr)])
  if (code !== 0) throw new Error(`initdb: ${errors.trim() || `ended with ${code}`}`)
}

/** PostgreSQL's programs see nothing of our environment, which holds secrets. */
export const serverEnv = { PATH: process.env.PATH, LC_ALL: 'C' }
