import { ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Sync } from '../features/sync/useSync'
import { connection } from '../graphql/connection'

/** What a reader hears without asking: a sync starts or ends, the server goes or returns. Nothing in between. */
export function useAnnouncements(sync: Sync) {
  const { t } = useI18n()
  const text = ref('')
  watch(
    () => sync.status.value?.current?.id ?? null,
    (now, before) => {
      if (now !== null) text.value = t('sync.running')
      else if (before !== null) text.value = t('sync.ended')
    },
  )
  watch(connection.state, (now, before) => {
    if (now === 'LOST') text.value = t('connection.lost')
    else if (before === 'LOST') text.value = t('connection.back')
  })
  return text
}
