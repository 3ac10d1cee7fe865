import type { Logger } from '@nestjs/common'

import type { Rejected } from './gateway.types.js'

/** What could not be believed of a list is said once, in the log; the rest is kept. */
export function told<T>(
  logger: Logger,
  what: string,
  { items, rejected }: { items: T[]; rejected: readonly Rejected[] },
): T[] {
  const [first] = rejected
  if (first)
    logger.warn(`${rejected.length} of the ${what} set aside; the first, ${first.label}: ${first.cause}`)
  return items
}
