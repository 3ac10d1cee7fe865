import { AccountShape, UsageShape } from '../gateway.schemas.js'
import type { GatewayAccount, GatewayUsage } from '../gateway.types.js'
import { maskEmail } from '../secrets.js'
import { read } from '../validation.js'

/** `GET /accounts/me` → the masked address: the only personal fact we keep of it. Source: fixtures/account.json */
export function parseAccount(data: unknown): GatewayAccount {
  return { account: maskEmail(read(AccountShape, data, 'the account').email) }
}

/** `GET /accounts/usage-stats` → calls of the UTC day by any client, and their limits. Source: fixtures/usage.json */
export function parseUsage(data: unknown): GatewayUsage {
  const usage = read(UsageShape, data, 'the calls of the day')
  return {
    cached: { used: usage.cached_requests, limit: usage.cached_limit },
    fresh: { used: usage.no_cache_requests, limit: usage.no_cache_limit },
  }
}
