import { onMounted, onScopeDispose, reactive, readonly, type ShallowRef } from 'vue'

/** Size in CSS pixels of an element, followed as it changes; drawings then need no stretching. */
export function useSize(element: Readonly<ShallowRef<HTMLElement | null>>, width = 600, height = 120) {
  const size = reactive({ width, height })
  const measure = () => {
    const box = element.value
    if (!box || box.clientWidth === 0) return
    size.width = box.clientWidth
    size.height = box.clientHeight
  }
  const observer = new ResizeObserver(measure)
  onMounted(() => {
    if (!element.value) return
    measure()
    observer.observe(element.value)
  })
  onScopeDispose(() => observer.disconnect())
  return readonly(size)
}
