import type { SimulatorClock } from '../clock.js'
import type { Account } from '../http/account.js'
import type { Exchange, Route } from '../http/exchange.js'
import type { Quotas } from '../http/quotas.js'
import type { Reply } from '../http/reply.js'
import { bare, detail, envelope } from '../http/reply.js'
import { naiveUtc } from '../wire-time.js'

const CREATED_AT = '2024-03-02T09:12:44.104512Z'

/** Sign-in, account, health. */
export function accountRoutes(account: Account, quotas: Quotas, clock: SimulatorClock): Route[] {
  return [
    {
      method: 'POST',
      path: '/accounts/token',
      access: 'public',
      answer: (exchange) => token(account, exchange),
    },
    { method: 'GET', path: '/accounts/me', access: 'user', answer: () => me(account) },
    {
      method: 'GET',
      path: '/accounts/credentials',
      access: 'user',
      answer: () => envelope({ client_id: account.clientId }),
    },
    { method: 'GET', path: '/accounts/usage-stats', access: 'user', answer: () => usage(quotas) },
    { method: 'GET', path: '/oauth/authorize', access: 'user', answer: () => authorize(account) },
    {
      method: 'GET',
      path: '/ping',
      access: 'public',
      answer: () => bare({ status: 'ok', version: '1.5.15', timestamp: naiveUtc(clock.now()) }),
    },
    {
      method: 'GET',
      path: '/',
      access: 'public',
      answer: () =>
        bare({
          name: 'MyElectricalData API',
          version: '1.22.0',
          description: 'API Gateway for Enedis Linky data',
          documentation: '/docs',
        }),
    },
  ]
}

function token(account: Account, { headers, body }: Exchange): Reply {
  const form = new URLSearchParams(body)
  const basic = /^Basic\s+(.+)$/i.exec(headers.authorization ?? '')?.[1]
  const [basicId, ...rest] = Buffer.from(basic ?? '', 'base64')
    .toString()
    .split(':')
  const clientId = form.get('client_id') ?? basicId ?? ''
  const secret = form.get('client_secret') ?? rest.join(':')
  if (clientId === '' || secret === '') {
    const hint = '(provide in form data or Basic Auth header)'
    return detail(422, `client_id and client_secret are required ${hint}`)
  }
  if (clientId !== account.clientId || !account.isSecret(secret)) {
    return detail(401, 'Invalid client credentials')
  }
  if (!account.isActive) return detail(403, 'User account is inactive')
  return bare({ access_token: account.issueToken(), token_type: 'bearer' })
}

function me(account: Account): Reply {
  return envelope({
    id: account.id,
    email: account.email,
    client_id: account.clientId,
    is_active: account.isActive,
    created_at: CREATED_AT,
    is_admin: false,
    debug_mode: false,
    admin_data_sharing: false,
    admin_data_sharing_enabled_at: null,
    role: { id: null, name: 'visitor', display_name: 'Visiteur', permissions: [] },
  })
}

function usage(quotas: Quotas): Reply {
  return envelope({
    cached_requests: quotas.used.cached,
    no_cache_requests: quotas.used.fresh,
    cached_limit: quotas.limits.cached,
    no_cache_limit: quotas.limits.fresh,
    date: quotas.utcDay,
  })
}

function authorize(account: Account): Reply {
  const redirect = 'https://www.v2.myelectricaldata.fr/api/oauth/callback'
  return envelope({
    authorize_url:
      'https://mon-compte-particulier.enedis.fr/dataconnect/v1/oauth2/authorize' +
      `?client_id=xxxx&response_type=code&duration=P36M&redirect_uri=${redirect}&state=${account.id}`,
    description:
      'Redirect the user to this URL to initiate Enedis consent flow. This will grant access to all your PDL.',
  })
}
