import type { DynamicModule } from '@nestjs/common'
import { Module } from '@nestjs/common'

import type { CoreOptions } from './core/index.js'
import { CoreModule } from './core/index.js'

/** Assembles the house, bottom floor first; decides nothing. */
@Module({})
export class AppModule {
  static register(options: CoreOptions): DynamicModule {
    return { module: AppModule, imports: [CoreModule.register(options)] }
  }
}
