import { onScopeDispose, readonly, shallowRef, type ShallowRef } from 'vue'
import { readTokens, type Tokens } from './tokens'

/** Colours of the theme in force; read again when it changes. */
export function useTokens(): Readonly<ShallowRef<Tokens>> {
  const tokens = shallowRef(readTokens())
  const observer = new MutationObserver(() => (tokens.value = readTokens()))
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  onScopeDispose(() => observer.disconnect())
  return readonly(tokens) as Readonly<ShallowRef<Tokens>>
}
