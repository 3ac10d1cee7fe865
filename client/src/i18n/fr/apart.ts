import { balance } from './balance'
import { solar } from './solar'

/** Words of pages that are seldom the first: fetched with them. */
export const apart = { balance, solar }
