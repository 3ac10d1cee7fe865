/** `day` is text as YYYY-MM-DD; `instant` a number of milliseconds since 1970. */
export type ColumnKind = 'text' | 'number' | 'day' | 'instant'

export interface Column {
  /** Carries its unit. */
  readonly name: string
  readonly kind: ColumnKind
}

/** One value a column, in their order; null = not known. */
export type Row = readonly (string | number | null)[]

/** A table that is read piece by piece: it may be longer than memory. */
export interface Table {
  readonly columns: readonly Column[]
  readonly chunks: AsyncIterable<readonly Row[]>
}

/** Table → the bytes of a file, piece by piece. */
export type FileWriter = (table: Table) => AsyncIterable<string | Uint8Array>
