import { spawn } from 'node:child_process'
import { chownSync, closeSync, mkdirSync, mkdtempSync, openSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { ConfigError } from '../errors.js'

import type { Place } from './cluster.js'
import { serverEnv } from './cluster.js'
import type { Account } from './postgres-account.js'
import { canEnter } from './postgres-account.js'
import { removeSocketFolder, SOCKET_FOLDER_PREFIX } from './postmaster.js'

const LONGEST_SOCKET_PATH = 100
const MODEST = {
  listen_addresses: '',
  shared_buffers: '32MB',
  max_connections: '20',
  timezone: 'UTC',
  log_timezone: 'UTC',
  jit: 'off',
  log_checkpoints: 'off',
  // A statement that fails must not bring its values into the log.
  log_min_error_statement: 'panic',
}

export interface LaunchedPostmaster {
  readonly socketFolder: string
  /** Its last words once it has ended; undefined while it runs. */
  failure(): string | undefined
}

/** Starts the server, on its own: it does not end with us. What it says goes to a file, since a pipe would tie us together. */
export function launchPostmaster(
  { folder, account }: Place,
  options: {
    postgres: string
    settings: Readonly<Record<string, string>>
    logFile: string
    /** Of the server that this one replaces: whoever knows its address need not learn another. */
    socketFolder?: string | undefined
  },
): LaunchedPostmaster {
  const socketFolder = makeSocketFolder(account, options.socketFolder)
  const settings = Object.entries({ ...MODEST, ...options.settings }).flatMap(([key, value]) => [
    '-c',
    `${key}=${value}`,
  ])
  const output = openSync(options.logFile, 'w', 0o600)
  const child = spawn(options.postgres, ['-D', folder, '-k', socketFolder, ...settings], {
    ...account,
    cwd: '/',
    env: serverEnv,
    detached: true,
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  child.unref()
  let failure: string | undefined
  const fail = (words: string) => {
    failure = words
    removeSocketFolder(socketFolder)
  }
  child.once('error', (error) => {
    fail(error.message)
  })
  child.once('exit', () => {
    fail(lastLines(options.logFile))
  })
  return { socketFolder, failure: () => failure }
}

function lastLines(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim().split('\n').slice(-5).join('\n')
  } catch {
    return `it ended, and its log ${file} is gone`
  }
}

/** A folder that only the server's account can enter, with a path short enough for a socket. */
function makeSocketFolder(account: Account | undefined, wished: string | undefined): string {
  const folder = wished ?? newSocketFolder(account)
  if (wished !== undefined) {
    removeSocketFolder(wished)
    // Not recursive: a folder that somebody else has put there must not be taken for ours.
    mkdirSync(wished, { mode: 0o700 })
  }
  if (account !== undefined) chownSync(folder, account.uid, account.gid)
  return folder
}

function newSocketFolder(account: Account | undefined): string {
  for (const parent of new Set([tmpdir(), '/tmp'])) {
    if (join(parent, `${SOCKET_FOLDER_PREFIX}XXXXXX`, '.s.PGSQL.5432').length > LONGEST_SOCKET_PATH) continue
    try {
      if (account === undefined || canEnter(parent, account))
        return mkdtempSync(join(parent, SOCKET_FOLDER_PREFIX))
    } catch {
      // the next one may do
    }
  }
  throw new ConfigError([
    `The temporary folder ${tmpdir()} cannot hold PostgreSQL’s socket: its path is too long, or it cannot be written to. Set TMPDIR to another one, of at most 70 characters.`,
  ])
}
