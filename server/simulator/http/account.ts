import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

import type { SimulatorClock } from '../clock.js'
import { seededUuid, seededText } from '../random.js'
import { detail, internalError, Refusal } from './reply.js'

const THIRTY_DAYS_SECONDS = 30 * 24 * 3600

/** The one account of the simulated gateway, and the proofs of identity it accepts. */
export class Account {
  readonly id: string
  readonly email = 'demo@example.org'
  readonly clientId: string
  isActive = true
  private currentSecret: string
  private readonly signingKey = randomBytes(32)

  constructor(
    private readonly clock: SimulatorClock,
    seed: number,
  ) {
    this.id = seededUuid(seed, 'account')
    this.clientId = `cli_${seededText(seed, 'client', 43)}`
    this.currentSecret = seededText(seed, 'secret', 86)
  }

  get secret(): string {
    return this.currentSecret
  }

  /** A new secret; the old one is refused from now on, tokens signed before stay good. */
  rotateSecret(): string {
    this.currentSecret = randomBytes(64).toString('base64url')
    return this.currentSecret
  }

  issueToken(): string {
    const claims = { sub: this.id, exp: Math.floor(this.clock.now() / 1000) + THIRTY_DAYS_SECONDS }
    const unsigned = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
    return `${unsigned}.${this.sign(unsigned)}`
  }

  /** Leaves with 401 (or 500 on a secret that is not ASCII). The cookie wins over the header. */
  authenticate(headers: IncomingHttpHeaders): void {
    const token = cookieOf(headers.cookie) ?? bearerOf(headers.authorization)
    if (token === null) throw new Refusal(detail(401, 'Not authenticated'))
    if (/[^\u0020-\u007e]/.test(token)) throw new Refusal(internalError())
    if (!this.isActive || !(this.isSecret(token) || this.isToken(token))) {
      throw new Refusal(detail(401, 'Invalid authentication credentials'))
    }
  }

  isSecret(text: string): boolean {
    return same(text, this.currentSecret)
  }

  private isToken(token: string): boolean {
    const [header = '', payload = '', signature = ''] = token.split('.')
    if (signature === '' || !same(signature, this.sign(`${header}.${payload}`))) return false
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sub: string; exp: number }
    return claims.sub === this.id && claims.exp * 1000 > this.clock.now()
  }

  private sign(text: string): string {
    return createHmac('sha256', this.signingKey).update(text).digest('base64url')
  }
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

function cookieOf(header: string | undefined): string | null {
  const match = /(?:^|;\s*)access_token=([^;]*)/.exec(header ?? '')
  return match?.[1] ?? null
}

/** `Bearer X` in any case gives X; a header without a scheme is the token itself; other schemes give what follows. */
function bearerOf(header: string | undefined): string | null {
  if (header === undefined || header === '') return null
  const space = header.indexOf(' ')
  return space === -1 ? header : header.slice(space + 1)
}
