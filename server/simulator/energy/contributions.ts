import { randomUUID } from 'node:crypto'

import { isDay, startOf } from '../../src/core/index.js'
import type { SimulatorClock } from '../clock.js'
import type { Json } from '../http/reply.js'
import { offsetUtc, offsetUtcSecond } from '../wire-time.js'
import { OFFERS, PROVIDERS } from './offers.js'

export type ContributionStatus = 'pending' | 'approved' | 'rejected'
export type ContributionForm = Readonly<Record<string, Json>>

export interface Contribution {
  readonly id: string
  readonly createdAt: number
  form: ContributionForm
  status: ContributionStatus
  reviewComment: string | null
  reviewedAt: number | null
  unread: boolean
  readonly messages: Message[]
}

interface Message {
  readonly id: string
  readonly content: string
  readonly isFromAdmin: boolean
  readonly at: number
}

/** What the account proposed, and what the gateway's administrators did with it. */
export class Contributions {
  private readonly entries: Contribution[] = []
  private refusal: { readonly code: string; readonly message: string } | null = null

  constructor(private readonly clock: SimulatorClock) {}

  get all(): readonly Contribution[] {
    return this.entries
  }

  find(id: string): Contribution | undefined {
    return this.entries.find((contribution) => contribution.id === id)
  }

  add(form: ContributionForm): Contribution {
    const contribution: Contribution = {
      id: randomUUID(),
      createdAt: this.clock.now(),
      form,
      status: 'pending',
      reviewComment: null,
      reviewedAt: null,
      unread: false,
      messages: [],
    }
    this.entries.unshift(contribution)
    return contribution
  }

  remove(contribution: Contribution): void {
    this.entries.splice(this.entries.indexOf(contribution), 1)
  }

  /** The next proposal is refused, under the 201 of a success. */
  refuseNext(code: string, message: string): void {
    this.refusal = { code, message }
  }

  takeRefusal(): { readonly code: string; readonly message: string } | null {
    const { refusal } = this
    this.refusal = null
    return refusal
  }

  /** An administrator's decision. */
  review(id: string, status: ContributionStatus, comment: string | null = null): void {
    const contribution = this.mustFind(id)
    Object.assign(contribution, { status, reviewComment: comment, reviewedAt: this.clock.now() })
  }

  /** An administrator's question. */
  ask(id: string, content: string): void {
    const contribution = this.mustFind(id)
    contribution.unread = true
    this.say(contribution, content, true)
  }

  say(contribution: Contribution, content: string, isFromAdmin: boolean): Message {
    const message = { id: randomUUID(), content, isFromAdmin, at: this.clock.now() }
    contribution.messages.push(message)
    return message
  }

  private mustFind(id: string): Contribution {
    const contribution = this.find(id)
    if (!contribution) throw new Error(`no contribution ${id}`)
    return contribution
  }
}

export function isKnownProvider(id: Json | undefined): boolean {
  return id === undefined || id === null || PROVIDERS.some((provider) => provider.id === id)
}

export function isKnownOffer(id: Json | undefined): boolean {
  return id === undefined || id === null || OFFERS.some(({ row }) => (row as { id?: Json }).id === id)
}

export function contributionRow(contribution: Contribution, email: string): Json {
  const { form } = contribution
  const field = (name: string): Json => form[name] ?? null
  const provider = PROVIDERS.find(({ id }) => id === form.existing_provider_id)
  return {
    id: contribution.id,
    has_unread_messages: contribution.unread,
    contribution_type: form.contribution_type ?? 'NEW_OFFER',
    status: contribution.status,
    provider_name: field('provider_name'),
    provider_website: field('provider_website'),
    existing_provider_id: field('existing_provider_id'),
    existing_provider_name: provider?.name ?? null,
    offer_name: field('offer_name'),
    offer_type: field('offer_type'),
    description: field('description'),
    power_kva: field('power_kva'),
    pricing_data: field('pricing_data'),
    power_variants: field('power_variants'),
    hc_schedules: field('hc_schedules'),
    price_sheet_url: field('price_sheet_url'),
    screenshot_url: field('screenshot_url'),
    valid_from: storedDate(form.valid_from),
    created_at: offsetUtc(contribution.createdAt),
    reviewed_at: contribution.reviewedAt === null ? null : offsetUtc(contribution.reviewedAt),
    review_comment: contribution.reviewComment,
    messages: contribution.messages.map((message) => ({
      id: message.id,
      message_type: message.isFromAdmin ? 'info_request' : 'contributor_response',
      content: message.content,
      is_from_admin: message.isFromAdmin,
      sender_email: email,
      created_at: offsetUtc(message.at),
    })),
  }
}

/** A date alone is read as Paris midnight and comes back as the day before, in UTC; what cannot be read becomes null. */
function storedDate(value: Json | undefined): Json {
  if (typeof value !== 'string') return null
  if (isDay(value)) return offsetUtcSecond(startOf(value))
  const instant = Date.parse(value)
  return Number.isNaN(instant) ? null : offsetUtcSecond(instant)
}
