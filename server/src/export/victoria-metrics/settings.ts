import { ExportFailed } from '../../core/index.js'
import type { OptionValue, OptionValues } from '../exporter.js'

/** Where and how to speak with one VictoriaMetrics, made from the options. Holds secrets: never logged. */
export interface Settings {
  /** Its address as a person may read it. */
  readonly shown: string
  /** Path of the import, as previews show it. */
  readonly importPath: string
  readonly importUrl: string
  /** Followed by `/query`, `/export`, `/series`. */
  readonly readUrl: string
  readonly deleteUrl: string
  /** Single servers only: a cluster has many. */
  readonly metricsUrl: string | null
  /** Clusters only: a single server resets its cache by itself. */
  readonly resetCacheUrl: string | null
  readonly headers: Readonly<Record<string, string>>
  readonly ca: string | undefined
  readonly timeoutMs: number
  readonly deleteKey: string | undefined
  readonly referenceNames: boolean
  readonly secrets: readonly string[]
}

/** Throws ExportFailed INVALID_INPUT when an option cannot be understood. */
export function settingsOf(options: OptionValues): Settings {
  const base = addressOf(options, 'url')
  if (!base) throw invalid('url', 'required', 'The address of VictoriaMetrics is missing.')
  const select = addressOf(options, 'selectUrl') ?? base
  const tenant = textOf(options, 'tenant')
  const inserted = tenant ? `${base.url}/insert/${tenant}/prometheus` : base.url
  const headers = { ...headersOf(options), ...authorizationOf(options, base) }
  const deleteKey = textOf(options, 'deleteKey')
  return {
    shown: base.url,
    importPath: new URL(`${inserted}/api/v1/import`).pathname,
    importUrl: `${inserted}/api/v1/import`,
    readUrl: tenant ? `${select.url}/select/${tenant}/prometheus/api/v1` : `${base.url}/api/v1`,
    deleteUrl: `${tenant ? `${select.url}/delete/${tenant}/prometheus` : base.url}/api/v1/admin/tsdb/delete_series`,
    metricsUrl: tenant ? null : `${base.url}/metrics`,
    resetCacheUrl: tenant ? `${select.url}/internal/resetRollupResultCache` : null,
    headers,
    ca: textOf(options, 'caCertificate'),
    timeoutMs: (typeof options.timeoutSeconds === 'number' ? options.timeoutSeconds : 60) * 1000,
    deleteKey,
    referenceNames: options.referenceNames === true,
    secrets: [
      textOf(options, 'password'),
      textOf(options, 'token'),
      deleteKey,
      ...Object.values(headers),
    ].filter((secret) => secret !== undefined),
  }
}

/** The other side's words in one short line, without our secrets in any form in which they travel. */
export function withoutSecrets(words: string, secrets: readonly string[]): string {
  let clean = words
  for (const secret of [...secrets].sort((a, b) => b.length - a.length)) {
    if (secret.length === 0) continue
    for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')])
      clean = clean.replaceAll(form, '••••')
  }
  return clean
    .replace(/\b(bearer|basic)\s+[^\s"',;]+/gi, '$1 ••••')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300)
}

interface Address {
  /** Without credentials, query or trailing slash. */
  readonly url: string
  readonly username: string
  readonly password: string
}

function addressOf(options: OptionValues, name: string): Address | undefined {
  const text = textOf(options, name)
  if (text === undefined) return undefined
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol))
    throw invalid(name, 'pattern', 'The address must begin with http:// or https://.')
  return {
    url: `${url.origin}${url.pathname.replace(/\/+$/, '')}`,
    username: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  }
}

function authorizationOf(options: OptionValues, base: Address): Record<string, string> {
  if (options.authentication === 'BEARER')
    return { Authorization: `Bearer ${textOf(options, 'token') ?? ''}` }
  const { username, password } =
    options.authentication === 'BASIC'
      ? { username: textOf(options, 'username') ?? '', password: textOf(options, 'password') ?? '' }
      : base
  if (username === '' && password === '') return {}
  return { Authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` }
}

function headersOf({ headers }: OptionValues): Readonly<Record<string, string>> {
  return isKeyValues(headers) ? headers : {}
}

function isKeyValues(value: OptionValue | undefined): value is Readonly<Record<string, string>> {
  return typeof value === 'object' && !Array.isArray(value)
}

function textOf(options: OptionValues, name: string): string | undefined {
  const value = options[name]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

function invalid(path: string, rule: string, message: string): ExportFailed {
  return new ExportFailed('INVALID_INPUT', message, {
    retry: 'never',
    fields: [{ path: `options.${path}`, rule, message }],
  })
}
