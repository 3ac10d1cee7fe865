import { useMutation } from '@vue/apollo-composable'
import { computed, inject, provide, ref, watch, type ComputedRef, type InjectionKey, type Ref } from 'vue'
import { SetDemoDocument } from '../../graphql/generated/graphql'
import type { Clock } from '../clock/useClock'

export interface Demo {
  /** The demo household is on screen. */
  on: ComputedRef<boolean>
  /** The household that is being opened; null when nothing moves. */
  moving: Ref<'demo' | 'real' | null>
  /** refused: the server said no; unsent: it did not answer. */
  failure: Ref<'refused' | 'unsent' | null>
  go: (on: boolean) => Promise<void>
}

const key: InjectionKey<Demo> = Symbol('demo')
/** The last household seen by this browser, so that the first picture of a page has the banner's room. */
const STORED = 'demo'

/** When the server serves another household, the page begins again: nothing of one is ever shown beside the other. */
export function provideDemo({ about }: Pick<Clock, 'about'>): Demo {
  const { mutate } = useMutation(SetDemoDocument, { fetchPolicy: 'no-cache' })
  const moving: Demo['moving'] = ref(null)
  const failure: Demo['failure'] = ref(null)
  const stored = localStorage.getItem(STORED) === 'true'
  const on = computed(() => about.value?.demo ?? stored)

  watch(
    () => about.value?.demo,
    (now, before) => {
      if (now === undefined) return
      localStorage.setItem(STORED, String(now))
      if (before !== undefined && now !== before) window.location.assign('/')
    },
  )

  async function go(wanted: boolean): Promise<void> {
    moving.value = wanted ? 'demo' : 'real'
    failure.value = null
    try {
      await mutate({ on: wanted })
    } catch (error) {
      moving.value = null
      failure.value = (error as { networkError?: unknown }).networkError ? 'unsent' : 'refused'
    }
  }
  const demo = { on, moving, failure, go }
  provide(key, demo)
  return demo
}

export function useDemo(): Demo {
  const demo = inject(key)
  if (!demo) throw new Error('useDemo() needs provideDemo() above it.')
  return demo
}
