import { computed, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute, useRouter } from 'vue-router'
import { useWords } from '../charts/words'
import { saveText } from '../charts/save'
import { fileName } from '../charts/csv'
import { useClock } from '../features/clock/useClock'
import { useOfferNames } from '../features/contract/useContract'
import { filterOf, queryOf, wantedOf, type Wanted } from '../features/offers/catalogue'
import { emptyOffer, offerDraft, offerInput, type OfferDraft } from '../features/offers/offerDraft'
import {
  emptyProposal,
  proposalDraft,
  proposalFrom,
  type ProposalDraft,
} from '../features/offers/proposalDraft'
import { useContributions } from '../features/offers/useContributions'
import { useCatalogue, useHistory, useOfferActions } from '../features/offers/useOffers'
import { useSelection } from '../features/usage-points/useSelection'
import type { ContributionInput, OfferInput } from '../graphql/generated/graphql'

const tabs = ['catalogue', 'mine', 'proposals'] as const
export type Tab = (typeof tabs)[number]
type Form = 'offer' | 'copy' | 'new' | 'file' | 'proposal' | 'propose'
const forms: readonly string[] = ['offer', 'copy', 'new', 'file', 'proposal', 'propose'] satisfies Form[]

/** Everything the page of offers shows; what is open is in the address. */
export function useContributePage() {
  const { locale } = useI18n()
  const words = useWords()
  const route = useRoute()
  const router = useRouter()
  const { now, today } = useClock()
  const { pdl } = useSelection()
  const go = (change: Record<string, string | undefined>) =>
    void router.push({ query: { ...route.query, ...change } })
  const text = (name: string) => (typeof route.query[name] === 'string' ? route.query[name] : null)

  const tab = computed<Tab>(() => tabs.find((name) => name === route.query.tab) ?? 'catalogue')
  const shown = computed(() => text('offer'))
  const proposalId = computed(() => text('proposal'))
  const form = computed(() => (forms.includes(text('form') ?? '') ? (text('form') as Form) : null))
  const wanted = computed(() => wantedOf(route.query))
  const { offers, failure } = useCatalogue(
    computed(() => filterOf(wanted.value)),
    today,
  )
  const { offers: mine } = useCatalogue({ origins: ['MANUAL'], withPast: true }, today)
  const { offers: names } = useOfferNames(() => shown.value !== null)
  const named = computed(() => {
    const found = names.value.find(({ id }) => id === shown.value)
    if (!found) return null
    return { search: `${found.provider} ${found.name}`, types: [found.type], withPast: true }
  })
  const { offers: histories } = useHistory(named)
  const offer = computed(() => histories.value?.find(({ id }) => id === shown.value) ?? null)
  const actions = useOfferActions()
  const talks = useContributions()
  const proposal = computed(
    () => talks.contributions.value?.find(({ id }) => id === proposalId.value) ?? null,
  )
  /** A file read, until it is kept or left. */
  const read = shallowRef<OfferDraft | null>(null)

  const offerForm = computed<OfferDraft | null>(() => {
    if (form.value === 'new') return emptyOffer()
    if (form.value === 'file') return read.value ?? emptyOffer()
    if ((form.value !== 'offer' && form.value !== 'copy') || !offer.value) return null
    return offerDraft(offer.value, locale.value, form.value === 'copy', words)
  })
  const proposalForm = computed<ProposalDraft | null>(() => {
    if (form.value === 'proposal') return proposal.value && proposalDraft(proposal.value, locale.value)
    if (form.value !== 'propose') return null
    if (shown.value === null) return emptyProposal(today.value)
    return offer.value && proposalFrom(offer.value, today.value, locale.value)
  })

  function open(change: Record<string, string | undefined>): void {
    actions.forget()
    talks.forget()
    go({ offer: undefined, proposal: undefined, form: undefined, ...change })
  }
  async function keepOffer(input: OfferInput): Promise<void> {
    const id = await actions.save(input)
    if (id !== null) open({ tab: 'mine', offer: id })
  }
  async function removeOffer(): Promise<void> {
    if (shown.value !== null && (await actions.remove(shown.value))) open({ tab: 'mine' })
  }
  async function keepProposal(input: ContributionInput, send: boolean): Promise<void> {
    const id = await talks.save(input, send)
    if (id !== null) open({ tab: 'proposals', proposal: id })
  }
  async function removeProposal(): Promise<void> {
    if (proposal.value && (await talks.remove(proposal.value.id))) open({ tab: 'proposals' })
  }
  function exportOffer(): void {
    if (!offer.value) return
    const draft = offerDraft(offer.value, locale.value, false, words)
    const input = offerInput({ ...draft, id: null }, {})
    saveText(fileName(offer.value.name, 'json'), JSON.stringify(input, null, 2), 'application/json')
  }

  return {
    now,
    today,
    pdl,
    tab,
    shown,
    form,
    wanted,
    offers,
    failure,
    mine,
    offer,
    proposal,
    proposalId,
    offerForm,
    proposalForm,
    actions,
    talks,
    open,
    keepOffer,
    removeOffer,
    keepProposal,
    removeProposal,
    exportOffer,
    chooseTab: (name: Tab) => open({ tab: name === 'catalogue' ? undefined : name }),
    look: (change: Wanted) => void router.replace({ query: { ...route.query, ...queryOf(change) } }),
    readFile: (draft: OfferDraft) => {
      read.value = draft
      open({ tab: 'mine', form: 'file' })
    },
    /** From what is shown, its form. */
    openForm: (name: Form) => {
      actions.forget()
      talks.forget()
      go({ form: name })
    },
    leave: () => go({ form: undefined }),
  }
}

export type ContributePageView = ReturnType<typeof useContributePage>
