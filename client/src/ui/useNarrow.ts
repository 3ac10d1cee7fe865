import { onScopeDispose, readonly, ref } from 'vue'

/** A phone's width, as the styles understand it. */
export function useNarrow() {
  const query = window.matchMedia('(max-width: 719px)')
  const narrow = ref(query.matches)
  const follow = () => (narrow.value = query.matches)
  query.addEventListener('change', follow)
  onScopeDispose(() => query.removeEventListener('change', follow))
  return readonly(narrow)
}
