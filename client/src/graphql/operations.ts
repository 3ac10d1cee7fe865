import { getMainDefinition } from '@apollo/client/utilities'
import { Kind, type DocumentNode, type OperationTypeNode } from 'graphql'

export function operationKind(document: DocumentNode): `${OperationTypeNode}` | null {
  const main = getMainDefinition(document)
  return main.kind === Kind.OPERATION_DEFINITION ? main.operation : null
}
