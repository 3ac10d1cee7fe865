import type {
  ProblemFieldsFragment,
  SolarSourceFieldsFragment,
  SolarSourceInput,
} from '../../graphql/generated/graphql'
import type { UsagePoint } from '../usage-points/useUsagePoints'

export type Source = SolarSourceFieldsFragment

/** In the order they are asked. */
export const FIELDS = ['pdl', 'brokerUrl', 'username', 'password', 'topic', 'jsonPath', 'unit'] as const
export type SolarField = (typeof FIELDS)[number]
export const UNITS: readonly Source['unit'][] = ['W', 'KW', 'WH', 'KWH']

/** A source while it is being edited. */
export interface SolarDraft {
  enabled: boolean
  pdl: string
  brokerUrl: string
  username: string
  /** As typed; empty = the one that is kept. */
  password: string
  /** The password that is kept is to be forgotten. */
  forgotten: boolean
  topic: string
  jsonPath: string
  unit: Source['unit']
}

export const isSet = ({ brokerUrl, topic }: Source): boolean => brokerUrl !== null || topic !== null

/** What a home that makes nothing has no use for. */
export const injects = ({ directions, linkedProduction }: UsagePoint): boolean =>
  directions.includes('PRODUCTION') || linkedProduction !== null

/** Meters that may be the one of the home, those that inject first: a meter that only injects is none. */
export function homesOf(points: readonly UsagePoint[]): UsagePoint[] {
  const homes = points.filter(({ directions }) => directions.includes('CONSUMPTION'))
  return [...homes.filter(injects), ...homes.filter((point) => !injects(point))]
}

/** A source that was never set is meant to listen once it is. */
export function solarDraft(source: Source, homes: readonly { pdl: string }[]): SolarDraft {
  return {
    enabled: source.enabled || !isSet(source),
    pdl: source.pdl ?? homes[0]?.pdl ?? '',
    brokerUrl: source.brokerUrl ?? '',
    username: source.username ?? '',
    password: '',
    forgotten: false,
    topic: source.topic ?? '',
    jsonPath: source.jsonPath,
    unit: source.unit,
  }
}

const orNull = (typed: string): string | null => typed.trim() || null

/** A password that is not touched is left out, so that it is kept. */
export function inputOf(draft: SolarDraft): SolarSourceInput {
  const { enabled, unit, password, forgotten } = draft
  return {
    enabled,
    unit,
    pdl: orNull(draft.pdl),
    brokerUrl: orNull(draft.brokerUrl),
    username: orNull(draft.username),
    topic: orNull(draft.topic),
    jsonPath: draft.jsonPath.trim(),
    ...(password !== '' ? { password } : forgotten && { password: null }),
  }
}

/** Which sentence each wrong field shows: what is missing is said the same way everywhere. */
export function faultsOf(
  problem: ProblemFieldsFragment | null,
): Partial<Record<SolarField, SolarField | 'required'>> {
  const told = (problem?.fields ?? []).flatMap(({ path, rule }) => {
    const field = FIELDS.find((each) => each === path)
    return field ? [[field, rule === 'required' ? 'required' : field] as const] : []
  })
  return Object.fromEntries(told)
}
