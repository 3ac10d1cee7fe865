import { AppError, ConfigError, messageOf } from '../errors.js'

const SQLITE_READONLY_OR_CANTOPEN = [8, 14]

/** Whatever went wrong while PostgreSQL was to start → what a person can do about it; names the folder. */
export function explained(cause: unknown, folder: string): AppError {
  if (cause instanceof AppError) return cause
  const { code = '', errcode = 0 } = cause as { code?: string; errcode?: number }
  const message = messageOf(cause)
  if (code === 'ENOSPC' || message.includes('No space left on device'))
    return new AppError('STORAGE_UNAVAILABLE', `The disk that holds ${folder} is full.`, {
      level: 'error',
      detail: message,
      cause,
    })
  if (
    ['EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR', 'ENOENT'].includes(code) ||
    SQLITE_READONLY_OR_CANTOPEN.includes(errcode)
  )
    return new ConfigError(
      [
        `The data folder ${folder} cannot be made or written to (${message}): free it, or choose another with DATA_DIR.`,
      ],
      { cause },
    )
  return new AppError('STORAGE_UNAVAILABLE', `PostgreSQL does not start on ${folder}: ${message}`, {
    level: 'error',
    cause,
  })
}
