import type { apart } from './apart'
import { charts, consumption, production } from './consumption'
import { contract } from './contract'
import { corrections, leaving } from './corrections'
import { costs } from './costs'
import { dashboard } from './dashboard'
import { demo } from './demo'
import { energy } from './energy'
import { destinations } from './export'
import { grid } from './grid'
import { imports } from './imports'
import { notices } from './notices'
import { morning } from './morning'
import { offers } from './offers'
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
  contract,
  corrections,
  costs,
  dashboard,
  demo,
  destinations,
  energy,
  grid,
  imports,
  leaving,
  notices,
  morning,
  offers,
  production,
  reasons,
  settings,
  sync,
  tariffs,
  welcome,
}

/** What every page may say, and what is fetched before any of them. */
export type Common = typeof fr
/** Same keys, other words. */
export type Messages = Common & typeof apart
