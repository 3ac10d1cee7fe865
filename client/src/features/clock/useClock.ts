import { useQuery } from '@vue/apollo-composable'
import {
  computed,
  inject,
  onScopeDispose,
  provide,
  ref,
  watch,
  type ComputedRef,
  type InjectionKey,
} from 'vue'
import { parisDay } from '../../format/paris'
import { AboutDocument, type AboutQuery } from '../../graphql/generated/graphql'

export interface Clock {
  /** Epoch milliseconds, by the server's clock. */
  now: ComputedRef<number>
  /** Today in Paris, YYYY-MM-DD. */
  today: ComputedRef<string>
  about: ComputedRef<AboutQuery['about'] | null>
}

const key: InjectionKey<Clock> = Symbol('clock')
const TICK_MS = 10_000
/** Also what keeps a page opened offline on the right day. */
const ASK_MS = 600_000

/** A page left open sees midnight pass, and a wrong clock on this device shifts nothing. */
export function provideClock(): Clock {
  const { result } = useQuery(AboutDocument, null, { pollInterval: ASK_MS })
  const here = ref(Date.now())
  const skew = ref(0)
  const timer = setInterval(() => (here.value = Date.now()), TICK_MS)
  onScopeDispose(() => clearInterval(timer))

  const about = computed(() => result.value?.about ?? null)
  watch(about, (answer) => {
    if (answer) skew.value = Date.parse(answer.now) - Date.now()
  })
  const now = computed(() => here.value + skew.value)
  const today = computed(() => parisDay(now.value))
  const clock = { now, today, about }
  provide(key, clock)
  return clock
}

export function useClock(): Clock {
  const clock = inject(key)
  if (!clock) throw new Error('useClock() needs provideClock() above it.')
  return clock
}
