import { ConsoleLogger } from '@nestjs/common'

import type { Env } from './config/env.js'

const LEVELS = ['error', 'warn', 'info', 'debug'] as const
const MASK = '••••'
/** A shorter text is not masked: it would blot out half of every line. */
const SHORTEST_SECRET = 4
const written = new Set<string>()

/** From now on this value is masked in whatever is logged, in the forms in which it usually travels. */
export function registerSecret(secret: string | null | undefined): void {
  if (!secret || secret.length < SHORTEST_SECRET) return
  written
    .add(secret)
    .add(encodeURIComponent(secret))
    .add(JSON.stringify(secret).slice(1, -1))
    .add(Buffer.from(secret).toString('base64'))
}

export function registerSecretsOf(env: Env): void {
  registerSecret(env.MED_CLIENT_SECRET)
  registerSecret(env.SECRET_KEY)
  registerSecret(env.HOMEASSISTANT_TOKEN)
  registerSecret(env.JEEDOM_API_KEY)
  for (const value of Object.values(env.VICTORIAMETRICS_HEADERS ?? {})) registerSecret(value)
  if (env.DATABASE_URL === undefined) return
  const { password, searchParams } = new URL(env.DATABASE_URL)
  registerSecret(password)
  registerSecret(decodeURIComponent(password))
  registerSecret(searchParams.get('password'))
}

/** The text without any registered secret, bearer token, or password inside an address. */
export function maskSecrets(text: string): string {
  let masked = text
  for (const secret of [...written].sort((a, b) => b.length - a.length))
    masked = masked.replaceAll(secret, MASK)
  return masked
    .replace(/\b(bearer)\s+[\w.~+/=-]+/gi, `$1 ${MASK}`)
    .replace(/\/\/(?!user:password@)[^/\s@"']*:[^/\s@"']*@/g, `//${MASK}@`)
}

/** What Nest tells of its own start: for who looks for a fault. */
const FRAMEWORK = new Set([
  'NestFactory',
  'InstanceLoader',
  'NestApplication',
  'RoutesResolver',
  'RouterExplorer',
  'GraphQLModule',
])

/** Nest's logger, deaf below the level of LOG_LEVEL, and blind to secrets. */
export class MaskingLogger extends ConsoleLogger {
  constructor(level: Env['LOG_LEVEL'] = 'info') {
    super({
      prefix: 'linky-local',
      logLevels: LEVELS.slice(0, LEVELS.indexOf(level) + 1).flatMap((name) =>
        name === 'info' ? ['log' as const] : name === 'error' ? ['error' as const, 'fatal' as const] : [name],
      ),
    })
  }

  override log(message: unknown, ...rest: unknown[]): void {
    if (FRAMEWORK.has(String(rest.at(-1)))) this.debug(message, ...rest)
    else super.log(message, ...rest)
  }

  protected override getTimestamp(): string {
    return new Date().toISOString()
  }

  protected override formatMessage(...args: Parameters<ConsoleLogger['formatMessage']>): string {
    return maskSecrets(super.formatMessage(...args))
  }

  protected override printStackTrace(stack: string | undefined): void {
    if (stack !== undefined) super.printStackTrace(maskSecrets(stack))
  }
}
