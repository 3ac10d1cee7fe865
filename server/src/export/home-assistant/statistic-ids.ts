import type { Direction } from '../../core/index.js'
import { slugOf } from '../priced-days.js'
import type { Counted } from './statistic-series.js'

/** Whose statistic ids to write: our own, or those of a client whose history goes on. */
export const ID_NAMES = ['own', 'reference', 'v1', 'ha_linky'] as const
export type IdNames = (typeof ID_NAMES)[number]

type IdOf = (pdl: string, direction: Direction, counted: Counted) => string | null

const lower = (direction: Direction) => direction.toLowerCase()

/** null: that client knows no such statistic. Source: compatibility.md, and the sources of those clients. */
export const IDS: Readonly<Record<IdNames, IdOf>> = {
  own: (pdl, direction, { quantity, bucket }) => {
    const end = bucket === null ? '' : `_${slugOf(bucket)}`
    if (quantity === 'SUBSCRIPTION') return `myelectricaldata:${pdl}_cost_subscription`
    if (quantity === 'ENERGY') return `myelectricaldata:${pdl}_${lower(direction)}${end}`
    return `myelectricaldata:${pdl}_${direction === 'PRODUCTION' ? 'revenue' : 'cost'}${end}`
  },
  reference: (pdl, direction, { quantity, bucket }) => {
    const tariff = bucket === null ? 'base' : slugOf(bucket)
    if (direction === 'PRODUCTION') return quantity === 'ENERGY' ? `myelectricaldata:production_${pdl}` : null
    if (quantity === 'SUBSCRIPTION') return null
    return `myelectricaldata:${quantity === 'ENERGY' ? 'consumption' : 'cost'}_${pdl}_${tariff}`
  },
  v1: (pdl, direction, { quantity, bucket }) => {
    const tariff = bucket === null ? 'base' : slugOf(bucket).replaceAll('_', '')
    const end = quantity === 'ENERGY' ? '' : direction === 'PRODUCTION' ? '_revenue' : '_cost'
    if (quantity === 'SUBSCRIPTION') return null
    if (direction === 'PRODUCTION') return `myelectricaldata:${pdl}_production${end}`
    return `myelectricaldata:${pdl}_${tariff}_consumption${end}`
  },
  ha_linky: (pdl, direction, { quantity, bucket }) => {
    if (quantity === 'SUBSCRIPTION' || bucket !== null) return null
    return `${direction === 'PRODUCTION' ? 'linky_prod' : 'linky'}:${pdl}${quantity === 'COST' ? '_cost' : ''}`
  },
}

/** Ids of a meter that name a bucket: those that a contract may leave behind. */
const BUCKET_IDS: Readonly<Record<IdNames, (pdl: string) => RegExp>> = {
  own: (pdl) => new RegExp(`^myelectricaldata:${pdl}_(consumption_|production_|cost|revenue)`),
  reference: (pdl) => new RegExp(`^myelectricaldata:(consumption|cost)_${pdl}_`),
  v1: (pdl) => new RegExp(`^myelectricaldata:${pdl}_([a-z]+_consumption|production_revenue)`),
  ha_linky: (pdl) => new RegExp(`^linky(_prod)?:${pdl}_cost$`),
}

/** Whether a statistic was one of a meter's buckets or costs, under these names. */
export function namesBucket(id: string, pdl: string, names: IdNames): boolean {
  return BUCKET_IDS[names](pdl).test(id)
}
