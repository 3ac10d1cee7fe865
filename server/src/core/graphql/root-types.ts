import type { GraphQLSchema } from 'graphql'

/** Nest gives the root types no description of their own. */
export function describeRoots(schema: GraphQLSchema): GraphQLSchema {
  const roots = [
    [
      schema.getQueryType(),
      'Reads. They fetch what is missing within a small time budget, then answer from the database; an outage of the gateway never fails them.',
    ],
    [
      schema.getMutationType(),
      'Writes. An expected refusal comes back as a Problem; anything else is thrown.',
    ],
    [schema.getSubscriptionType(), 'Events (graphql-ws). They name what changed: ask again for it.'],
  ] as const
  for (const [type, description] of roots) if (type) type.description = description
  return schema
}
