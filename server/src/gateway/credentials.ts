import { Inject, Injectable } from '@nestjs/common'

import { Env, EventBus, GatewayRefused, Settings } from '../core/index.js'

/** Names under which the settings keep what the user typed. */
const SECRET = 'clientSecret'
const CLIENT_ID = 'clientId'

export interface EffectiveSecret {
  readonly secret: string
  /** MANUAL was typed in the settings; it wins over the environment. */
  readonly origin: 'MANUAL' | 'ENVIRONMENT'
}

/** The account's secret: where it comes from, and whether it can be one at all. */
@Injectable()
export class Credentials {
  constructor(
    @Inject(Settings)
    private readonly settings: Pick<Settings, 'getSecret' | 'setSecret' | 'get' | 'set' | 'delete'>,
    @Inject(Env) private readonly env: Pick<Env, 'MED_CLIENT_SECRET' | 'MED_CLIENT_ID'>,
    private readonly bus: EventBus,
  ) {}

  /** The secret in force; null when none is set. */
  async effective(): Promise<EffectiveSecret | null> {
    const typed = await this.settings.getSecret(SECRET)
    if (typed !== undefined) return { secret: typed, origin: 'MANUAL' }
    const given = this.env.MED_CLIENT_SECRET
    return given === undefined ? null : { secret: given, origin: 'ENVIRONMENT' }
  }

  /** The secret in force. Throws GatewayRefused: CREDENTIALS_MISSING, or CREDENTIALS_REJECTED when it cannot be one. */
  async secret(): Promise<string> {
    const effective = await this.effective()
    if (effective === null)
      throw new GatewayRefused(
        'CREDENTIALS_MISSING',
        'No secret is set: copy the client secret of your MyElectricalData account into the settings, or into MED_CLIENT_SECRET.',
      )
    assertPlausible(effective.secret)
    return effective.secret
  }

  /** Client identifier, for display: the gateway does not ask for it. */
  async clientId(): Promise<string | null> {
    return (await this.settings.get<string>(CLIENT_ID)) ?? this.env.MED_CLIENT_ID ?? null
  }

  /** Keeps what the user typed, or forgets it (null): the environment's then counts again. Check it with the gateway first. */
  async keep(secret: string | null, clientId?: string | null): Promise<void> {
    if (secret !== null) assertPlausible(secret)
    await this.settings.setSecret(SECRET, secret)
    if (secret === null || clientId === null) await this.settings.delete(CLIENT_ID)
    else if (clientId !== undefined) await this.settings.set(CLIENT_ID, clientId)
    this.bus.publish('CredentialsChanged', {})
  }
}

/** Throws CREDENTIALS_REJECTED on a text that no secret is: the gateway would answer it with an unexplained HTTP 500. */
export function assertPlausible(secret: string): void {
  if (/^[\x21-\x7e]+$/.test(secret)) return
  throw new GatewayRefused(
    'CREDENTIALS_REJECTED',
    secret === ''
      ? 'The secret is empty.'
      : 'The secret holds a space, an accent or another character that no secret has: copy it again, whole.',
  )
}
