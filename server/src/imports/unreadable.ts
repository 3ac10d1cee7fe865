import { AppError } from '../core/index.js'
import type { Refusal } from './report.js'

/** A file that is not one of ours, said in one sentence. */
export class FileUnreadable extends AppError {
  constructor(rule: Refusal, message: string, cause?: unknown) {
    super('FILE_UNREADABLE', message, { level: 'debug', fields: [{ path: 'file', rule, message }], cause })
  }
}
