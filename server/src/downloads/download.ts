import type { Dataset, Day, Granularity, Period } from '../core/index.js'
import { GranularityEnum, InvalidInput, isDay, PeriodEnum } from '../core/index.js'
import type { CsvDialect } from './files/csv.js'

export const DOWNLOAD_DATASETS = [
  'CONSUMPTION_DAILY',
  'CONSUMPTION_CURVE',
  'PRODUCTION_DAILY',
  'PRODUCTION_CURVE',
  'SOLAR_CURVE',
  'MAX_POWER',
  'TEMPO',
  'ECOWATT',
] as const satisfies readonly Dataset[]
export type DownloadDataset = (typeof DOWNLOAD_DATASETS)[number]

export const FILE_FORMATS = ['CSV', 'XLSX', 'JSON', 'PARQUET', 'ENEDIS_CSV'] as const
export type FileFormat = (typeof FILE_FORMATS)[number]
const DIALECTS: readonly CsvDialect[] = ['INTERNATIONAL', 'FRENCH']

/** One file that can be asked for, again and again. */
export interface Download {
  readonly dataset: DownloadDataset
  /** Left out: every meter. */
  readonly pdl?: string
  readonly from?: Day
  readonly to?: Day
  readonly period?: Period
  /** Of daily datasets; left out: one row a day. */
  readonly granularity?: Granularity
  readonly format: FileFormat
  readonly dialect: CsvDialect
  /** Adds buckets and cost. */
  readonly withCost: boolean
  /** Adds where each value comes from. */
  readonly withOrigin: boolean
}

const PATH = '/api/downloads'

/** The path that gives this file; what is as by default stays out of it. */
export function pathOf(download: Download): string {
  checked(download)
  const { withCost, withOrigin, dialect, format, ...rest } = download
  const words = new URLSearchParams(rest)
  if (format !== 'CSV') words.set('format', format)
  if (dialect !== 'INTERNATIONAL') words.set('dialect', dialect)
  if (withCost) words.set('withCost', 'true')
  if (withOrigin) words.set('withOrigin', 'true')
  return `${PATH}?${words}`
}

/** Words of a query string → the file they ask for. Throws INVALID_INPUT, naming the word. */
export function downloadOf(words: Readonly<Record<string, unknown>>): Download {
  const word = (name: string): string | undefined => {
    const value = words[name]
    if (value === undefined || value === '') return undefined
    if (typeof value !== 'string') throw new InvalidInput(`${name} is given twice.`)
    return value
  }
  const oneOf = <T extends string>(name: string, allowed: readonly T[]): T | undefined => {
    const value = word(name)
    if (value === undefined) return undefined
    const found = allowed.find((candidate) => candidate === value)
    if (found === undefined) throw new InvalidInput(`${name} is one of ${allowed.join(', ')}.`)
    return found
  }
  const day = (name: string): Day | undefined => {
    const value = word(name)
    if (value === undefined || isDay(value)) return value
    throw new InvalidInput(`${name} is a day, YYYY-MM-DD.`)
  }
  const dataset = oneOf('dataset', DOWNLOAD_DATASETS)
  if (!dataset) throw new InvalidInput(`dataset is missing: one of ${DOWNLOAD_DATASETS.join(', ')}.`)
  const [pdl, from, to] = [word('pdl'), day('from'), day('to')]
  const period = oneOf('period', Object.values(PeriodEnum))
  const granularity = oneOf('granularity', Object.values(GranularityEnum))
  return checked({
    dataset,
    ...(pdl !== undefined && { pdl }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(period !== undefined && { period }),
    ...(granularity !== undefined && { granularity }),
    format: oneOf('format', FILE_FORMATS) ?? 'CSV',
    dialect: oneOf('dialect', DIALECTS) ?? 'INTERNATIONAL',
    withCost: oneOf('withCost', ['true', 'false']) === 'true',
    withOrigin: oneOf('withOrigin', ['true', 'false']) === 'true',
  })
}

function checked(download: Download): Download {
  const { dataset, pdl, from, to, period, granularity, format, withCost } = download
  if (pdl !== undefined && !/^\d{14}$/.test(pdl)) throw new InvalidInput('pdl has 14 digits.')
  if (period !== undefined && (from !== undefined || to !== undefined))
    throw new InvalidInput('Give either a period, or from and to.')
  if (from !== undefined && to !== undefined && from > to)
    throw new InvalidInput('The range ends before it begins: it is half-open, [from, to).')
  if (granularity !== undefined && !dataset.endsWith('_DAILY'))
    throw new InvalidInput('granularity is for daily energy: curves come as they were measured.')
  if (format === 'ENEDIS_CSV' && !['CONSUMPTION_CURVE', 'PRODUCTION_CURVE'].includes(dataset))
    throw new InvalidInput('ENEDIS_CSV holds a load curve: CONSUMPTION_CURVE or PRODUCTION_CURVE.')
  if (format === 'ENEDIS_CSV' && pdl === undefined)
    throw new InvalidInput('ENEDIS_CSV holds the curve of one meter: give its pdl.')
  if (withCost && !/^(CONSUMPTION|PRODUCTION)_/.test(dataset))
    throw new InvalidInput('withCost is for consumption and production.')
  return download
}
