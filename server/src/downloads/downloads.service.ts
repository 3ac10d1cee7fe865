import { Injectable } from '@nestjs/common'

import type { Day, DayRange } from '../core/index.js'
import { addDays, Clock, dayOf, directionOf, latest, toDay } from '../core/index.js'
import type { UsagePoint } from '../readings/index.js'
import { activationOf, rangeOfPeriod, ReadingsRepository, UsagePointsService } from '../readings/index.js'
import { CurveRows } from './curve-rows.service.js'
import type { Download } from './download.js'
import { EnergyRows } from './energy-rows.service.js'
import { CSV_MARKS, csv } from './files/csv.js'
import { enedisCsv } from './files/enedis-csv.js'
import { json } from './files/json.js'
import { parquet } from './files/parquet.js'
import { xlsx } from './files/xlsx.js'
import { GridRows } from './grid-rows.service.js'
import type { FileWriter, Table } from './table.js'

/** A file that is written as it is sent. */
export interface DownloadedFile {
  readonly name: string
  readonly contentType: string
  readonly pieces: AsyncIterable<string | Uint8Array>
}

interface Meter {
  readonly point: UsagePoint
  readonly range: DayRange
}

const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const CONTENT_TYPES = {
  CSV: 'text/csv; charset=utf-8',
  ENEDIS_CSV: 'text/csv; charset=utf-8',
  XLSX: SHEET,
  JSON: 'application/json; charset=utf-8',
  PARQUET: 'application/vnd.apache.parquet',
} as const
const EXTENSIONS = { CSV: 'csv', ENEDIS_CSV: 'csv', XLSX: 'xlsx', JSON: 'json', PARQUET: 'parquet' } as const
/** Before Tempo, and before EcoWatt: a range without a beginning. */
const EVER = toDay('1993-01-01')

/** What is held, as files. Asks the gateway for nothing: a link that a spreadsheet refreshes must not spend calls. */
@Injectable()
export class DownloadsService {
  constructor(
    private readonly points: UsagePointsService,
    private readonly readings: ReadingsRepository,
    private readonly curves: CurveRows,
    private readonly energies: EnergyRows,
    private readonly grid: GridRows,
    private readonly clock: Clock,
  ) {}

  /** Throws NOT_FOUND for a meter that is not of this account. */
  async file(download: Download): Promise<DownloadedFile> {
    const { dataset, format } = download
    const meters = await this.meters(download)
    const table = await this.table(download, meters)
    const range = [meters[0]?.range.from, meters[0]?.range.to].filter((day) => day !== undefined)
    const name = ['linky', download.pdl, dataset.toLowerCase().replaceAll('_', '-'), ...range]
    return {
      name: `${name.filter((part) => part !== undefined).join('_')}.${EXTENSIONS[format]}`,
      contentType: CONTENT_TYPES[format],
      pieces: (await this.writer(download, meters))(table),
    }
  }

  private async writer(
    { format, dialect, dataset }: Download,
    [meter]: readonly Meter[],
  ): Promise<FileWriter> {
    switch (format) {
      case 'CSV':
        return csv(CSV_MARKS[dialect])
      case 'JSON':
        return json
      case 'XLSX':
        return xlsx
      case 'PARQUET':
        return parquet
      case 'ENEDIS_CSV': {
        if (!meter || !(dataset === 'CONSUMPTION_CURVE' || dataset === 'PRODUCTION_CURVE'))
          throw new RangeError('a curve of one meter')
        const series = { pdl: meter.point.pdl, dataset }
        const stepMinutes = await this.readings.stepMinutes(series, meter.range)
        return enedisCsv({ ...series, range: meter.range, stepMinutes })
      }
    }
  }

  private async table(download: Download, meters: readonly Meter[]): Promise<Table> {
    const { dataset } = download
    switch (dataset) {
      case 'TEMPO':
        return this.grid.colors(this.range(download, null, null))
      case 'ECOWATT':
        return this.grid.levels(this.range(download, null, null))
      case 'CONSUMPTION_DAILY':
      case 'PRODUCTION_DAILY':
        return this.energies.table(download, directionOf(dataset), meters)
      case 'MAX_POWER':
        return this.peaks(meters)
      default:
        return this.curves.table(download, dataset, meters)
    }
  }

  private peaks(meters: readonly Meter[]): Table {
    const { readings } = this
    return {
      columns: [
        { name: 'pdl', kind: 'text' },
        { name: 'date', kind: 'day' },
        { name: 'reached_at', kind: 'instant' },
        { name: 'power_va', kind: 'number' },
      ],
      chunks: (async function* () {
        for (const { point, range } of meters) {
          const rows = await readings.maxPower(point.pdl, range)
          yield rows.map(({ day, at, powerVa }) => [point.pdl, day, at, powerVa])
        }
      })(),
    }
  }

  /** Meters of a download that hold something, each with its range. */
  private async meters(download: Download): Promise<Meter[]> {
    const { dataset, pdl } = download
    if (dataset === 'TEMPO' || dataset === 'ECOWATT') return []
    const points = pdl === undefined ? await this.points.all() : [await this.points.get(pdl)]
    return Promise.all(
      points.map(async (point) => {
        const extent = await this.readings.extent({ pdl: point.pdl, dataset })
        return { point, range: this.range(download, extent, activationOf(point)) }
      }),
    )
  }

  /** @param extent what is held; null = nothing, or everything that ever was. */
  private range(
    { from, to, period, dataset }: Download,
    extent: { readonly first: Day; readonly last: Day } | null,
    activation: Day | null,
  ): DayRange {
    const today = dayOf(this.clock.now())
    if (period) return rangeOfPeriod(period, { today, extent, activation })
    const isAhead = dataset === 'TEMPO' || dataset === 'ECOWATT'
    const end = isAhead ? addDays(today, 4) : latest(today, addDays(extent?.last ?? today, 1))
    const first = from ?? (isAhead ? EVER : (extent?.first ?? today))
    return { from: first, to: latest(first, to ?? end) }
  }
}
