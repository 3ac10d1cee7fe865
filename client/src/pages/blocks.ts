export type Block = 'yesterday' | 'months' | 'points' | 'tempo' | 'ecowatt' | 'injection'

export interface Placed {
  block: Block
  /** Columns out of 12, on a wide screen. */
  span: 5 | 6 | 7 | 12
}

const wide: Block[] = ['yesterday', 'months', 'points']
const narrow: Block[] = ['tempo', 'ecowatt', 'injection']

/** Wide and narrow blocks in turn, rows always full; the order is also that of the phone. */
export function placed(shown: ReadonlySet<Block>): Placed[] {
  const left = wide.filter((block) => shown.has(block))
  const right = narrow.filter((block) => shown.has(block))
  const rows = left.flatMap((block, index): Placed[] => {
    const beside = right[index]
    return beside
      ? [
          { block, span: 7 },
          { block: beside, span: 5 },
        ]
      : [{ block, span: 12 }]
  })
  const rest = right.slice(left.length)
  const alone = rest.length % 2 === 1
  return [
    ...rows,
    ...rest.map((block, index): Placed => ({ block, span: alone && index === rest.length - 1 ? 12 : 6 })),
  ]
}

/** Written in full: Tailwind finds class names by reading. */
export const spanClass: Record<Placed['span'], string> = {
  5: 'md:col-span-6 lg:col-span-5',
  6: 'md:col-span-6',
  7: 'md:col-span-6 lg:col-span-7',
  12: '',
}
