import { defineEntity, p } from '@mikro-orm/core'

import { FileImport } from './file-import.entity.js'

const schema = defineEntity({
  name: 'FileImportDay',
  tableName: 'file_import_day',
  properties: {
    fileImport: () => p.manyToOne(FileImport).primary().deleteRule('cascade'),
    /** Empty when the file names none. */
    usagePointId: p.string().length(14).primary(),
    dataset: p.string().length(24).primary(),
    date: p.date().primary(),
    /** A day comes in several parts when a file is not in order. */
    part: p.integer().primary(),
    precisionWh: p.integer(),
    /** `offset_minutes_value/…`: see staged-days.ts. */
    slots: p.text(),
  },
})

/** Values of a file that is read and not applied yet. */
export class FileImportDay extends schema.class {}
schema.setClass(FileImportDay)
