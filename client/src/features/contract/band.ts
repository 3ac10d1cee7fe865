import { daysBetween } from '../../format/paris'
import type { Contract } from './useContract'

export type Tone = 'base' | 'split' | 'tempo' | 'other'

export interface Block {
  from: string
  /** null = still. */
  to: string | null
  days: number
  /** null = a hole between two periods. */
  contract: Contract | null
  tone: Tone
}

const tones: Record<string, Tone> = { BASE: 'base', HC_HP: 'split', TEMPO: 'tempo' }

/** The offer's type, or what own prices tell of it. */
export function typeOf({ offer, versions }: Pick<Contract, 'offer' | 'versions'>): string {
  if (offer) return offer.type
  const buckets = new Set(versions.flatMap(({ prices }) => prices.map(({ bucket }) => bucket)))
  if (buckets.has('BLUE_HP')) return 'TEMPO'
  if (buckets.has('EJP_PEAK')) return 'EJP'
  return buckets.has('HP') ? 'HC_HP' : 'BASE'
}

/** Periods and the holes between them, each as long as its days. */
export function bandOf(timeline: readonly Contract[], today: string): Block[] {
  const blocks: Block[] = []
  for (const contract of timeline) {
    const end = blocks.at(-1)?.to
    if (end && end < contract.from)
      blocks.push({
        from: end,
        to: contract.from,
        days: daysBetween(end, contract.from),
        contract: null,
        tone: 'other',
      })
    const until = contract.to ?? (today > contract.from ? today : contract.from)
    blocks.push({
      from: contract.from,
      to: contract.to,
      days: Math.max(1, daysBetween(contract.from, until)),
      contract,
      tone: tones[typeOf(contract)] ?? 'other',
    })
  }
  return blocks
}

type Version = Contract['versions'][number]

/** The prices of a day; where two overlap, those that began last. null when none holds. */
export function versionOn(versions: readonly Version[], day: string): Version | null {
  return versions
    .filter(({ from, to }) => (from === null || from <= day) && (to === null || day < to))
    .reduce<Version | null>((best, one) => ((one.from ?? '') >= (best?.from ?? '') ? one : best), null)
}

export function contractOn(timeline: readonly Contract[], day: string): Contract | null {
  return timeline.find(({ from, to }) => from <= day && (to === null || day < to)) ?? null
}

/** Own prices of a period: those that are not its offer's. */
export function ownVersions({ offer, versions }: Pick<Contract, 'offer' | 'versions'>): Version[] {
  const same = (one: Version) => JSON.stringify([one.from, one.to, one.subscriptionEurPerMonth, one.prices])
  const theirs = new Set((offer?.versions ?? []).map(same))
  return versions.filter((version) => !theirs.has(same(version)))
}
