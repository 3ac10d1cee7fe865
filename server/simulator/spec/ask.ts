import type { Json } from '../http/reply.js'
import type { Simulator } from '../simulator.js'

export interface Answer {
  readonly status: number
  readonly text: string
  readonly json: Json
}

export interface Envelope {
  readonly success: boolean
  readonly data: Json
  readonly error: { readonly code: string; readonly message: string; readonly field: null } | null
}

export interface SpecReading {
  readonly value: string
  readonly date: string
  readonly interval_length?: string
}

/** Asks as a client does; the secret is sent unless other headers are given. */
export async function ask(
  simulator: Simulator,
  path: string,
  {
    method = 'GET',
    headers,
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const response = await fetch(`${simulator.url}${path}`, {
    method,
    headers: headers ?? { Authorization: `Bearer ${simulator.secret}` },
    body,
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type') === 'application/json'
  return { status: response.status, text, json: isJson ? (JSON.parse(text) as Json) : null }
}

export async function askEnvelope(simulator: Simulator, path: string): Promise<Envelope> {
  return (await ask(simulator, path)).json as unknown as Envelope
}

/** The readings of an answer; none when it holds none. */
export async function readingsOf(simulator: Simulator, path: string): Promise<SpecReading[]> {
  const { data } = await askEnvelope(simulator, path)
  const body = data as { meter_reading?: { interval_reading: SpecReading[] } } | null
  return body?.meter_reading?.interval_reading ?? []
}

/** Days of an answer, each once. */
export async function daysOfAnswer(simulator: Simulator, path: string): Promise<string[]> {
  return [...new Set((await readingsOf(simulator, path)).map(({ date }) => date.slice(0, 10)))]
}
