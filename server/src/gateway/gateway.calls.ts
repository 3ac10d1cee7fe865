import { Injectable } from '@nestjs/common'

import { Breakers } from './breakers.service.js'
import { CallBudget } from './call-budget.service.js'
import { assertPlausible, Credentials } from './credentials.js'
import type { GatewayReply, GatewayRequest } from './gateway.client.js'
import { GatewayClient } from './gateway.client.js'
import type { CallOptions, Counter, GatewayAccount } from './gateway.types.js'
import { parseAccount } from './parser/account.js'

export interface Ask<T> extends Pick<GatewayRequest, 'method' | 'path' | 'query' | 'body' | 'form'> {
  /** A pdl, or the name of what has no meter. */
  readonly scope: string
  /** See Passage. */
  readonly question?: string
  /** null = free of charge. */
  readonly counter?: Counter | null
  /** Public paths are asked without the secret. */
  readonly isPublic?: boolean
  /** What is made of the answer. One that cannot be read is a failure of the call, and remembered as such. */
  readonly read: (reply: GatewayReply) => T
  /** See Passage. */
  readonly proves?: (result: T) => boolean
}

const ME = ['accounts', 'me']

/** Every call goes this way: secret, breakers, budget, HTTP. */
@Injectable()
export class GatewayCalls {
  private checking: Promise<GatewayAccount> | undefined

  constructor(
    private readonly client: GatewayClient,
    private readonly credentials: Credentials,
    private readonly breakers: Breakers,
    private readonly budget: CallBudget,
  ) {}

  /** One call, automatic unless told otherwise. Throws what stands in its way, or what the client throws; nothing is sent while a door is shut. */
  async ask<T>(ask: Ask<T>, { mode = 'auto', signal, calls }: Partial<CallOptions> = {}): Promise<T> {
    const secret = ask.isPublic ? null : await this.credentials.secret()
    if (secret !== null && mode === 'auto' && (await this.breakers.credentialsDue())) await this.checkAgain()
    const pdl = /^\d{14}$/.test(ask.scope) ? ask.scope : null
    return this.breakers.through(
      { scope: ask.scope, mode, authenticated: secret !== null, question: ask.question, proves: ask.proves },
      async (isTrial) =>
        ask.read(
          await this.client.send({
            method: ask.method,
            path: ask.path,
            query: ask.query,
            body: ask.body,
            form: ask.form,
            secret,
            signal,
            once: isTrial,
            unit: ask.counter ? this.budget.unit(ask.counter, { pdl, mode, calls }) : undefined,
          }),
        ),
    )
  }

  /** The account behind the secret in force, or behind another one, which touches nothing that is remembered. Free. */
  async me(candidate?: string): Promise<GatewayAccount> {
    const read = ({ data }: GatewayReply) => parseAccount(data)
    if (candidate === undefined) return this.ask({ path: ME, scope: 'account', read }, { mode: 'manual' })
    assertPlausible(candidate)
    return read(await this.client.send({ path: ME, secret: candidate }))
  }

  /** After a refusal of the secret: one free call, for all that wait, before anything that counts. */
  private async checkAgain(): Promise<void> {
    this.checking ??= this.me().finally(() => {
      this.checking = undefined
    })
    await this.checking
  }
}
