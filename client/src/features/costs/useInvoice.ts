import { useApolloClient } from '@vue/apollo-composable'
import { ref, shallowRef } from 'vue'
import {
  CheckInvoiceDocument,
  type CheckInvoiceQuery,
  type InvoiceInput,
} from '../../graphql/generated/graphql'

export type InvoiceVerdict = CheckInvoiceQuery['checkInvoice']

/** A bill set against our figures; nothing is stored. */
export function useInvoice() {
  const { client } = useApolloClient()
  const verdict = shallowRef<InvoiceVerdict | null>(null)
  const failed = ref(false)
  const checking = ref(false)

  async function check(input: InvoiceInput): Promise<void> {
    checking.value = true
    const answer = await client
      .query({ query: CheckInvoiceDocument, variables: { input }, fetchPolicy: 'no-cache' })
      .catch(() => null)
    checking.value = false
    verdict.value = answer?.data.checkInvoice ?? null
    failed.value = verdict.value === null
  }
  return { verdict, failed, checking, check }
}
