import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'

import type { Day } from '../core/index.js'
import { dayOf } from '../core/index.js'
import type { GatewayOffer } from '../gateway/index.js'
import { bucketPrices } from './market-buckets.js'
import { microEur } from './money.js'
import type { StoredOffer, StoredVersion } from './offer.entity.js'

/**
 * What the gateway lists, merged into what is held: one offer per supplier, name, type and power; its rows are versions.
 * A row whose prices changed in place opens a new version from that day; nothing is ever deleted, an offer that is not listed
 * stays as it is. Pure. @returns the offers that are new or changed.
 */
export function mergeMarket(
  held: ReadonlyMap<string, StoredOffer>,
  listed: readonly GatewayOffer[],
  { providers, today }: { providers: ReadonlyMap<string, string>; today: Day },
): StoredOffer[] {
  const groups = Map.groupBy(listed, (row) => marketId(row))
  const changed: StoredOffer[] = []
  for (const [id, rows] of groups) {
    const [first] = rows
    if (!first) continue
    const before = held.get(id)
    const versions = rows.reduce<readonly StoredVersion[]>(
      (known, row) => withRow(known, row, today),
      before?.versions ?? [],
    )
    const after: StoredOffer = {
      id,
      origin: 'GATEWAY',
      provider: providers.get(first.providerId) ?? before?.provider ?? first.providerId,
      name: first.name,
      type: first.type,
      subscribedPowerKva: first.subscribedPowerKva,
      url: first.url,
      versions: versions.toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1)),
      rules: [],
      active: rows.some((row) => row.active),
    }
    if (!before || !isDeepStrictEqual(after, picked(before))) changed.push(after)
  }
  return changed
}

function marketId({ providerId, name, type, subscribedPowerKva }: GatewayOffer): string {
  const key = [providerId, name, type, subscribedPowerKva ?? ''].join('\n')
  return `gateway:${createHash('sha256').update(key).digest('hex').slice(0, 16)}`
}

function withRow(known: readonly StoredVersion[], row: GatewayOffer, today: Day): StoredVersion[] {
  const version: StoredVersion = {
    from: row.validFrom === null ? null : dayOf(row.validFrom),
    to: row.validTo === null ? null : dayOf(row.validTo),
    subscriptionPerMonth:
      row.subscriptionEurPerMonth === null ? null : microEur(Number(row.subscriptionEurPerMonth)),
    prices: bucketPrices(row.type, row.prices),
    source: null,
    gatewayId: row.id,
  }
  const index = known.findLastIndex(({ gatewayId }) => gatewayId === row.id)
  const last = known[index]
  if (!last) return [...known, version]
  if (isSamePrice(last, version)) return known.with(index, { ...version, from: last.from })
  const changedOn = row.priceUpdatedAt === null ? today : dayOf(row.priceUpdatedAt)
  const from = last.from === null || changedOn > last.from ? changedOn : today
  return [...known.with(index, { ...last, to: from }), { ...version, from }]
}

function isSamePrice(a: StoredVersion, b: StoredVersion): boolean {
  const text = ({ subscriptionPerMonth, prices }: StoredVersion) =>
    JSON.stringify([subscriptionPerMonth, Object.entries(prices).sort(([x], [y]) => (x < y ? -1 : 1))])
  return text(a) === text(b)
}

function picked(offer: StoredOffer): StoredOffer {
  const { id, origin, provider, name, type, url, versions, rules, active } = offer
  return {
    id,
    origin,
    provider,
    name,
    type,
    subscribedPowerKva: offer.subscribedPowerKva ?? null,
    url: url ?? null,
    versions,
    rules,
    active,
  }
}
