import { ExportFailed } from '../../core/index.js'
import type { OptionValue, OptionValues } from '../exporter.js'
import { COMMAND_NAMES } from './catalogue.js'
import { USUAL_CURVE_DAYS } from './options.js'

/** Where and how to speak with one Jeedom, made from the options. Holds the key: never logged. */
export interface Settings {
  /** Its address as a person may read it. */
  readonly shown: string
  readonly endpoint: string
  readonly apiKey: string
  readonly ca: string | undefined
  readonly timeoutMs: number
  /** Ids of Jeedom by `name` or `pdl/name`; null = commands are ours to create. */
  readonly mapped: ReadonlyMap<string, string> | null
  readonly objectId: number | undefined
  readonly language: 'fr' | 'en'
  readonly curveDays: number
}

const MAPPED = /^(?:\d{14}\/)?(?<name>[a-z0-9_]+)$/

/** Throws ExportFailed INVALID_INPUT, which names the option and never its value. */
export function settingsOf(options: OptionValues): Settings {
  const url = URL.parse(textOf(options.url) ?? '')
  if (!url || !/^https?:$/.test(url.protocol))
    throw invalid('url', 'pattern', 'The address of Jeedom must begin with http:// or https://.')
  const apiKey = textOf(options.apiKey)
  if (apiKey === undefined) throw invalid('apiKey', 'required', 'The API key of Jeedom is missing.')
  const shown = `${url.origin}${url.pathname.replace(/(\/core\/api(\/jeeApi\.php)?)?\/*$/, '')}`
  return {
    shown,
    endpoint: `${shown}/core/api/jeeApi.php`,
    apiKey,
    ca: textOf(options.caCertificate),
    timeoutMs: numberOf(options.timeoutSeconds, 30) * 1000,
    mapped: options.commandsFrom === 'MAP' ? mappingOf(options.commands) : null,
    objectId: typeof options.objectId === 'number' ? options.objectId : undefined,
    language: options.language === 'en' ? 'en' : 'fr',
    curveDays: numberOf(options.curveDays, USUAL_CURVE_DAYS),
  }
}

/** The id may be written as Jeedom shows it in formulas: `#1204#`. */
function mappingOf(given: OptionValue | undefined): ReadonlyMap<string, string> {
  const mapped = new Map<string, string>()
  const entries = typeof given === 'object' && !Array.isArray(given) ? Object.entries(given) : []
  for (const [key, text] of entries) {
    const name = MAPPED.exec(key)?.groups?.name ?? ''
    if (!COMMAND_NAMES.has(name))
      throw invalid('commands', 'pattern', `There is no command ${key}: see the names in the documentation.`)
    const id = /^#?(\d+)#?$/.exec(text.trim())?.[1]
    if (id === undefined)
      throw invalid('commands', 'pattern', `${key} must be given the number of a command of Jeedom.`)
    mapped.set(key, id)
  }
  if (mapped.size === 0) throw invalid('commands', 'required', 'No command of Jeedom is named.')
  return mapped
}

function numberOf(value: OptionValue | undefined, usual: number): number {
  return typeof value === 'number' ? value : usual
}

function textOf(value: OptionValue | undefined): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

export function invalid(path: string, rule: string, message: string): ExportFailed {
  return new ExportFailed('INVALID_INPUT', message, {
    retry: 'never',
    fields: [{ path: `options.${path}`, rule, message }],
  })
}
