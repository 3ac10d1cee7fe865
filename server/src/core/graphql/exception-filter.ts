import type { ArgumentsHost } from '@nestjs/common'
import { Catch } from '@nestjs/common'
import { BaseExceptionFilter } from '@nestjs/core'

/** Leaves errors of resolvers to the error formatter, which knows how loud each one is; HTTP keeps Nest's own. */
@Catch()
export class ResolverErrors extends BaseExceptionFilter {
  override catch(error: unknown, host: ArgumentsHost): unknown {
    if (host.getType<'graphql' | 'http'>() === 'graphql') return error
    super.catch(error, host)
    return undefined
  }
}
