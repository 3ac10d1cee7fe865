import { useQuery } from '@vue/apollo-composable'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { useI18n } from 'vue-i18n'
import { ExportSnippetsDocument } from '../../graphql/generated/graphql'

/** What may be copied elsewhere: a dashboard, a card, the names to pick. */
export function useExportSnippets(id: MaybeRefOrGetter<string | null>) {
  const { locale } = useI18n()
  const { result } = useQuery(
    ExportSnippetsDocument,
    () => ({ id: toValue(id) ?? '', language: locale.value === 'en' ? ('EN' as const) : ('FR' as const) }),
    () => ({ enabled: toValue(id) !== null, fetchPolicy: 'cache-and-network' as const }),
  )
  return computed(() => result.value?.exportTarget?.snippets ?? [])
}
