import { readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

import { ConfigError } from '../errors.js'

/** A system account, by number. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/** Who runs PostgreSQL when we are root, which it refuses to be. */
export function serviceAccount(): Account {
  const account = accountNamed('postgres') ?? accountNamed('nobody')
  if (account !== undefined) return account
  throw new ConfigError([
    'PostgreSQL does not run as root, and this system has neither a "postgres" nor a "nobody" account: start the product as another user, or set DATABASE_URL.',
  ])
}

function accountNamed(name: string): Account | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((candidate) => candidate.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) }
}

/** Whether the account can walk down to this folder and into it. */
export function canEnter(folder: string, account: Account): boolean {
  const { uid, gid, mode } = statSync(folder)
  const right = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
  return (mode & right) !== 0 && (dirname(folder) === folder || canEnter(dirname(folder), account))
}
