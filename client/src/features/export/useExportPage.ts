import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute, useRouter } from 'vue-router'
import type { ExportKind } from '../../graphql/generated/graphql'
import { kinds } from './kinds'
import { useExportActions } from './useExportActions'
import { useExportPreview } from './useExportPreview'
import { useExportRuns } from './useExportRuns'
import { useExports } from './useExports'
import { useExportSnippets } from './useExportSnippets'

export type View = 'detail' | 'choose' | 'form'

/** The page reads its address: ?target=…, ?target=…&edit, ?add=MQTT, ?add. */
export function useExportPage() {
  const { t } = useI18n()
  const route = useRoute()
  const router = useRouter()
  const exports = useExports()
  const { targets, known, refresh } = exports

  const asked = computed(() => (typeof route.query.target === 'string' ? route.query.target : null))
  const target = computed(
    () => targets.value.find(({ id }) => id === asked.value) ?? targets.value[0] ?? null,
  )
  const adding = computed(() => 'add' in route.query || (known.value && targets.value.length === 0))
  const kind = computed<ExportKind | null>(() => {
    if (adding.value) return kinds.find((one) => one === route.query.add) ?? null
    return target.value?.kind ?? null
  })
  const view = computed<View>(() => {
    if (adding.value) return kind.value === null ? 'choose' : 'form'
    return 'edit' in route.query ? 'form' : 'detail'
  })
  const shown = computed(() => (view.value === 'detail' ? (target.value?.id ?? null) : null))
  const stamp = computed(() => {
    const run = target.value?.lastRun
    return `${target.value?.id} ${run?.id} ${run?.state} ${target.value?.pending}`
  })
  const history = useExportRuns(shown, stamp)
  const preview = useExportPreview(() => (shown.value === null ? null : { id: shown.value }), stamp)
  const snippets = useExportSnippets(shown)
  const actions = useExportActions(refresh)
  const refusal = computed(() => {
    if (actions.failure.value === 'OFFLINE') return t('failure.OFFLINE')
    const code = actions.refusal.value?.code ?? actions.failure.value
    return code ? `${t(`reasons.${code}.title`)}. ${t(`reasons.${code}.text`)}` : null
  })

  async function order(name: string, typed: string): Promise<void> {
    const id = target.value?.id
    if (id === undefined) return
    if (name === 'edit') await router.push({ path: '/export', query: { target: id, edit: null } })
    else if (name === 'run') await actions.run(id)
    else if (name === 'dryRun') await actions.dryRun(id)
    else if (name === 'verify') await actions.verify(id)
    else if (name === 'repair') await actions.repair(id)
    else if (name === 'install') await actions.install(id)
    else if (name === 'backfill') await actions.backfill(id, typed)
    else if (name === 'switch') await actions.turn(id, !target.value?.enabled)
    else if (name === 'purge') await actions.purge(id, typed)
    else if (name === 'delete' && (await actions.remove(id))) await router.replace('/export')
  }
  const show = (id: string | null) =>
    router.push({ path: '/export', query: id === null ? {} : { target: id } })

  return {
    ...exports,
    asked,
    target,
    adding,
    kind,
    view,
    history,
    preview,
    snippets,
    actions,
    refusal,
    order,
    show,
  }
}
