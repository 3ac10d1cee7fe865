import type { ErrorDetails } from '../core/index.js'
import { ExportFailed } from '../core/index.js'

/** Sent, and no answer came: it may have arrived. The other side is asked before it is told again. */
export class Unconfirmed extends ExportFailed {
  constructor(message: string, details?: ErrorDetails) {
    super('PEER_UNREACHABLE', message, details)
  }
}
