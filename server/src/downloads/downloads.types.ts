import { Field, ID, InputType } from '@nestjs/graphql'
import { Allow, IsOptional, Matches } from 'class-validator'

import type { Dataset, Day, Granularity, Period } from '../core/index.js'
import { DatasetEnum, DayScalar, GranularityEnum, PeriodEnum, wordEnum } from '../core/index.js'
import type { FileFormat } from './download.js'
import type { CsvDialect } from './files/csv.js'

export const FileFormatEnum = wordEnum<FileFormat>('FileFormat', 'Kind of file.', {
  CSV: 'A header, then a line a row.',
  XLSX: 'A workbook with true dates.',
  JSON: 'An array of objects.',
  PARQUET: 'Typed columns, for data tools.',
  ENEDIS_CSV: "A load curve in the distributor's layout, for other tools.",
})

export const CsvDialectEnum = wordEnum<CsvDialect>('CsvDialect', 'Marks of a CSV.', {
  INTERNATIONAL: 'Comma between cells, decimal point.',
  FRENCH: 'Semicolon between cells, decimal comma: what a French spreadsheet opens.',
})

@InputType({ description: 'A file to download. Left out: every meter, everything held.' })
export class DownloadInput {
  @Field(() => DatasetEnum, { description: 'What: energy, curves, maximum power, Tempo or EcoWatt.' })
  @Allow()
  dataset!: Dataset

  @Field(() => ID, { nullable: true, description: 'One meter; left out = all.' })
  @IsOptional()
  @Matches(/^\d{14}$/, { message: 'pdl has 14 digits' })
  pdl?: string

  @Field(() => DayScalar, { nullable: true, description: 'First day.' })
  @Allow()
  from?: Day

  @Field(() => DayScalar, { nullable: true, description: 'Day after the last.' })
  @Allow()
  to?: Day

  @Field(() => PeriodEnum, { nullable: true, description: 'Or a moving range: the link moves with it.' })
  @Allow()
  period?: Period

  @Field(() => GranularityEnum, {
    nullable: true,
    description: 'Step of daily energy; left out: a row a day.',
  })
  @Allow()
  granularity?: Granularity

  @Field(() => FileFormatEnum, { defaultValue: 'CSV', description: 'Kind of file.' })
  @Allow()
  format: FileFormat = 'CSV'

  @Field(() => CsvDialectEnum, { defaultValue: 'INTERNATIONAL', description: 'Marks of a CSV.' })
  @Allow()
  dialect: CsvDialect = 'INTERNATIONAL'

  @Field(() => Boolean, { defaultValue: false, description: 'Add buckets and cost.' })
  @Allow()
  withCost: boolean = false

  @Field(() => Boolean, { defaultValue: false, description: 'Add where each value comes from.' })
  @Allow()
  withOrigin: boolean = false
}
