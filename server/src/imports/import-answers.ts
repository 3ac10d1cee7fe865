import { FieldProblem, Problem } from '../core/index.js'
import type { FileImport, StoredContent } from './file-import.entity.js'
import type { FileContent, FileImportType } from './imports.types.js'
import type { FileReport, LayoutName } from './report.js'
import { metersOf } from './targets.js'

const FORMATS: Readonly<Record<LayoutName, string>> = {
  ENEDIS_CURVE: 'Enedis load curve',
  ENEDIS_INDEX: 'Enedis daily index',
  ENEDIS_MAX_POWER: 'Enedis maximum power',
  ENEDIS_CALENDAR: 'Enedis calendar',
  EDF_CURVE: 'EDF half-hours',
  EDF_DAILY: 'EDF daily consumption',
  EDF_MONTHLY: 'EDF monthly consumption',
  EDF_INDEX: 'EDF index',
  SLOTS: 'Slots with both bounds',
  DAILY: 'Daily energy',
  V1_DAILY: 'MyElectricalData v1, daily',
  V1_CURVE: 'MyElectricalData v1, load curve',
  V1_MAX_POWER: 'MyElectricalData v1, maximum power',
  LINKY_LOCAL: 'Linky Local',
}

export function importAnswer(file: FileImport): FileImportType {
  const { report = null, problem = null } = file
  return {
    id: file.id,
    fileName: file.fileName,
    bytes: file.bytes,
    state: file.state,
    createdAt: file.createdAt.getTime(),
    appliedAt: file.appliedAt?.getTime() ?? null,
    undoneAt: file.undoneAt?.getTime() ?? null,
    fromFolder: file.folderKey !== null,
    format: report && formatOf(report),
    container: report?.container ?? null,
    pdl: file.pdl ?? null,
    namedPdls: metersOf(file),
    tables: (report?.tables ?? []).map((table) => ({ ...table, columns: [...table.columns] })),
    contents: file.contents.map(contentAnswer),
    totals: file.totals.map((total) => ({ ...total })),
    rejected: (report?.rejections ?? []).map((rejection) => Object.assign(new FieldProblem(), rejection)),
    rejectedCounts: Object.entries(report?.rejectedByRule ?? {}).map(([rule, count]) => ({ rule, count })),
    remarks: [...(report?.remarks ?? [])],
    onlyGaps: file.onlyGaps,
    problem:
      problem &&
      Object.assign(new Problem(), {
        ...problem,
        fields:
          problem.rule === null
            ? []
            : [
                Object.assign(new FieldProblem(), {
                  path: 'file',
                  rule: problem.rule,
                  message: problem.message,
                }),
              ],
      }),
  }
}

function contentAnswer({ range, against, dropped, stepMinutes, ...content }: StoredContent): FileContent {
  return {
    ...content,
    range: { ...range },
    stepMinutes: [...stepMinutes],
    droppedValues: dropped,
    newValues: against?.values.new ?? null,
    differingValues: against?.values.differing ?? null,
    valueCounts: against && { ...against.values },
    dayCounts: against && { ...against.days },
  }
}

/** Each layout once, in the order of the file. */
function formatOf({ container, tables }: FileReport): string {
  const words = [...new Set(tables.map(({ layout }) => FORMATS[layout]))].join(' + ')
  const [encoding] = tables.flatMap((table) => table.encoding ?? [])
  return `${words} (${encoding === undefined ? container : `${container}, ${encoding}`})`
}
