import type { apart as french } from '../fr/apart'
import { balance } from './balance'
import { solar } from './solar'

export const apart: typeof french = { balance, solar }
