import type { CellKind } from './season'

/** Plain tint · outlined, bold · filled, two opposite corners rounded: each reads without its colour. */
export const cellLooks: Record<CellKind, string> = {
  BLUE: 'bg-[var(--tempo-blue-soft)] text-[var(--tempo-blue-ink)]',
  WHITE:
    'border-[1.5px] border-[var(--tempo-white-edge)] bg-[var(--tempo-white)] font-[640] text-[var(--on-tempo-white)]',
  RED: 'bg-[var(--tempo-red)] font-[640] text-[var(--on-tempo-red)] !rounded-tl-[9px] !rounded-br-[9px] max-md:!rounded-tl-[6px] max-md:!rounded-br-[6px]',
  'possible-red':
    'possible-red border-[1.5px] border-[var(--tempo-red)] text-[var(--tempo-red-ink)] !rounded-tl-[9px] !rounded-br-[9px] max-md:!rounded-tl-[6px] max-md:!rounded-br-[6px]',
  'to-come': 'border border-line text-ink-3',
  unknown: 'hatched',
}
