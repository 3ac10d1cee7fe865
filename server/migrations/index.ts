import { Migration20261124000000 } from './Migration20261124000000.js'
import { Migration20261124090000 } from './Migration20261124090000.js'
import { Migration20261124100000 } from './Migration20261124100000.js'
import { Migration20261124120000 } from './Migration20261124120000.js'
import { Migration20261125010000 } from './Migration20261125010000.js'
import { Migration20261125020000 } from './Migration20261125020000.js'
import { Migration20261125030000 } from './Migration20261125030000.js'
import { Migration20261125040000 } from './Migration20261125040000.js'
import { Migration20261125050000 } from './Migration20261125050000.js'

/** In order, oldest first. Append-only: what ran in a house is never changed. */
export const migrations = [
  Migration20261124000000,
  Migration20261124090000,
  Migration20261124100000,
  Migration20261124120000,
  Migration20261125010000,
  Migration20261125020000,
  Migration20261125030000,
  Migration20261125040000,
  Migration20261125050000,
]
