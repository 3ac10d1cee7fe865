import { defineEntity, p } from '@mikro-orm/core'

import type { StoredProblem } from '../core/index.js'
import { randomId, writeTimes } from '../core/index.js'
import type { Proposal, ProposalMessage } from './proposal.js'

export type ContributionState = 'DRAFT' | 'PENDING' | 'APPROVED' | 'REJECTED'

const schema = defineEntity({
  name: 'Contribution',
  tableName: 'contribution',
  properties: {
    id: randomId(),
    /** null = the gateway has not got it, as far as we know. */
    gatewayId: p.text().nullable().unique(),
    state: p.string().length(16).$type<ContributionState>(),
    proposal: p.json<Proposal>(),
    problem: p.json<StoredProblem>().nullable(),
    messages: p.json<readonly ProposalMessage[]>().defaultRaw(`'[]'`),
    unread: p.boolean().default(false),
    /** When it was sent without our learning whether it arrived; null = no doubt. */
    doubtAt: p.datetime(3).nullable(),
    ...writeTimes(),
  },
})

/** What the user proposes to the community, or proposed from elsewhere with the same account. */
export class Contribution extends schema.class {}
schema.setClass(Contribution)

export type StoredContribution = Pick<
  Contribution,
  'id' | 'gatewayId' | 'state' | 'proposal' | 'problem' | 'messages' | 'unread' | 'doubtAt'
>
