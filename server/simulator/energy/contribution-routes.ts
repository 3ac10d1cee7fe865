import type { Account } from '../http/account.js'
import type { Exchange, Route } from '../http/exchange.js'
import type { Json, Reply } from '../http/reply.js'
import { detail, envelope, internalError, refused, Refusal } from '../http/reply.js'
import { offsetUtc } from '../wire-time.js'
import type { Contribution, ContributionForm, Contributions } from './contributions.js'
import { contributionRow, isKnownOffer, isKnownProvider } from './contributions.js'

/** `/energy/contribut*`: failures of a form come with 201, failures of an id with a `detail`. */
export class ContributionRoutes {
  constructor(
    private readonly contributions: Contributions,
    private readonly account: Account,
  ) {}

  get routes(): Route[] {
    const user = (method: Route['method'], path: string, answer: Route['answer']): Route => ({
      method,
      path,
      access: 'user',
      answer,
    })
    return [
      user('POST', '/energy/contribute', (exchange) => this.create(exchange)),
      user('POST', '/energy/contribute/batch', (exchange) => this.createAll(exchange)),
      user('GET', '/energy/contributions', () =>
        envelope(this.contributions.all.map((one) => contributionRow(one, this.account.email))),
      ),
      user('GET', '/energy/contributions/unread-count', () =>
        envelope({ unread_count: this.contributions.all.filter(({ unread }) => unread).length }),
      ),
      user('POST', '/energy/contributions/{id}/reply', (exchange) => this.reply(exchange)),
      user('PUT', '/energy/contributions/{id}', (exchange) => this.update(exchange)),
      user('DELETE', '/energy/contributions/{id}', (exchange) => this.remove(exchange)),
    ]
  }

  private create({ body }: Exchange): Reply {
    const form = formOf(body)
    if (
      !isNamed(form) ||
      !isKnownProvider(form.existing_provider_id) ||
      !isKnownOffer(form.existing_offer_id)
    ) {
      return internalError()
    }
    if (!hasText(form, 'price_sheet_url')) {
      return refused('MISSING_FIELD', 'Le lien vers la fiche des prix est obligatoire', 201)
    }
    const problem = this.contributions.takeRefusal() ?? priceProblem(form)
    if (problem) return refused(problem.code, problem.message, 201)
    const { id } = this.contributions.add(form)
    const message = 'Contribution soumise avec succès. Les administrateurs vont la vérifier.'
    return envelope({ id, message }, 201)
  }

  private createAll({ body }: Exchange): Reply {
    const { contributions: forms, price_sheet_url: sheet, auto_approve: approve } = formOf(body)
    if (!Array.isArray(forms) || forms.length === 0) {
      return refused('INVALID_FORMAT', 'La liste de contributions est vide ou invalide', 201)
    }
    if (approve === true) return refused('FORBIDDEN', "L'approbation automatique est réservée", 201)
    const ids: string[] = []
    const problems: string[] = []
    for (const [index, given] of (forms as ContributionForm[]).entries()) {
      const form = {
        ...given,
        price_sheet_url: given.price_sheet_url ?? sheet ?? null,
        existing_offer_id: isKnownOffer(given.existing_offer_id) ? (given.existing_offer_id ?? null) : null,
      }
      const problem = isNamed(form) ? priceProblem(form)?.message : "nom ou type d'offre manquant"
      if (problem) problems.push(`Contribution ${index + 1}: ${problem}`)
      else ids.push(this.contributions.add(form).id)
    }
    return envelope(
      {
        created: ids.length,
        contribution_ids: ids,
        errors: problems.length,
        error_details: problems,
        message: `${ids.length} contribution(s) soumise(s) avec succès.`,
      },
      201,
    )
  }

  private reply({ params, body }: Exchange): Reply {
    const { message: text } = formOf(body)
    if (typeof text !== 'string' || text === '') return refused('MISSING_FIELD', 'Message is required')
    const contribution = this.contributions.find(params.id ?? '')
    if (!contribution) return refused('NOT_FOUND', 'Contribution not found')
    if (contribution.status !== 'pending') return refused('INVALID_STATUS', 'Contribution is not pending')
    contribution.unread = false
    const { id, at } = this.contributions.say(contribution, text, false)
    return envelope({ id, message: 'Reply sent successfully', created_at: offsetUtc(at) })
  }

  private update({ params, body }: Exchange): Reply {
    const contribution = this.find(params.id)
    if (contribution.status === 'approved') return detail(400, 'Contribution déjà approuvée')
    contribution.form = formOf(body)
    contribution.status = 'pending'
    return envelope({ id: contribution.id, message: 'Contribution mise à jour avec succès.' })
  }

  private remove({ params }: Exchange): Reply {
    const contribution = this.find(params.id)
    if (contribution.status === 'approved') return detail(400, 'Contribution déjà approuvée')
    this.contributions.remove(contribution)
    return envelope({ message: 'Contribution supprimée avec succès.' })
  }

  private find(id: string | undefined): Contribution {
    const contribution = this.contributions.find(id ?? '')
    if (!contribution) throw new Refusal(detail(404, 'Contribution non trouvée'))
    return contribution
  }
}

function formOf(body: string): ContributionForm {
  return JSON.parse(body) as ContributionForm
}

function hasText(form: ContributionForm, name: string): boolean {
  const value = form[name]
  return typeof value === 'string' && value !== ''
}

function isNamed(form: ContributionForm): boolean {
  return hasText(form, 'offer_name') && hasText(form, 'offer_type')
}

function priceProblem(form: ContributionForm): { code: string; message: string } | null {
  const variants: Json | undefined = form.power_variants
  if (variants !== undefined && variants !== null) {
    const valid = Array.isArray(variants) && variants.length > 0
    return valid ? null : { code: 'INVALID_FORMAT', message: 'variantes de puissance invalides' }
  }
  return typeof form.power_kva === 'number'
    ? null
    : { code: 'MISSING_FIELD', message: 'puissance (kVA) manquante' }
}
