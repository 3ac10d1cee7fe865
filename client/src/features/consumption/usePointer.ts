import type { Ref } from 'vue'

/** Which mark of a drawing is pointed at, by mouse, finger or arrow keys. */
export function usePointer(
  pointed: Ref<number | null>,
  count: () => number,
  plot: () => { left: number; width: number },
) {
  function follow(event: PointerEvent): void {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect()
    const { left, width } = plot()
    const index = Math.floor(((event.clientX - box.left - left) / width) * count())
    pointed.value = index >= 0 && index < count() ? index : null
  }
  function leave(): void {
    pointed.value = null
  }
  function key(event: KeyboardEvent): void {
    const last = count() - 1
    const from = pointed.value ?? -1
    const targets: Record<string, number> = {
      ArrowRight: from + 1,
      ArrowUp: from + 1,
      ArrowLeft: from - 1,
      ArrowDown: from - 1,
      PageUp: from + 6,
      PageDown: from - 6,
      Home: 0,
      End: last,
    }
    const target = targets[event.key]
    if (event.key === 'Escape') leave()
    if (target === undefined) return
    event.preventDefault()
    pointed.value = Math.min(last, Math.max(0, target))
  }
  return { pointermove: follow, pointerdown: follow, pointerleave: leave, blur: leave, keydown: key }
}
