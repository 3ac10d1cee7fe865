import { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'

export interface FileLock {
  release(): void
}

const held = new Set<DatabaseSync>()
const BUSY = 5

/**
 * Takes the lock named by this file, which is made when missing; undefined when somebody holds it.
 * The lock is the kernel's (SQLite only asks for it), so it dies with its holder: no PID to guess about after a crash.
 */
export function tryFileLock(path: string): FileLock | undefined {
  const file = new DatabaseSync(path)
  try {
    file.exec('begin exclusive')
  } catch (error) {
    file.close()
    if ((error as { errcode?: number }).errcode === BUSY) return undefined
    throw error
  }
  held.add(file)
  return {
    release: () => {
      if (held.delete(file)) file.close()
    },
  }
}

/** Does the work alone among all processes that name the same file. */
export async function withFileLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  let lock = tryFileLock(path)
  while (lock === undefined) {
    await setTimeout(50)
    lock = tryFileLock(path)
  }
  try {
    return await work()
  } finally {
    lock.release()
  }
}
