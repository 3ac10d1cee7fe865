import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

import { ALL_COMMANDS } from './catalogue.js'
import { OPTIONS } from './options.js'

const page = readFileSync(resolve(import.meta.dirname, '../../../../docs/exporters/jeedom.md'), 'utf8')
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').map((cell) => cell.trim()))

describe('docs/exporters/jeedom.md', () => {
  it('lists every command with its name and unit, and no other', () => {
    const listed = rows.filter(([, name]) => !OPTIONS.some((option) => `\`${option.name}\`` === name))
    expect(listed.map(([, name, title, unit]) => [name, title, unit]).sort()).toEqual(
      ALL_COMMANDS.map(({ name, title, unit }) => [`\`${name}\``, title.fr, unit]).sort(),
    )
  })

  it('lists every option', () => {
    for (const { name } of OPTIONS) expect(rows.map(([, cell]) => cell)).toContain(`\`${name}\``)
  })
})
