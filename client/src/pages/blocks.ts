export type Block = 'yesterday' | 'spans' | 'months' | 'points' | 'price' | 'tempo' | 'ecowatt' | 'injection'

export interface Placed {
  block: Block
  /** Columns out of 12, on a wide screen. */
  span: 5 | 6 | 7 | 12
  /** Columns out of 12 on a tablet, where narrow ones pair and wide ones stand alone. */
  tablet: 6 | 12
}

const wide: Block[] = ['yesterday', 'months', 'points']
const narrow: Block[] = ['price', 'tempo', 'ecowatt', 'injection']

function spans(count: number, index: number): 6 | 12 {
  return count % 2 === 1 && index === count - 1 ? 12 : 6
}

/** Wide and narrow blocks in turn, rows always full; the order is also that of the phone. */
export function placed(shown: ReadonlySet<Block>): Placed[] {
  const left = wide.filter((block) => shown.has(block))
  const right = narrow.filter((block) => shown.has(block))
  const rows = left.flatMap((block, index): Placed[] => {
    const beside = right[index]
    if (!beside) return [{ block, span: 12, tablet: 12 }]
    return [
      { block, span: 7, tablet: 12 },
      { block: beside, span: 5, tablet: spans(right.length, index) },
    ]
  })
  const rest = right.slice(left.length).map((block, index, all): Placed => ({
    block,
    span: spans(all.length, index),
    tablet: spans(right.length, left.length + index),
  }))
  const all = [...rows, ...rest]
  /** The totals stand alone, under the first row. */
  const first = all[0]?.span === 12 ? 1 : 2
  const totals: Placed[] = shown.has('spans') ? [{ block: 'spans', span: 12, tablet: 12 }] : []
  return [...all.slice(0, first), ...totals, ...all.slice(first)]
}

/** Written in full: Tailwind finds class names by reading. */
export const spanClass: Record<Placed['span'], string> = {
  5: 'lg:col-span-5',
  6: 'lg:col-span-6',
  7: 'lg:col-span-7',
  12: 'lg:col-span-12',
}
export const tabletClass: Record<Placed['tablet'], string> = { 6: 'md:col-span-6', 12: '' }
/** Room kept from the start, so that an answer moves nothing. */
export const heightClass: Record<Block, string> = {
  yesterday: 'min-h-[409px] md:min-h-[382px] lg:min-h-[440px]',
  spans: 'min-h-[340px] lg:min-h-[158px]',
  price: 'min-h-[320px]',
  tempo: 'min-h-[440px]',
  months: 'min-h-[260px] md:min-h-[227px]',
  ecowatt: 'min-h-[323px] lg:min-h-[227px]',
  injection: 'min-h-[220px]',
  points: 'min-h-[220px]',
}
