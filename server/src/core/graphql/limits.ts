import { getVariableValues, GraphQLError, Kind } from 'graphql'
import type {
  DocumentNode,
  FragmentDefinitionNode,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql'
import { fieldExtensionsEstimator, getComplexity } from 'graphql-query-complexity'

import { AppError } from '../errors.js'
import { usualCost } from './cost.js'

export const MAX_DEPTH = 9
export const MAX_ROOT_FIELDS = 30
export const MAX_OBJECTS = 20_000
export const MAX_BODY_BYTES = 64 * 1024
/** Syntax of a document: far above what 64 KB of sensible GraphQL holds, far below what overflows the parser's stack. */
export const MAX_TOKENS = 10_000

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>

interface Size {
  readonly depth: number
  readonly fields: number
}

/** Depth, and number of fields at the top, of a selection; fragments are looked through, introspection counts nothing. */
function sizeOf(set: SelectionSetNode, fragments: Fragments, known: Map<string, Size>): Size {
  let depth = 0
  let fields = 0
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      fields += 1
      if (selection.name.value.startsWith('__')) continue
      const below = selection.selectionSet ? sizeOf(selection.selectionSet, fragments, known).depth : 0
      depth = Math.max(depth, 1 + below)
    } else {
      const inner =
        selection.kind === Kind.INLINE_FRAGMENT
          ? sizeOf(selection.selectionSet, fragments, known)
          : sizeOfFragment(selection.name.value, fragments, known)
      depth = Math.max(depth, inner.depth)
      fields += inner.fields
    }
  }
  return { depth, fields }
}

function sizeOfFragment(name: string, fragments: Fragments, known: Map<string, Size>): Size {
  const before = known.get(name)
  if (before) return before
  const fragment = fragments.get(name)
  if (!fragment) return { depth: 0, fields: 0 }
  const size = sizeOf(fragment.selectionSet, fragments, known)
  known.set(name, size)
  return size
}

function tooComplex(sentence: string): GraphQLError {
  return new GraphQLError(sentence, {
    extensions: { http: { status: 400 } },
    originalError: new AppError('TOO_COMPLEX', sentence, { level: 'debug' }),
  })
}

export interface Request {
  readonly schema: GraphQLSchema
  /** Already validated: its fragments make no circle. */
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly variables?: Readonly<Record<string, unknown>> | null
}

/** Refuses, before anything runs, an operation that is too deep, too wide or whose answer would be too long. */
export function checkLimits({ schema, document, operation, variables }: Request): void {
  const fragments = new Map(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  )
  const { depth, fields } = sizeOf(operation.selectionSet, fragments, new Map())
  if (depth > MAX_DEPTH) throw tooComplex(`The query is ${depth} levels deep; ${MAX_DEPTH} are allowed.`)
  if (fields > MAX_ROOT_FIELDS) {
    throw tooComplex(`The query asks ${fields} fields at its root; ${MAX_ROOT_FIELDS} are allowed.`)
  }
  const objects = objectsOf({ schema, document, operation, variables })
  if (objects > MAX_OBJECTS) {
    throw tooComplex(
      `The answer would hold about ${Math.ceil(objects)} objects; ${MAX_OBJECTS} are allowed. Ask a shorter range or a coarser granularity.`,
    )
  }
}

/** Wrong variables cost nothing here: execution refuses them by itself, with a better sentence. */
function objectsOf({ schema, document, operation, variables }: Request): number {
  const values = { ...variables }
  if (getVariableValues(schema, operation.variableDefinitions ?? [], values).errors) return 0
  try {
    return getComplexity({
      schema,
      query: {
        ...document,
        definitions: [
          operation,
          ...document.definitions.filter(({ kind }) => kind !== Kind.OPERATION_DEFINITION),
        ],
      },
      variables: values,
      estimators: [fieldExtensionsEstimator(), usualCost],
    })
  } catch (error) {
    throw tooComplex(error instanceof Error ? error.message : 'The cost of the query cannot be estimated.')
  }
}
