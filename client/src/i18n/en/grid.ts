import type { Messages } from '../fr'

export const grid: Messages['grid'] = {}
