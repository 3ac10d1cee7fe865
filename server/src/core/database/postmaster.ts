import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

import { AppError } from '../errors.js'

/** Prefix of the socket folders, which live in a temporary folder because a socket's path is at most ~100 bytes long. */
export const SOCKET_FOLDER_PREFIX = 'linky-'

/** What `postmaster.pid` says of the server that wrote it. */
export interface Postmaster {
  readonly pid: number
  readonly socketFolder: string
  readonly status: string
}

function read(cluster: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return {
      pid: Number(lines[0]),
      socketFolder: lines[4]?.trim() ?? '',
      status: lines[7]?.trim() ?? 'starting',
    }
  } catch {
    return undefined
  }
}

/** The server that runs on this cluster now, whoever started it. A PID alone proves nothing: it may have been given anew. */
export function runningPostmaster(cluster: string): Postmaster | undefined {
  const found = read(cluster)
  return found !== undefined && commandLineOf(found.pid).includes(cluster) ? found : undefined
}

function commandLineOf(pid: number): string[] {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    const line = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
    return (/ -D (.+?) -k /.exec(line) ?? []).slice(1)
  } catch {
    return []
  }
}

/** Removes what a killed server left behind, once the last of its processes is gone: they outlive it for a moment. */
export async function removeRemains(cluster: string): Promise<void> {
  const remains = read(cluster)
  if (remains === undefined) return
  for (let tries = 0; isInUse(cluster); tries++) {
    if (tries > 300)
      throw new AppError('STORAGE_UNAVAILABLE', `Processes of a lost PostgreSQL still use ${cluster}.`)
    await setTimeout(100)
  }
  rmSync(join(cluster, 'postmaster.pid'), { force: true })
  removeSocketFolder(remains.socketFolder)
}

function isInUse(cluster: string): boolean {
  if (process.platform !== 'linux') return false
  return readdirSync('/proc').some((pid) => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`) === cluster
    } catch {
      return false
    }
  })
}

export function removeSocketFolder(folder: string): void {
  if (basename(folder).startsWith(SOCKET_FOLDER_PREFIX) && [tmpdir(), '/tmp'].includes(dirname(folder)))
    rmSync(folder, { recursive: true, force: true })
}

/** Ends the server: sessions are cut, nothing committed is lost. After 8 s it is told to drop everything and recover next time. */
export async function stopPostmaster(cluster: string): Promise<void> {
  const running = runningPostmaster(cluster)
  if (running === undefined) return
  process.kill(running.pid, 'SIGINT')
  for (let tries = 0; runningPostmaster(cluster)?.pid === running.pid; tries++) {
    if (tries === 320) process.kill(running.pid, 'SIGQUIT')
    if (tries > 400) return
    await setTimeout(25)
  }
  removeSocketFolder(running.socketFolder)
}
