import { isIP } from 'node:net'

/** What a request says of where it thinks it goes, and which page sent it. */
export interface Knock {
  readonly method: string
  readonly host: string | undefined
  readonly origin: string | undefined
  /** A websocket changes nothing by itself but reads everything: it is checked like a change. */
  readonly upgrade: boolean
}

export interface Refusal {
  readonly status: 403 | 421
  readonly sentence: string
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/** `Name:8181`, `[::1]:8181` → `name`, `::1`. */
function nameOf(host: string): string {
  const [, bracketed, plain] = /^(?:\[([^\]]*)\]|([^:]*))(?::\d*)?$/.exec(host.trim()) ?? []
  return (bracketed ?? plain ?? '').toLowerCase().replace(/\.$/, '')
}

/** A name that no stranger's DNS can point at us: localhost, an address, or one that the user gave. */
function isOurs(name: string, allowedHosts: readonly string[]): boolean {
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    isIP(name) !== 0 ||
    allowedHosts.some((allowed) => allowed.toLowerCase() === name)
  )
}

function hostOfOrigin(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}

/**
 * Two guards against pages of other sites, open in the user's browser.
 * Host: a name that a stranger re-pointed at our address (DNS rebinding) is not ours.
 * Origin: a change or a websocket must come from our own pages, or from a tool that is no browser and sends none.
 */
export function refusalOf(knock: Knock, allowedHosts: readonly string[]): Refusal | null {
  const name = nameOf(knock.host ?? '')
  if (!isOurs(name, allowedHosts)) {
    return {
      status: 421,
      sentence: `This server does not answer to the name "${name}". If it is yours, add it to ALLOWED_HOSTS.`,
    }
  }
  if (knock.origin === undefined || (!knock.upgrade && READS.has(knock.method))) return null
  const from = hostOfOrigin(knock.origin)
  if (from !== null && (from === knock.host?.toLowerCase() || allowedHosts.includes(nameOf(from))))
    return null
  return {
    status: 403,
    sentence: `Pages of ${knock.origin} may not act here. If they are yours, add their host name to ALLOWED_HOSTS.`,
  }
}
