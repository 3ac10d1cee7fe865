import { createUnionType, Field, Float, ID, Int, ObjectType } from '@nestjs/graphql'

import type { Dataset, Day, Direction, Instant } from '../core/index.js'
import {
  DatasetEnum,
  DateRange,
  DayScalar,
  DirectionEnum,
  FieldProblem,
  InstantScalar,
  plainWords,
  Problem,
  wordEnum,
} from '../core/index.js'
import type { FileImportState } from './file-import.entity.js'
import type { Container, KnownBy, LayoutName, Meaning } from './report.js'
import { CONTAINERS, KNOWN_BY, LAYOUTS, MEANINGS } from './report.js'

export const FileImportStateEnum = wordEnum<FileImportState>('FileImportState', 'Life of a file.', {
  READING: 'Being read, or waiting for it.',
  PREVIEWED: 'Read; nothing is changed yet. Cannot be applied when it has a problem.',
  APPLIED: 'Its values are in force.',
  UNDONE: 'Its values were taken away again.',
})
export const ContainerEnum = wordEnum<Container>(
  'FileContainer',
  'What a file is, before its tables.',
  plainWords(...CONTAINERS),
)
export const LayoutEnum = wordEnum<LayoutName>(
  'FileLayout',
  'Layouts of tables that we read.',
  plainWords(...LAYOUTS),
)
export const MeaningEnum = wordEnum<Meaning>(
  'ColumnMeaning',
  'What a column was understood to hold, with its unit.',
  plainWords(...MEANINGS),
)
export const KnownByEnum = wordEnum<KnownBy>(
  'KnownBy',
  'How something that a table need not say was learnt. ASSUMED: it is said nowhere.',
  plainWords(...KNOWN_BY),
)

@ObjectType({ description: 'One column of a file.' })
export class FileColumn {
  @Field(() => String, { description: 'Its heading.' })
  name: string

  @Field(() => MeaningEnum, { description: 'What it was understood to hold.' })
  meaning: Meaning
}

@ObjectType({ description: 'One table of a file, as it was understood.' })
export class FileTable {
  @Field(() => String, {
    nullable: true,
    description: 'Sheet, file of an archive or table of a database; null when the file is the table.',
  })
  name: string | null

  @Field(() => LayoutEnum, { description: 'Layout recognised.' })
  layout: LayoutName

  @Field(() => String, { nullable: true, description: 'Encoding of its text; null when it is no text.' })
  encoding: string | null

  @Field(() => String, {
    nullable: true,
    description: 'What stands between its cells; null when nothing does.',
  })
  separator: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Decimal mark, comma or point; null = whole numbers only.',
  })
  decimalMark: string | null

  @Field(() => [FileColumn], { description: 'Its columns, in order.' })
  columns: FileColumn[]

  @Field(() => [[String]], { description: 'Its first rows, as written.' })
  firstRows: string[][]

  @Field(() => ID, {
    nullable: true,
    description: 'Meter it names; null when it names none, or one per row.',
  })
  pdl: string | null

  @Field(() => KnownByEnum, { nullable: true, description: 'How the meter is known.' })
  pdlKnownBy: KnownBy | null

  @Field(() => DirectionEnum, { description: 'Drawn or injected.' })
  direction: Direction

  @Field(() => KnownByEnum, { description: 'How the direction is known.' })
  directionKnownBy: KnownBy

  @Field(() => Int, { description: 'Cells with no value: no measure, never zero.' })
  blankValues: number
}

@ObjectType({ description: 'Values or days of a file, set against what is shown.' })
export class FileCounts {
  @Field(() => Int, { description: 'Nothing is shown there.' })
  new: number

  @Field(() => Int, { description: 'Take the place of another value.' })
  differing: number

  @Field(() => Int, { description: 'Known already.' })
  same: number

  @Field(() => Int, { description: 'A value set by hand says otherwise, and stays.' })
  conflicting: number
}

@ObjectType({ description: 'One dataset of a file.' })
export class FileContent {
  @Field(() => ID, { nullable: true, description: 'Meter that the file names; null = none.' })
  pdl: string | null

  @Field(() => DatasetEnum, { description: 'What it is.' })
  dataset: Dataset

  @Field(() => DateRange, { description: 'Days covered.' })
  range: DateRange

  @Field(() => [Int], { description: 'Lengths of its slots; empty for daily values.' })
  stepMinutes: number[]

  @Field(() => Int, { description: 'Values read.' })
  values: number

  @Field(() => Int, { description: 'Values left out because the file tells the same time twice.' })
  droppedValues: number

  @Field(() => Int, {
    nullable: true,
    description: 'Values we do not hold; null while the meter is not known.',
  })
  newValues: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'Values that differ from ours; null while the meter is not known.',
  })
  differingValues: number | null

  @Field(() => FileCounts, { nullable: true, description: 'Its values; null while the meter is not known.' })
  valueCounts: FileCounts | null

  @Field(() => FileCounts, {
    nullable: true,
    description:
      'Its days, each once: conflicting, differing, new or same, the first that one of its values is.',
  })
  dayCounts: FileCounts | null

  @Field(() => Float, { nullable: true, description: 'Their sum, Wh; null for peaks.' })
  energyWh: number | null

  @Field(() => Int, { description: 'The file counts in steps of so many Wh: 1000 for whole kWh.' })
  precisionWh: number
}

@ObjectType({ description: 'A total that the file tells, of days that it does not tell one by one.' })
export class FileTotal {
  @Field(() => ID, { nullable: true, description: 'Meter that the file names; null = none.' })
  pdl: string | null

  @Field(() => DirectionEnum, { description: 'Drawn or injected.' })
  direction: Direction

  @Field(() => DayScalar, { description: 'First day.' })
  from: Day

  @Field(() => DayScalar, { description: 'Day after the last.' })
  to: Day

  @Field(() => Float, { description: 'As the file says, Wh.' })
  energyWh: number

  @Field(() => Float, {
    nullable: true,
    description: 'As we hold, Wh; null unless each of its days is held.',
  })
  heldWh: number | null
}

@ObjectType({ description: 'Lines left out for one reason.' })
export class RejectedCount {
  @Field(() => String, { description: 'The reason, as a stable word: see FieldProblem.rule.' })
  rule: string

  @Field(() => Int, { description: 'How many.' })
  count: number
}

@ObjectType('FileImport', {
  description: 'A file sent to POST /api/imports: previewed, then applied, then possibly undone.',
})
export class FileImportType {
  @Field(() => ID, { description: 'Opaque.' })
  id: string

  @Field(() => String, { description: 'As sent.' })
  fileName: string

  @Field(() => Float, { description: 'Size of the file.' })
  bytes: number

  @Field(() => FileImportStateEnum, { description: 'Where it stands.' })
  state: FileImportState

  @Field(() => InstantScalar, { description: 'When it was sent.' })
  createdAt: Instant

  @Field(() => InstantScalar, { nullable: true, description: 'When it was applied.' })
  appliedAt: Instant | null

  @Field(() => InstantScalar, { nullable: true, description: 'When it was undone.' })
  undoneAt: Instant | null

  @Field(() => Boolean, { description: 'It comes from the watched folder.' })
  fromFolder: boolean

  @Field(() => String, { nullable: true, description: 'Format recognised, in words.' })
  format: string | null

  @Field(() => ContainerEnum, {
    nullable: true,
    description: 'What the file is; null when it was not recognised.',
  })
  container: Container | null

  @Field(() => ID, {
    nullable: true,
    description:
      'The meter that it is set against, or was applied to; null = somebody must say, or the file is of several.',
  })
  pdl: string | null

  @Field(() => [ID], { description: 'Meters that its content or its name tells.' })
  namedPdls: string[]

  @Field(() => [FileTable], { description: 'Its tables, as they were understood.' })
  tables: FileTable[]

  @Field(() => [FileContent], { description: 'What it holds.' })
  contents: FileContent[]

  @Field(() => [FileTotal], { description: 'Totals to compare with: they are spread over no day.' })
  totals: FileTotal[]

  @Field(() => [FieldProblem], { description: 'Lines left out, path = line number (the first 100).' })
  rejected: FieldProblem[]

  @Field(() => [RejectedCount], { description: 'All lines left out, by reason.' })
  rejectedCounts: RejectedCount[]

  @Field(() => [String], {
    description:
      'Worth knowing though nothing was left out, as stable words: DIRECTION_ASSUMED, REPEATED_HOUR_ONCE, ROUNDED_TO_KWH, REPEATED_VALUES, ESTIMATED_VALUES.',
  })
  remarks: string[]

  @Field(() => Boolean, { description: 'It was applied into holes only.' })
  onlyGaps: boolean

  @Field(() => Problem, { nullable: true, description: 'Why it cannot be applied; null = it can.' })
  problem: Problem | null
}

@ObjectType('ImportProgress', { description: 'Advance of the reading of a file.' })
export class ImportProgressType {
  @Field(() => ID, { description: 'The file.' })
  importId: string

  @Field(() => Float, { description: 'Read so far.' })
  bytesRead: number

  @Field(() => Float, { description: 'In all.' })
  bytesTotal: number

  @Field(() => Boolean, { description: 'It is read, refused or gone: ask for it.' })
  done: boolean
}

export const FileImportResult = createUnionType({
  name: 'FileImportResult',
  description: 'Previewed, applied or undone, or why not.',
  types: () => [FileImportType, Problem] as const,
  resolveType: (value) => ('code' in value ? Problem : FileImportType),
})
