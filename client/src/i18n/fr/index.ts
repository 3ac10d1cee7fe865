import { dashboard } from './dashboard'
import { energy } from './energy'
import { reasons } from './reasons'
import { settings } from './settings'
import { shell } from './shell'
import { sync } from './sync'
import { welcome } from './welcome'

export const fr = { ...shell, dashboard, energy, reasons, settings, sync, welcome }

/** Same keys, other words. */
export type Messages = typeof fr
