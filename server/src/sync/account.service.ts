import { Injectable } from '@nestjs/common'

import { AppError, Clock, GatewayUnavailable, problemOf, Settings } from '../core/index.js'
import type { Problem } from '../core/index.js'
import type { CallBudgetState, CallMode, GatewayProblem } from '../gateway/index.js'
import { Breakers, CallBudget, Credentials, GatewayService } from '../gateway/index.js'
import { CredentialsType } from './sync.types.js'

const CHECKED = 'credentials.checked'
const ABOUT_THE_ACCOUNT = new Set(['CREDENTIALS_MISSING', 'CREDENTIALS_REJECTED', 'EMAIL_NOT_VERIFIED'])

interface Checked {
  readonly at: number
  readonly account: string
}

/** The account at the gateway, as the user gave it. */
@Injectable()
export class AccountService {
  constructor(
    private readonly credentials: Credentials,
    private readonly gateway: GatewayService,
    private readonly breakers: Breakers,
    private readonly calls: CallBudget,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  async state(): Promise<CredentialsType> {
    const effective = await this.credentials.effective()
    const checked = effective ? await this.settings.get<Checked>(CHECKED) : undefined
    return Object.assign(new CredentialsType(), {
      hasSecret: effective !== null,
      origin: effective?.origin ?? null,
      checkedAt: checked?.at ?? null,
      account: checked?.account ?? null,
      problem: await this.problem(),
    })
  }

  /** Free. Keeps the secret once the gateway accepted it; null forgets it. Throws the gateway's refusal, and keeps what was. */
  async give(secret: string | null, clientId: string | undefined): Promise<CredentialsType> {
    if (secret !== null) await this.remember(await this.gateway.checkAccount(secret))
    await this.credentials.keep(secret, clientId)
    return this.state()
  }

  /** Free. Looks at the account with the secret in force, and learns how many calls are spent. */
  async check(): Promise<void> {
    await this.remember(await this.gateway.checkAccount())
    await this.gateway.usage()
  }

  budget(): Promise<CallBudgetState> {
    return this.calls.state()
  }

  /** What stands in the way at the gateway, per meter and cause. */
  problems(): Promise<GatewayProblem[]> {
    return this.breakers.problems()
  }

  /** Throws what would make every call fail: no secret, or no call left on either counter. */
  async assertReady(mode: CallMode): Promise<void> {
    await this.credentials.secret()
    if ((await this.calls.left('cached', mode)) > 0 || (await this.calls.left('fresh', mode)) > 0) return
    const { resetsAt } = await this.calls.state()
    throw new GatewayUnavailable(
      'QUOTA_EXHAUSTED',
      "Today's calls to the gateway are spent; they start again at 00:00 UTC.",
      {
        retryAt: resetsAt,
      },
    )
  }

  private async remember({ account }: { account: string }): Promise<void> {
    await this.settings.set(CHECKED, { at: this.clock.now(), account } satisfies Checked)
  }

  private async problem(): Promise<Problem | null> {
    try {
      await this.credentials.secret()
    } catch (error) {
      if (error instanceof AppError) return problemOf(error)
      throw error
    }
    const open = (await this.breakers.problems()).find(
      ({ code, pdl }) => pdl === null && ABOUT_THE_ACCOUNT.has(code),
    )
    return open
      ? problemOf(
          new AppError(open.code, open.message, {
            retryAt: open.retryAt ?? undefined,
            detail: open.detail ?? undefined,
          }),
        )
      : null
  }
}
