/** Where an arrow key leads from a mark; null when the key means nothing here. */
export function stepped(
  key: string,
  from: number | null,
  count: number,
  { horizontal, vertical }: { horizontal: number; vertical: number },
): number | null {
  const last = count - 1
  if (last < 0) return null
  const moves: Record<string, number> = {
    ArrowRight: horizontal,
    ArrowLeft: -horizontal,
    ArrowDown: vertical,
    ArrowUp: -vertical,
    PageDown: horizontal * 7,
    PageUp: -horizontal * 7,
  }
  if (key === 'Home') return 0
  if (key === 'End') return last
  const move = moves[key]
  if (move === undefined) return null
  if (from === null) return move > 0 ? 0 : last
  const target = from + move
  return target < 0 || target > last ? from : target
}
