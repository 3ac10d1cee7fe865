import { charts, consumption, production } from './consumption'
import { dashboard } from './dashboard'
import { energy } from './energy'
import { destinations } from './export'
import { grid } from './grid'
import { reasons } from './reasons'
import { settings } from './settings'
import { shell } from './shell'
import { sync } from './sync'
import { tariffs } from './tariffs'
import { welcome } from './welcome'

export const fr = {
  ...shell,
  charts,
  consumption,
  dashboard,
  destinations,
  energy,
  grid,
  production,
  reasons,
  settings,
  sync,
  tariffs,
  welcome,
}

/** Same keys, other words. */
export type Messages = typeof fr
