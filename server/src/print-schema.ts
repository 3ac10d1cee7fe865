import 'reflect-metadata'

import { NestFactory } from '@nestjs/core'
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql'
import { lexicographicSortSchema, printSchema } from 'graphql'
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'

import { describeRoots } from './core/index.js'
import { resolvers } from './resolvers.js'

/** Resolver classes → schema.graphql of the repository (or the file named first). Needs no database. */
const file = resolve(process.argv[2] ?? '../schema.graphql')
const app = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: ['error'] })
const schema = await app.get(GraphQLSchemaFactory).create(resolvers)
await writeFile(file, `${printSchema(lexicographicSortSchema(describeRoots(schema))).trimEnd()}\n`)
await app.close()
