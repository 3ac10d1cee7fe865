import type { TokenName } from '../../charts/tokens'
import type { Words } from '../../charts/words'

/** Price buckets in the order of a stack, from the ground up: off-peak under peak, blue under red. */
const known = [
  'BASE',
  'HC',
  'HC_WE',
  'WE',
  'HP',
  'HP_WE',
  'SEM',
  'BLUE_HC',
  'BLUE_HP',
  'WHITE_HC',
  'WHITE_HP',
  'RED_HC',
  'RED_HP',
  'TEMPO_UNKNOWN_HC',
  'TEMPO_UNKNOWN_HP',
  'SUMMER_HC',
  'SUMMER_HP',
  'WINTER_HC',
  'WINTER_HP',
  'ECO_HC',
  'ECO_HP',
  'SOBRIETY_HC',
  'SOBRIETY_HP',
  'EJP_NORMAL',
  'EJP_PEAK',
  'UNSPLIT',
] as const

export type KnownBucket = (typeof known)[number]

export interface BucketLook {
  color: TokenName
  /** White has an edge; what is not known is hatched. */
  edge?: TokenName
  hatched?: boolean
}

const looks: Record<KnownBucket, BucketLook> = {
  BASE: { color: 'base' },
  HC: { color: 'hc' },
  HC_WE: { color: 'tb-hc' },
  WE: { color: 'hc' },
  HP: { color: 'hp' },
  HP_WE: { color: 'cmp' },
  SEM: { color: 'hp' },
  BLUE_HC: { color: 'tb-hc' },
  BLUE_HP: { color: 'tempo-blue' },
  WHITE_HC: { color: 'tw-hc', edge: 'tempo-white-edge' },
  WHITE_HP: { color: 'tempo-white', edge: 'tempo-white-edge' },
  RED_HC: { color: 'tr-hc' },
  RED_HP: { color: 'tempo-red' },
  TEMPO_UNKNOWN_HC: { color: 'missing', hatched: true },
  TEMPO_UNKNOWN_HP: { color: 'missing', hatched: true },
  SUMMER_HC: { color: 'tb-hc' },
  SUMMER_HP: { color: 'warn-fill' },
  WINTER_HC: { color: 'hc' },
  WINTER_HP: { color: 'hp' },
  ECO_HC: { color: 'tb-hc' },
  ECO_HP: { color: 'hp' },
  SOBRIETY_HC: { color: 'tr-hc' },
  SOBRIETY_HP: { color: 'tempo-red' },
  EJP_NORMAL: { color: 'base' },
  EJP_PEAK: { color: 'tempo-red' },
  UNSPLIT: { color: 'missing', hatched: true },
}
/** For buckets that an offer's own rules name. */
const others: TokenName[] = ['seq-3', 'seq-2', 'seq-4', 'cmp']

function isKnown(code: string): code is KnownBucket {
  return (known as readonly string[]).includes(code)
}

/** Codes met → each once, in the order of a stack; those of an offer's own rules last. */
export function stacked(codes: Iterable<string>): string[] {
  const rank = (code: string) => (isKnown(code) ? known.indexOf(code) : known.length)
  return [...new Set(codes)].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b))
}

export function lookOf(code: string): BucketLook {
  if (isKnown(code)) return looks[code]
  const place = (code.length + code.charCodeAt(code.length - 1)) % others.length
  return { color: others[place] ?? 'cmp' }
}

/** "Bleu, heures creuses"; short: "Bleu HC". The set is open: an unknown code is shown as it is. */
export function bucketName(code: string, { t }: Pick<Words, 't'>, style: 'short' | 'long' = 'short'): string {
  return isKnown(code) ? t(`tariffs.${style}.${code}`) : code
}
