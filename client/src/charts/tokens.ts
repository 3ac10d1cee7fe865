const names = [
  'surface',
  'sunken',
  'line',
  'line-2',
  'control',
  'ink',
  'ink-2',
  'ink-3',
  'accent',
  'hc',
  'hp',
  'base',
  'inj',
  'tempo-blue',
  'tempo-white',
  'tempo-white-edge',
  'tempo-red',
  'tb-hc',
  'tw-hc',
  'tr-hc',
  'cmp',
  'cmp-ghost',
  'missing',
  'missing-bg',
  'ok',
  'warn-fill',
  'error',
  'seq-0',
  'seq-1',
  'seq-2',
  'seq-3',
  'seq-4',
  'seq-5',
] as const

export type TokenName = (typeof names)[number]

/** A drawn pattern, as the chart library takes it. */
export interface Hatch {
  image: HTMLCanvasElement
  repeat: 'repeat'
}

/** Colours of the theme in force, resolved: the library's colour parser does not know CSS variables. */
export type Tokens = Record<TokenName, string> & { hatch: Hatch }

const TILE = 10

/** Diagonals of 1.5 px every 5 px, that join from tile to tile. */
function hatchOf(ink: string, ground: string): Hatch {
  const image = document.createElement('canvas')
  image.width = TILE
  image.height = TILE
  const pen = image.getContext('2d')
  if (pen) {
    pen.fillStyle = ground
    pen.fillRect(0, 0, TILE, TILE)
    pen.strokeStyle = ink
    pen.lineWidth = 1.5
    pen.beginPath()
    for (let start = -TILE; start <= TILE * 2; start += TILE / 2) {
      pen.moveTo(start - 1, TILE + 1)
      pen.lineTo(start + TILE + 1, -1)
    }
    pen.stroke()
  }
  return { image, repeat: 'repeat' }
}

export function readTokens(root = document.documentElement): Tokens {
  const style = getComputedStyle(root)
  const colors = Object.fromEntries(
    names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]),
  ) as Record<TokenName, string>
  return { ...colors, hatch: hatchOf(colors.missing, colors['missing-bg']) }
}
