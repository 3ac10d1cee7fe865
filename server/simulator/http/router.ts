import type { Route } from './exchange.js'

export type Match =
  | { readonly found: true; readonly route: Route; readonly params: Record<string, string> }
  | { readonly found: false; readonly status: 404 | 405 }

/** Exact segments win over `{…}` ones; a trailing slash is another path. */
export class Router {
  private readonly routes: { route: Route; segments: readonly string[] }[]

  constructor(routes: readonly Route[]) {
    this.routes = routes
      .map((route) => ({ route, segments: route.path.split('/') }))
      .sort((a, b) => holes(a.segments) - holes(b.segments))
  }

  match(method: string, path: string): Match {
    const segments = path.split('/')
    let routed = false
    for (const candidate of this.routes) {
      const params = paramsOf(candidate.segments, segments)
      if (params === null) continue
      if (candidate.route.method === method) return { found: true, route: candidate.route, params }
      routed = true
    }
    return { found: false, status: routed ? 405 : 404 }
  }
}

function holes(segments: readonly string[]): number {
  return segments.filter((segment) => segment.startsWith('{')).length
}

function paramsOf(template: readonly string[], actual: readonly string[]): Record<string, string> | null {
  if (template.length !== actual.length) return null
  const params: Record<string, string> = {}
  for (const [index, expected] of template.entries()) {
    const segment = actual[index] ?? ''
    if (expected.startsWith('{') && segment !== '')
      params[expected.slice(1, -1)] = decodeURIComponent(segment)
    else if (expected !== segment) return null
  }
  return params
}
