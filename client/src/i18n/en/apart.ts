import type { apart as french } from '../fr/apart'
import { balance } from './balance'

export const apart: typeof french = { balance }
