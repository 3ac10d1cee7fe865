import { ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Notices } from '../features/notices/useNotices'
import type { Sync } from '../features/sync/useSync'
import { connection } from '../graphql/connection'

/** What a reader hears without asking: a sync starts or ends, a notice appears, the server goes or returns. Nothing in between. */
export function useAnnouncements(sync: Sync, notices: Notices) {
  const { t } = useI18n()
  const text = ref('')
  watch(
    () => sync.status.value?.current?.id ?? null,
    (now, before) => {
      if (now !== null) text.value = t('sync.running')
      else if (before !== null) text.value = t('sync.ended')
    },
  )
  watch(
    () => (notices.known.value ? notices.all.value : null),
    (now, before) => {
      if (!now || !before) return
      const heard = new Set(before.map(({ id }) => id))
      const newest = now.find(({ id }) => !heard.has(id))
      if (newest) text.value = t('notices.appeared', { text: newest.text })
    },
  )
  watch(connection.state, (now, before) => {
    if (now === 'LOST') text.value = t('connection.lost')
    else if (before === 'LOST') text.value = t('connection.back')
  })
  return text
}
