import type { Type } from '@nestjs/common'

/** Every resolver class of the house: what print-schema prints. */
export const resolvers: Type[] = []
