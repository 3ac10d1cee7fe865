import { expect, it } from 'vitest'

import { migrationMessages, removalPayload } from './discovery-moves.js'
import type { Message } from './message.js'

const config = (topic: string): Message => ({
  topic,
  payload: '{}',
  retain: true,
  values: 1,
  role: 'discovery',
})
const DEVICE = 'homeassistant/device/node/config'
const SENSOR = 'homeassistant/sensor/node/total/config'

it('announces a move from one form to the other, both ways', () => {
  expect(migrationMessages([SENSOR], [config(DEVICE)], 'homeassistant')).toEqual([
    expect.objectContaining({ topic: SENSOR, payload: '{"migrate_discovery":true}' }),
  ])
  expect(migrationMessages([DEVICE], [config(SENSOR)], 'homeassistant')).toHaveLength(1)
})

it('announces none for an entity that only goes', () => {
  const other = 'homeassistant/sensor/node/week/config'
  expect(migrationMessages([other], [config(SENSOR)], 'homeassistant')).toEqual([])
  expect(migrationMessages(['myelectricaldata/tempo/today'], [config(SENSOR)], 'homeassistant')).toEqual([])
})

it('takes entities out of a device before it forgets them', () => {
  const payload = (...keys: string[]) =>
    JSON.stringify({
      components: Object.fromEntries(keys.map((key) => [key, { platform: 'sensor', name: key }])),
    })
  expect(JSON.parse(removalPayload(payload('a', 'b'), payload('b')) ?? 'null')).toEqual({
    components: { a: { platform: 'sensor' }, b: { platform: 'sensor', name: 'b' } },
  })
  expect(removalPayload(payload('b'), payload('a', 'b'))).toBeNull()
  expect(removalPayload('not JSON', payload('a'))).toBeNull()
})
