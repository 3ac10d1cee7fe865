import { balance } from './balance'

/** Words of pages that are seldom the first: fetched with them. */
export const apart = { balance }
