import { Injectable } from '@nestjs/common'

import { Breakers } from './breakers.service.js'
import { CallBudget } from './call-budget.service.js'
import { assertPlausible, Credentials } from './credentials.js'
import type { GatewayReply, GatewayRequest } from './gateway.client.js'
import { GatewayClient } from './gateway.client.js'
import type { CallOptions, Counter } from './gateway.types.js'

export interface Ask extends Pick<GatewayRequest, 'method' | 'path' | 'query' | 'body' | 'form'> {
  /** A pdl, or the name of what has no meter. */
  readonly scope: string
  /** null = free of charge. */
  readonly counter?: Counter | null
  /** Public paths are asked without the secret. */
  readonly isPublic?: boolean
  /** See Passage. */
  readonly proves?: (reply: GatewayReply) => boolean
}

const ME = { path: ['accounts', 'me'], scope: 'account' } as const

/** Every call goes this way: secret, breakers, budget, HTTP. */
@Injectable()
export class GatewayCalls {
  private checking: Promise<GatewayReply> | undefined

  constructor(
    private readonly client: GatewayClient,
    private readonly credentials: Credentials,
    private readonly breakers: Breakers,
    private readonly budget: CallBudget,
  ) {}

  /** One call. Throws what stands in its way, or what the client throws; nothing is sent while a door is shut. */
  async ask(ask: Ask, { mode, signal, calls }: CallOptions): Promise<GatewayReply> {
    const secret = ask.isPublic ? null : await this.credentials.secret()
    if (secret !== null && mode === 'auto' && (await this.breakers.credentialsDue())) await this.checkAgain()
    const pdl = /^\d{14}$/.test(ask.scope) ? ask.scope : null
    return this.breakers.through(
      { scope: ask.scope, mode, authenticated: secret !== null, proves: ask.proves },
      () =>
        this.client.send({
          method: ask.method,
          path: ask.path,
          query: ask.query,
          body: ask.body,
          form: ask.form,
          secret,
          signal,
          unit: ask.counter ? this.budget.unit(ask.counter, { pdl, mode, calls }) : undefined,
        }),
    )
  }

  /** The account behind the secret in force, or behind another one, which touches nothing that is remembered. Free. */
  async me(candidate?: string): Promise<GatewayReply> {
    if (candidate === undefined) return this.ask(ME, { mode: 'manual' })
    assertPlausible(candidate)
    return this.client.send({ path: ME.path, secret: candidate })
  }

  /** After a refusal of the secret: one free call, for all that wait, before anything that counts. */
  private async checkAgain(): Promise<void> {
    this.checking ??= this.me().finally(() => {
      this.checking = undefined
    })
    await this.checking
  }
}
