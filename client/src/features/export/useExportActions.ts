import { useApolloClient } from '@vue/apollo-composable'
import { ref, shallowRef } from 'vue'
import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { failureOf, type Failure } from '../../graphql/failure'
import { ApolloError } from '@apollo/client/core'
import {
  DeleteExportTargetDocument,
  InstallExportDocument,
  PurgeExportDocument,
  RepairExportDocument,
  RunExportDocument,
  SaveExportTargetDocument,
  VerifyExportDocument,
  type ExportRunFieldsFragment,
  type ProblemFieldsFragment,
} from '../../graphql/generated/graphql'

export type Order =
  | 'run'
  | 'dryRun'
  | 'backfill'
  | 'verify'
  | 'repair'
  | 'install'
  | 'purge'
  | 'delete'
  | 'switch'
type Outcome = ExportRunFieldsFragment | ProblemFieldsFragment | { __typename: 'ExportTarget' }

/** What a person asks of a destination; each order answers at once, its run is followed elsewhere. */
export function useExportActions(refresh: () => Promise<unknown>) {
  const { client } = useApolloClient()
  const busy = ref<Order | null>(null)
  const refusal = shallowRef<ProblemFieldsFragment | null>(null)
  const failure = ref<Failure | null>(null)

  async function order<D, V extends Record<string, unknown>>(
    name: Order,
    mutation: TypedDocumentNode<D, V>,
    variables: V,
    read: (data: D) => Outcome | null,
  ): Promise<boolean> {
    busy.value = name
    refusal.value = null
    failure.value = null
    try {
      const { data } = await client.mutate({ mutation, variables, fetchPolicy: 'no-cache' })
      const outcome = data ? read(data) : null
      refusal.value = outcome?.__typename === 'Problem' ? outcome : null
    } catch (error) {
      failure.value = error instanceof ApolloError ? failureOf(error) : 'OFFLINE'
    }
    busy.value = null
    await refresh()
    return refusal.value === null && failure.value === null
  }

  return {
    busy,
    refusal,
    failure,
    run: (id: string) => order('run', RunExportDocument, { id, dryRun: false }, ({ runExport }) => runExport),
    dryRun: (id: string) =>
      order('dryRun', RunExportDocument, { id, dryRun: true }, ({ runExport }) => runExport),
    backfill: (id: string, from: string) =>
      order('backfill', RunExportDocument, { id, from, dryRun: false }, ({ runExport }) => runExport),
    verify: (id: string) => order('verify', VerifyExportDocument, { id }, ({ verifyExport }) => verifyExport),
    repair: (id: string) => order('repair', RepairExportDocument, { id }, ({ repairExport }) => repairExport),
    install: (id: string) =>
      order('install', InstallExportDocument, { id }, ({ installExport }) => installExport),
    purge: (id: string, confirm: string) =>
      order('purge', PurgeExportDocument, { id, confirm }, ({ purgeExport }) => purgeExport),
    remove: (id: string) => order('delete', DeleteExportTargetDocument, { id }, () => null),
    turn: (id: string, enabled: boolean) =>
      order('switch', SaveExportTargetDocument, { input: { id, enabled } }, (data) => data.saveExportTarget),
  }
}

export type ExportActions = ReturnType<typeof useExportActions>
