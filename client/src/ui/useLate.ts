import { onScopeDispose, readonly, ref, toValue, watch, type MaybeRefOrGetter, type Ref } from 'vue'

const PATIENCE_MS = 200

/** True once `waiting` has lasted: an answer that comes at once shows no grey shape. */
export function useLate(waiting: MaybeRefOrGetter<boolean>): Readonly<Ref<boolean>> {
  const late = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(
    () => toValue(waiting),
    (now) => {
      clearTimeout(timer)
      if (!now) late.value = false
      else timer = setTimeout(() => (late.value = true), PATIENCE_MS)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))
  return readonly(late)
}
