import { Args, ID, Int, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql'

import type { Problem } from '../core/index.js'
import { AppError, EventBus, eventStream, InvalidInput, itself, orProblem, perItem } from '../core/index.js'
import { FileImportsRepository } from './file-imports.repository.js'
import { importAnswer } from './import-answers.js'
import { ImportFlights } from './import-flights.js'
import { ImportPreview } from './import-preview.service.js'
import { ImportsService } from './imports.service.js'
import { FileImportResult, FileImportType, ImportProgressType } from './imports.types.js'

const LONGEST_LIST = 200
const id = { type: () => ID, description: 'As answered by POST /api/imports.' } as const
/** Tables, columns and contents of one file. */
const OBJECTS_PER_FILE = 60

@Resolver(() => FileImportType)
export class ImportsResolver {
  constructor(
    private readonly files: FileImportsRepository,
    private readonly preview: ImportPreview,
    private readonly imports: ImportsService,
    private readonly flights: ImportFlights,
    private readonly bus: EventBus,
  ) {}

  @Query(() => [FileImportType], { complexity: perItem(), description: 'Files read in, newest first.' })
  async fileImports(
    @Args('limit', { type: () => Int, defaultValue: 20, description: '200 at most.' }) limit: number,
    @Args('before', { type: () => ID, nullable: true, description: 'id of the last file held.' })
    before?: string,
  ): Promise<FileImportType[]> {
    if (limit < 1 || limit > LONGEST_LIST) throw new InvalidInput(`limit is between 1 and ${LONGEST_LIST}.`)
    return (await this.files.list(limit, before ?? undefined)).map(importAnswer)
  }

  @Query(() => FileImportType, {
    nullable: true,
    complexity: OBJECTS_PER_FILE,
    description: 'One file; null when unknown.',
  })
  async fileImport(@Args('id', id) importId: string): Promise<FileImportType | null> {
    const file = await this.files.find(importId)
    return file && importAnswer(file)
  }

  @Mutation(() => FileImportResult, {
    description: 'Sets a file against a meter, and against what is held of it by now. Changes nothing else.',
  })
  previewImport(
    @Args('id', id) importId: string,
    @Args('pdl', { type: () => ID, description: 'A meter that we follow, or the one that the file names.' })
    pdl: string,
  ): Promise<FileImportType | Problem> {
    return orProblem(async () => importAnswer(await this.preview.again(importId, pdl)))
  }

  @Mutation(() => FileImportResult, {
    description:
      "Merges a previewed file, over the gateway's values or into holes only. Refused: CONFLICT when data moved since the preview.",
  })
  applyImport(
    @Args('id', id) importId: string,
    @Args('onlyGaps', {
      type: () => Boolean,
      defaultValue: false,
      description: 'Only where nothing is held.',
    })
    onlyGaps: boolean,
    @Args('pdl', {
      type: () => ID,
      nullable: true,
      description: 'The meter of the preview; left out: that one, or each that a file of several names.',
    })
    pdl?: string,
  ): Promise<FileImportType | Problem> {
    return orProblem(async () => {
      const file = await this.files.get(importId)
      await this.imports.apply(importId, { pdl: pdl ?? file.pdl ?? null, onlyGaps })
      return importAnswer(await this.files.get(importId))
    })
  }

  @Mutation(() => FileImportResult, { description: 'Takes an applied file away, reading by reading.' })
  undoImport(@Args('id', id) importId: string): Promise<FileImportType | Problem> {
    return orProblem(async () => {
      await this.imports.undo(importId)
      return importAnswer(await this.files.get(importId))
    })
  }

  @Mutation(() => ID, {
    description:
      'Calls off the reading of a file, or forgets one that is not applied; thrown CONFLICT for one that is. Returns its id.',
  })
  async deleteImport(@Args('id', id) importId: string): Promise<string> {
    const file = await this.files.get(importId)
    if (file.state === 'APPLIED')
      throw new AppError('CONFLICT', 'This file is applied: take it away first (undoImport).')
    if (!this.flights.cancel(importId)) await this.files.remove(importId)
    return importId
  }

  @Subscription(() => ImportProgressType, {
    resolve: itself,
    description: 'Advance of the reading of a file; speaks at once, also when it is done already.',
  })
  importProgress(@Args('id', id) importId: string): AsyncIterableIterator<ImportProgressType> {
    return eventStream(this.bus, 'ImportProgressed', {
      filter: (progress) => progress.importId === importId,
      key: (progress) => progress.importId,
      map: (progress) => ({ ...progress }),
      first: () => this.flights.progress(importId) ?? { importId, bytesRead: 0, bytesTotal: 0, done: true },
    })
  }
}
