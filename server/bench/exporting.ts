import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'

import axios from 'axios'

import type { DayRange } from '../src/core/index.js'
import { daysOf, toDay } from '../src/core/index.js'
import { ExportService } from '../src/export/index.js'
import type { House } from './house.js'
import { fillMeter } from './invented-readings.js'
import type { Figure, Pair } from './measure.js'
import { figureOf, median, plain } from './measure.js'
import { findVictoriaMetrics, VictoriaMetrics } from './victoria-metrics.js'

const TEN_YEARS = { pdl: '01226049119911', range: { from: toDay('2016-01-01'), to: toDay('2026-01-01') } }
const ONE_YEAR = { pdl: '01226049119912', range: { from: toDay('2025-01-01'), to: toDay('2026-01-01') } }
const TIMES = 3
/** 0.7 of the pace of the same bytes, built before. */
const LONGEST = { ratio: 1.43 }
const MB = 1024 * 1024
const SAVE = `mutation ($input: ExportTargetInput!) { saveExportTarget(input: $input) {
  ... on ExportTarget { id } ... on Problem { message } } }`

/** One export of all that a meter holds, to an empty destination. */
interface Exported {
  /** From its start to the acknowledgement of its last import. */
  readonly sentMs: number
  /** To its end, everything read back. */
  readonly readBackMs: number
  readonly grownMb: number
}

/** Ten years to a real VictoriaMetrics, beside the same bytes sent by plain HTTP; null when this machine has none. */
export async function exporting(house: House): Promise<Figure[] | null> {
  const command = findVictoriaMetrics()
  if (command === null) return null
  for (const { pdl, range } of [ONE_YEAR, TEN_YEARS]) {
    await fillMeter(house.session, pdl, range)
    await noteChanges(house, pdl, range)
  }
  const { bodies, samples } = await onNew(command, ({ url }) => bytesOf(house, url, TEN_YEARS.pdl))
  const year = await onNew(command, ({ url }) => exported(house, url, ONE_YEAR.pdl))
  const pairs: Pair[] = []
  const ours: Exported[] = []
  for (let turn = -1; turn < TIMES; turn++) {
    const floor = await onNew(command, async (server) => {
      const start = performance.now()
      for (const body of bodies) await server.post(body)
      return performance.now() - start
    })
    const one = await onNew(command, ({ url }) => exported(house, url, TEN_YEARS.pdl))
    if (turn < 0) continue
    pairs.push({ ours: one.sentMs, floor })
    ours.push(one)
  }
  const figure = figureOf(`ten years, ${samples} samples: sent, the last one acknowledged`, pairs, LONGEST)
  const readBack = median(ours.map(({ readBackMs }) => readBackMs))
  const pace = (ms: number | null) => samples / ((ms ?? NaN) / 1000)
  return [
    figure,
    plain('  samples sent', pace(figure.ours), '/s'),
    plain('  samples sent, the same bytes built before', pace(figure.floor), '/s'),
    plain('  until all of it was read back', readBack, 'ms'),
    plain('  samples sent and read back', pace(readBack), '/s'),
    plain('RSS while exporting one year: peak − start', year.grownMb, 'MB'),
    plain('RSS while exporting ten years: peak − start', median(ours.map(({ grownMb }) => grownMb)), 'MB'),
  ]
}

async function onNew<T>(command: string, work: (server: VictoriaMetrics) => Promise<T>): Promise<T> {
  const server = await VictoriaMetrics.start(command)
  try {
    return await work(server)
  } finally {
    await server.close()
  }
}

async function exported(house: House, url: string, pdl: string): Promise<Exported> {
  const id = await save(house, url, pdl)
  const exports = house.app.get(ExportService, { strict: false })
  globalThis.gc?.()
  const before = process.memoryUsage.rss()
  let peak = before
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 10)
  let sentAt = NaN
  const interceptor = axios.interceptors.response.use((response) => {
    if (response.config.url?.endsWith('/import')) sentAt = performance.now()
    return response
  })
  const start = performance.now()
  await exports.start({ targetId: id, action: 'SEND', trigger: 'MANUAL' })
  await exports.idle()
  const end = performance.now()
  clearInterval(watch)
  axios.interceptors.response.eject(interceptor)
  const { rows } = await house.session.query<{ state: string; error_message: string | null }>(
    'select state, error_message from export_logs where export_config_id = $1',
    [id],
  )
  if (rows[0]?.state !== 'COMPLETE') throw new Error(`The export ended ${rows[0]?.error_message ?? ''}`)
  await forget(house, id)
  return { sentMs: sentAt - start, readBackMs: end - start, grownMb: (peak - before) / MB }
}

/** What leaves for an empty destination, as it leaves: written down on its way there. */
async function bytesOf(
  house: House,
  url: string,
  pdl: string,
): Promise<{ bodies: Buffer[]; samples: number }> {
  const bodies: Buffer[] = []
  const relay = createServer((incoming, outgoing) => {
    const { method, headers, url: path = '' } = incoming
    void buffer(incoming).then((body) => {
      if (path.endsWith('/import')) bodies.push(body)
      request(`${url}${path}`, { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      }).end(body)
    })
  }).listen(0, '127.0.0.1')
  await once(relay, 'listening')
  await exported(house, `http://127.0.0.1:${(relay.address() as AddressInfo).port}`, pdl)
  relay.closeAllConnections()
  relay.close()
  return { bodies, samples: bodies.reduce((sum, body) => sum + samplesIn(body), 0) }
}

function samplesIn(body: Buffer): number {
  return gunzipSync(body)
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .reduce((sum, line) => sum + (JSON.parse(line) as { values: unknown[] }).values.length, 0)
}

async function save(house: House, url: string, pdl: string): Promise<string> {
  const input = { kind: 'VICTORIAMETRICS', enabled: true, onChange: false, pdls: [pdl], options: { url } }
  const answer = JSON.parse((await house.ask(SAVE, { input })).toString()) as {
    data: { saveExportTarget: { id?: string; message?: string } }
  }
  const { id, message } = answer.data.saveExportTarget
  if (id === undefined) throw new Error(message)
  return id
}

async function forget(house: House, id: string): Promise<void> {
  await house.ask('mutation ($id: ID!) { deleteExportTarget(id: $id) }', { id })
}

/** As the merge of these readings would have noted them. */
async function noteChanges({ session }: House, pdl: string, range: DayRange): Promise<void> {
  await session.query(
    `insert into change_log (dataset, usage_point_id, date, revision)
     select dataset, $1, day, nextval('change_revision') from unnest($2::date[]) as day, unnest($3::text[]) as dataset`,
    [pdl, daysOf(range), ['CONSUMPTION_DAILY', 'CONSUMPTION_CURVE', 'MAX_POWER']],
  )
}
