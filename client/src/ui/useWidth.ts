import { onMounted, onScopeDispose, readonly, ref, type Ref, type ShallowRef } from 'vue'

/** Width in CSS pixels of an element, followed as it changes; drawings then need no stretching. */
export function useWidth(
  element: Readonly<ShallowRef<HTMLElement | null>>,
  initial = 600,
): Readonly<Ref<number>> {
  const width = ref(initial)
  const observer = new ResizeObserver(([entry]) => {
    if (entry && entry.contentRect.width > 0) width.value = Math.round(entry.contentRect.width)
  })
  onMounted(() => {
    if (!element.value) return
    width.value = element.value.clientWidth || initial
    observer.observe(element.value)
  })
  onScopeDispose(() => observer.disconnect())
  return readonly(width)
}
