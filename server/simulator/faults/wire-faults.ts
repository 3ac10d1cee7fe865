import type { Reply } from '../http/reply.js'
import { detail, internalError, proxyPage } from '../http/reply.js'
import type { WireFault } from './fault.js'
import type { RequestFaults } from './fault-board.js'

type HttpFault = Extract<WireFault, { kind: 'http' }>

const PROXY_TITLES = {
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
} as const

/** The answer a fault puts in place of the gateway's own, if any. */
export function wireReply(faults: RequestFaults): { reply: Reply; retryAfterSeconds?: number } | null {
  const http = faults.first('http')
  if (http) return { reply: replyOf(http), retryAfterSeconds: http.retryAfterSeconds }
  if (faults.first('maintenance')) return { reply: maintenancePage }
  return null
}

const maintenancePage: Reply = {
  form: 'html',
  status: 200,
  body: '<!doctype html>\n<html lang="fr"><head><title>Maintenance</title></head><body><h1>Maintenance en cours</h1></body></html>\n',
}

function replyOf({ status }: HttpFault): Reply {
  switch (status) {
    case 401:
      return detail(401, 'Invalid authentication credentials')
    case 403:
      return detail(403, 'Email not verified. Please check your email for verification link.')
    case 429:
      return detail(429, 'Rate limit exceeded: 50/50 requests today')
    case 500:
      return internalError()
    default:
      return proxyPage(status, PROXY_TITLES[status])
  }
}
