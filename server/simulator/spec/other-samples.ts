import type { Simulator } from '../index.js'
import { PROVIDERS } from '../energy/offers.js'
import type { Sample } from './sample.js'
import { fixture } from './sample.js'

const noRight = { Authorization: 'Bearer wrong' }
const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
const ours = (text: string): string =>
  text.replaceAll('7c1f0a52-3b6e-4d9a-9e61-0f5f2d7a1c06', PROVIDERS[0]?.id ?? '')
const contribution = (): string => ours(fixture('energy-contribute-request.json'))
const credentials = ({ clientId, secret }: Simulator): string =>
  new URLSearchParams({ client_id: clientId, client_secret: secret }).toString()
const newest =
  (rest: string) =>
  ({ contributions }: Simulator): string =>
    `/energy/contributions/${contributions.all[0]?.id ?? ''}${rest}`

/** Account, errors of the framework, RTE, offers, contributions. */
export const OTHER_SAMPLES: readonly Sample[] = [
  { file: 'ping.json', path: '/ping' },
  { file: 'root.json', path: '/' },
  {
    file: 'error-401-token-bad-client.json',
    path: '/accounts/token',
    method: 'POST',
    status: 401,
    headers: form,
    body: 'client_id=a&client_secret=b',
  },
  {
    file: 'error-422-token-missing.json',
    path: '/accounts/token',
    method: 'POST',
    status: 422,
    headers: form,
    body: '',
  },
  { file: 'error-401-not-authenticated.json', path: '/pdl', status: 401, headers: {} },
  { file: 'error-401-invalid-credentials.json', path: '/pdl', status: 401, headers: noRight },
  {
    file: 'error-403-email-not-verified.json',
    path: '/pdl',
    status: 403,
    fault: { kind: 'http', status: 403 },
  },
  { file: 'error-403-permission.json', path: '/tempo/refresh', method: 'POST', status: 403 },
  { file: 'error-404-route.json', path: '/tempo/remaining', status: 404 },
  { file: 'error-422-days.json', path: '/tempo/forecast?days=9', status: 422 },
  { file: 'error-502-ingress.html', path: '/pdl', status: 502, fault: { kind: 'http', status: 502 } },
  { file: 'accounts-me.json', path: '/accounts/me' },
  { file: 'accounts-credentials.json', path: '/accounts/credentials' },
  { file: 'accounts-usage-stats.json', path: '/accounts/usage-stats' },
  { file: 'oauth-authorize.json', path: '/oauth/authorize' },
  {
    file: 'ecowatt-current-null.json',
    path: '/ecowatt/current',
    setUp: (simulator) => (simulator.rte.ecowatt = false),
    cleanUp: (simulator) => (simulator.rte.ecowatt = true),
  },
  { file: 'ecowatt-current.json', path: '/ecowatt/current' },
  { file: 'ecowatt-forecast.json', path: '/ecowatt/forecast' },
  { file: 'ecowatt-history.json', path: '/ecowatt/history?start_date=2026-11-22&end_date=2026-11-23' },
  { file: 'ecowatt-history-empty.json', path: '/ecowatt/history?start_date=2026-11-23&end_date=2026-11-23' },
  {
    file: 'ecowatt-error-400-range.json',
    path: '/ecowatt/history?start_date=2025-10-19&end_date=2026-11-23',
    status: 400,
  },
  { file: 'ecowatt-statistics.json', path: '/ecowatt/statistics?year=2026' },
  {
    file: 'tempo-today-error-not-found.json',
    path: '/tempo/today',
    setUp: (simulator) => (simulator.rte.tempo = false),
    cleanUp: (simulator) => (simulator.rte.tempo = true),
  },
  { file: 'tempo-days.json', path: '/tempo/days?start_date=2026-11-15&end_date=2026-11-24' },
  { file: 'tempo-root.json', path: '/tempo?start=2026-11-19&end=2026-11-24' },
  { file: 'tempo-days-empty.json', path: '/tempo/days?start_date=2026-11-23&end_date=2026-11-23' },
  { file: 'tempo-days-error-date.json', path: '/tempo/days?start_date=23/11/2026' },
  { file: 'tempo-today.json', path: '/tempo/today' },
  { file: 'tempo-week.json', path: '/tempo/week' },
  {
    file: 'tempo-forecast-estimated.json',
    path: '/tempo/forecast?days=2',
    setUp: (simulator) => (simulator.rte.tempoForecast = false),
    cleanUp: (simulator) => (simulator.rte.tempoForecast = true),
  },
  { file: 'tempo-forecast.json', path: '/tempo/forecast?days=6&force_refresh=true' },
  {
    file: 'consumption-france-current-error-not-found.json',
    path: '/consumption-france/current',
    setUp: (simulator) => (simulator.rte.france = false),
    cleanUp: (simulator) => (simulator.rte.france = true),
  },
  { file: 'consumption-france.json', path: '/consumption-france' },
  { file: 'consumption-france-current.json', path: '/consumption-france/current' },
  { file: 'consumption-france-forecast.json', path: '/consumption-france/forecast?days=2' },
  {
    file: 'consumption-france-error-date.json',
    path: '/consumption-france?start_date=2026-11-23T00:00:00+01:00',
  },
  { file: 'generation-forecast.json', path: '/generation-forecast' },
  { file: 'generation-forecast-solar.json', path: '/generation-forecast/solar' },
  { file: 'generation-forecast-wind.json', path: '/generation-forecast/wind' },
  { file: 'generation-forecast-mix.json', path: '/generation-forecast/mix' },
  { file: 'energy-providers.json', path: '/energy/providers' },
  { file: 'energy-offers.json', path: '/energy/offers' },
  {
    file: 'energy-offers-empty.json',
    path: '/energy/offers?provider_id=00000000-0000-4000-8000-000000000000',
  },
  { file: 'energy-offer-types.json', path: '/energy/offer-types' },
  {
    file: 'energy-contribute-error-missing-field.json',
    path: '/energy/contribute',
    method: 'POST',
    status: 201,
    body: '{"offer_name":"A","offer_type":"BASE"}',
  },
  {
    file: 'energy-contribute-error-500.json',
    path: '/energy/contribute',
    method: 'POST',
    status: 500,
    body: '{}',
  },
  { file: 'accounts-token.json', path: '/accounts/token', method: 'POST', headers: form, body: credentials },
  {
    file: 'ecowatt-error-429.json',
    path: '/ecowatt/forecast',
    status: 429,
    fault: { kind: 'quota-exhausted' },
  },
  {
    file: 'generation-forecast-wind-inflated.json',
    path: '/generation-forecast?production_type=WIND',
    setUp: (simulator) => (simulator.rte.windInflation = true),
    cleanUp: (simulator) => (simulator.rte.windInflation = false),
  },
  {
    file: 'energy-contribute.json',
    path: '/energy/contribute',
    method: 'POST',
    status: 201,
    body: contribution,
  },
  {
    file: 'energy-contribute-batch.json',
    path: '/energy/contribute/batch',
    method: 'POST',
    status: 201,
    body: () => ours(fixture('energy-contribute-batch-request.json')),
  },
  { file: 'energy-contributions-unread-count.json', path: '/energy/contributions/unread-count' },
  {
    file: 'energy-contributions.json',
    path: '/energy/contributions',
    setUp: ({ contributions }) => {
      contributions.ask(contributions.all[0]?.id ?? '', 'Depuis quand ?')
    },
  },
  {
    file: 'energy-contribution-reply.json',
    path: newest('/reply'),
    method: 'POST',
    body: '{"message":"Depuis hier"}',
  },
  { file: 'energy-contribution-update.json', path: newest(''), method: 'PUT', body: contribution },
  { file: 'energy-contribution-delete.json', path: newest(''), method: 'DELETE' },
  {
    file: 'energy-contribution-error-404.json',
    path: '/energy/contributions/none',
    method: 'DELETE',
    status: 404,
  },
]
