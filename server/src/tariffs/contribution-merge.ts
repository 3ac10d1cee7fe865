import type { Instant, StoredProblem } from '../core/index.js'
import type { GatewayContribution } from '../gateway/index.js'
import type { StoredContribution } from './contribution.entity.js'
import { messagesOf } from './proposal.js'

const MINUTE = 60_000

type Change = Partial<StoredContribution>

export interface Merge {
  /** By our id. */
  readonly changes: ReadonlyMap<string, Change>
  /** Made elsewhere with the same account. */
  readonly added: readonly GatewayContribution[]
}

/**
 * What the gateway lists, against what is held when it was asked. State and talk are the gateway's; a change made here and not
 * sent stays a draft. What was sent in doubt is recognised, so that it is not sent twice. Nothing is ever forgotten: a proposal
 * that is listed no more becomes a draft again. Pure.
 */
export function mergeListed(
  held: readonly StoredContribution[],
  listed: readonly GatewayContribution[],
  now: Instant,
): Merge {
  const changes = new Map<string, Change>()
  const added: GatewayContribution[] = []
  const byGatewayId = new Map(held.map((one) => [one.gatewayId ?? null, one]))
  for (const item of listed) {
    const own = byGatewayId.get(item.id) ?? held.find((one) => !changes.has(one.id) && isTheSame(one, item))
    if (!own) added.push(item)
    else changes.set(own.id, told(own, item, now))
  }
  const seen = new Set(listed.map(({ id }) => id))
  for (const one of held) {
    if (!one.gatewayId || seen.has(one.gatewayId) || one.state === 'APPROVED') continue
    changes.set(one.id, { gatewayId: null, state: 'DRAFT', unread: false, problem: GONE })
  }
  return { changes, added }
}

const GONE: StoredProblem = {
  code: 'NOT_FOUND',
  message: 'The gateway lists this proposal no more. It is kept here as a draft.',
  pdl: null,
  retryAt: null,
  detail: null,
}

function told(own: StoredContribution, item: GatewayContribution, now: Instant): Change {
  const talk = { gatewayId: item.id, messages: messagesOf(item, now), unread: item.unread }
  const isEdited = own.state === 'DRAFT' && Boolean(own.gatewayId)
  return isEdited ? talk : { ...talk, state: item.state, problem: null, doubtAt: null }
}

/** Whether this is what was sent from here without an answer. */
function isTheSame({ gatewayId, doubtAt, proposal }: StoredContribution, item: GatewayContribution): boolean {
  const [first] = proposal.offers
  return (
    !gatewayId &&
    doubtAt instanceof Date &&
    item.createdAt !== null &&
    item.createdAt >= doubtAt.getTime() - MINUTE &&
    item.offerName === first?.name &&
    item.offerType === first.type &&
    item.priceSheetUrl === proposal.priceSheetUrl
  )
}
