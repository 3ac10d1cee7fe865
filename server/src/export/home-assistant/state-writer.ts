import { isDeepStrictEqual } from 'node:util'

import type { HomeAssistantRest } from './rest.js'
import type { EntityState } from './states.js'

/**
 * Brings entities up to date. A pushed entity is gone after a restart of Home Assistant: each is looked at first, and
 * posted when it is missing or says something else.
 * @returns entities posted
 */
export async function pushStates(rest: HomeAssistantRest, states: readonly EntityState[]): Promise<number> {
  let posted = 0
  for (const { entityId, state, attributes } of states) {
    const { status, body } = await rest.call('GET', `states/${entityId}`)
    if (status === 200 && isSame(body, { state, attributes })) continue
    await rest.call('POST', `states/${entityId}`, { state, attributes })
    posted++
  }
  return posted
}

/** @returns entities that were there */
export async function removeStates(rest: HomeAssistantRest, ids: readonly string[]): Promise<number> {
  let removed = 0
  for (const id of ids) if ((await rest.call('DELETE', `states/${id}`)).status === 200) removed++
  return removed
}

function isSame(body: unknown, wanted: { state: string; attributes: object }): boolean {
  if (typeof body !== 'object' || body === null) return false
  const { state, attributes } = body as { state?: unknown; attributes?: unknown }
  return isDeepStrictEqual({ state, attributes }, wanted)
}
