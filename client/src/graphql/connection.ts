import { readonly, ref } from 'vue'

/** OPENING until the first contact; LOST between a cut and the next contact. */
export type Connection = 'OPENING' | 'OPEN' | 'LOST'

const state = ref<Connection>('OPENING')
const lostAt = ref<number | null>(null)
const rememberedAt = ref<number | null>(null)

export const connection = {
  state: readonly(state),
  lostAt: readonly(lostAt),
  /** When the oldest figure shown from memory came; null when all were answered by the server. */
  rememberedAt: readonly(rememberedAt),
}

/** Returns true when this contact ends an interruption. */
export function connectionOpened(): boolean {
  const back = state.value === 'LOST'
  state.value = 'OPEN'
  lostAt.value = null
  rememberedAt.value = null
  return back
}

export function connectionLost(now = Date.now()): void {
  if (state.value === 'LOST') return
  state.value = 'LOST'
  lostAt.value = now
}

/** An answer of before stands for one that did not come. */
export function shownFromMemory(at: number): void {
  rememberedAt.value = Math.min(at, rememberedAt.value ?? at)
}
