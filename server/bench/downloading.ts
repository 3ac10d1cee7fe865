import { toDay } from '../src/core/index.js'
import type { House } from './house.js'
import { fillMeter } from './invented-readings.js'
import type { Figure } from './measure.js'
import { compare } from './measure.js'

const pdl = '01226049119913'
const decade = { from: toDay('2016-11-24'), to: toDay('2026-11-24') }

/** Ten years of half-hours as a file over HTTP, against what PostgreSQL itself takes to write the same rows as CSV. */
export async function downloading(house: House): Promise<Figure[]> {
  await fillMeter(house.session, pdl, decade)
  const path = `/api/downloads?dataset=CONSUMPTION_CURVE&pdl=${pdl}`
  const origin = await house.app.getUrl()
  const file = async () => (await fetch(origin + path)).arrayBuffer()
  const size = (await file()).byteLength
  if (size < 5_000_000) throw new Error(`a file of ${size} bytes is no decade`)
  return [
    await compare({
      measure: 'download ten years of half-hours as CSV; floor: COPY … TO',
      ours: { run: file },
      floor: {
        run: () =>
          house.session.query(
            `copy (select usage_point_id, 'CONSUMPTION', start_at, interval_minutes, power_w from consumption_load_curve
             where usage_point_id = '${pdl}' order by start_at) to '/dev/null' with (format csv, header)`,
          ),
      },
      target: { ratio: 2 },
      times: 15,
    }),
  ]
}
