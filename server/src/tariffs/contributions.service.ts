import { setTimeout as pause } from 'node:timers/promises'

import { EntityManager } from '@mikro-orm/postgresql'
import { Injectable, Logger } from '@nestjs/common'
import { isUUID } from 'class-validator'

import {
  afterAdvisoryLock,
  AppError,
  Clock,
  Env,
  InvalidInput,
  messageOf,
  NotFound,
  storedProblem,
  withAdvisoryLock,
} from '../core/index.js'
import type { CallOptions } from '../gateway/index.js'
import { GatewayMarket } from '../gateway/index.js'
import { mergeListed } from './contribution-merge.js'
import type { StoredContribution } from './contribution.entity.js'
import { Contribution } from './contribution.entity.js'
import type { Proposal } from './proposal.js'
import { messagesOf } from './proposal.js'
import { ProposalsService } from './proposals.service.js'

const LOCK = 'contributions'
/** The list is free, and yet not asked more often than this. */
const FRESH_MS = 60_000
/** After these nobody knows whether the gateway kept what was sent. */
const DOUBTFUL: ReadonlySet<string> = new Set(['GATEWAY_UNREACHABLE', 'GATEWAY_FAILED', 'GATEWAY_MALFORMED'])

/** What we propose to the community: kept here, sent on demand, followed at the gateway. */
@Injectable()
export class ContributionsService {
  private readonly logger = new Logger(ContributionsService.name)
  private askedAt: number | undefined

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly market: GatewayMarket,
    private readonly proposals: ProposalsService,
    private readonly env: Env,
  ) {}

  /** Newest first, after a look at the gateway that neither fails nor takes long. */
  async all(): Promise<Contribution[]> {
    if (this.askedAt === undefined || Math.abs(this.clock.now() - this.askedAt) >= FRESH_MS) {
      const asked = withAdvisoryLock(this.em, LOCK, () => this.refresh({ mode: 'auto' })).catch(
        (error: unknown) => this.logger.debug(`Proposals were not read anew: ${messageOf(error)}`),
      )
      await Promise.race([asked, pause(this.env.READ_BUDGET_MS, undefined, { ref: false })])
    }
    return this.em.fork().find(Contribution, {}, { orderBy: { createdAt: 'desc', id: 'asc' } })
  }

  /**
   * Keeps a draft, and sends it when told to. A refusal by the gateway is no error: the draft tells it.
   * Throws INVALID_INPUT with its fields before anything is kept or sent, NOT_FOUND, CONFLICT once it is approved.
   */
  async save(id: string | null, proposal: Proposal, { send }: { send: boolean }): Promise<Contribution> {
    if (send) {
      const fields = await this.proposals.faults(proposal)
      if (fields.length > 0)
        throw new InvalidInput(fields.map(({ message }) => message).join(' '), { fields })
    }
    return afterAdvisoryLock(this.em, LOCK, async () => {
      const em = this.em.fork()
      const draft = id === null ? em.create(Contribution, { state: 'DRAFT', proposal }) : await found(em, id)
      assertOpen(draft)
      em.assign(draft, { state: 'DRAFT', proposal, problem: null, updatedAt: new Date(this.clock.now()) })
      await em.persist(draft).flush()
      if (send) await this.deliver(draft.id)
      return found(this.em.fork(), draft.id)
    })
  }

  /** Throws INVALID_INPUT when there is nothing to say or nobody to read it, NOT_FOUND, and as the gateway does. */
  async reply(id: string, text: string): Promise<Contribution> {
    const message = text.trim()
    if (message === '') throw invalid('message', 'required', 'A message is needed.')
    return afterAdvisoryLock(this.em, LOCK, async () => {
      const em = this.em.fork()
      const one = await found(em, id)
      if (!one.gatewayId) throw invalid('id', 'pattern', 'This proposal was not sent: nobody reads it yet.')
      await this.market.replyToContribution(one.gatewayId, message)
      em.assign(one, {
        messages: [...one.messages, { at: this.clock.now(), own: true, text: message }],
        unread: false,
      })
      await em.flush()
      this.askedAt = undefined
      return one
    })
  }

  /** Throws NOT_FOUND, CONFLICT once it is approved, and as the gateway does when it has it. */
  async delete(id: string): Promise<void> {
    await afterAdvisoryLock(this.em, LOCK, async () => {
      const em = this.em.fork()
      const one = await found(em, id)
      assertOpen(one)
      if (one.gatewayId)
        await this.market.deleteContribution(one.gatewayId).catch((error: unknown) => {
          if (!(error instanceof AppError && error.code === 'NOT_FOUND')) throw error
        })
      await em.remove(one).flush()
    })
  }

  /** Sent once: what may have arrived without an answer is looked for in the list first. A refusal stays in the draft. */
  private async deliver(id: string): Promise<void> {
    this.askedAt = undefined
    try {
      if ((await found(this.em.fork(), id)).doubtAt) await this.refresh({ mode: 'manual' })
      await this.hand(id)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      await this.keep(id, { state: 'DRAFT', problem: storedProblem(error) })
    }
  }

  private async hand(id: string): Promise<void> {
    const { proposal, gatewayId } = await found(this.em.fork(), id)
    const request = await this.proposals.request(proposal)
    try {
      if (gatewayId) await this.market.updateContribution(gatewayId, request)
      else await this.keep(id, { doubtAt: new Date(this.clock.now()) })
      const sentId = gatewayId ?? (await this.market.contribute(request))
      await this.keep(id, { gatewayId: sentId, state: 'PENDING', problem: null, doubtAt: null })
    } catch (error) {
      if (error instanceof AppError && error.code === 'NOT_FOUND') await this.keep(id, { gatewayId: null })
      if (error instanceof AppError && !DOUBTFUL.has(error.code)) await this.keep(id, { doubtAt: null })
      throw error
    }
  }

  private async keep(id: string, change: Partial<StoredContribution>): Promise<void> {
    const em = this.em.fork()
    em.assign(await found(em, id), change)
    await em.flush()
  }

  private async refresh(options: CallOptions): Promise<void> {
    const listed = await this.market.contributions(options)
    const now = this.clock.now()
    const em = this.em.fork()
    const held = await em.find(Contribution, {})
    const { changes, added } = mergeListed(held, listed, now)
    for (const one of held) em.assign(one, changes.get(one.id) ?? {})
    for (const item of added)
      em.create(Contribution, {
        gatewayId: item.id,
        state: item.state,
        proposal: await this.proposals.adopted(item),
        messages: messagesOf(item, now),
        unread: item.unread,
        createdAt: new Date(item.createdAt ?? now),
      })
    await em.flush()
    this.askedAt = now
  }
}

async function found(em: EntityManager, id: string): Promise<Contribution> {
  const one = isUUID(id) ? await em.findOne(Contribution, { id }) : null
  if (!one) throw new NotFound(`No contribution ${id}.`)
  return one
}

function assertOpen({ state }: Contribution): void {
  if (state === 'APPROVED')
    throw new AppError('CONFLICT', 'The community has approved this proposal already.', { level: 'debug' })
}

function invalid(path: string, rule: string, message: string): InvalidInput {
  return new InvalidInput(message, { fields: [{ path, rule, message }] })
}
