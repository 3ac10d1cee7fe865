import type { Day, Direction, FieldFault, Instant } from '../../core/index.js'
import { dayOf, startOf } from '../../core/index.js'
import type { LayerRows } from './layer-rows.js'

/** What a person asks to set; see `CorrectionInput`. */
export interface CorrectionDraft {
  readonly direction: Direction
  readonly start?: Instant | null | undefined
  readonly stepMinutes?: number | null | undefined
  readonly watts?: readonly (number | null)[] | null | undefined
  readonly date?: Day | null | undefined
  readonly energyWh?: number | null | undefined
  readonly note?: string | null | undefined
}

const STEPS = [10, 15, 30, 60]
const LONGEST_NOTE = 500
/** A month of half-hours. */
const MOST_SLOTS = 1500
/** A day, or an hour, that no home meter of ours can reach. */
const LARGEST_WH = 10_000_000
const LARGEST_W = 400_000

const fault = (path: string, rule: string, message: string): FieldFault => ({ path, rule, message })

export function correctionFaults(draft: CorrectionDraft, now: Instant): FieldFault[] {
  const { date, start, note } = draft
  const faults =
    (date == null) === (start == null)
      ? [fault('date', 'required', 'Give either a date and its energy, or a start and its watts.')]
      : date == null
        ? slotFaults(draft, now)
        : dayFaults(draft, date, now)
  if ((note?.length ?? 0) > LONGEST_NOTE)
    faults.push(fault('note', 'range', `A note has ${LONGEST_NOTE} characters at most.`))
  return faults
}

function dayFaults({ energyWh }: CorrectionDraft, date: Day, now: Instant): FieldFault[] {
  return [
    ...(date >= dayOf(now) ? [fault('date', 'range', 'Only days that are over can be corrected.')] : []),
    ...(energyWh != null && (energyWh < 0 || energyWh > LARGEST_WH)
      ? [fault('energyWh', 'range', `A day holds 0 to ${LARGEST_WH} Wh.`)]
      : []),
  ]
}

function slotFaults({ start, stepMinutes, watts }: CorrectionDraft, now: Instant): FieldFault[] {
  const [from, step, values] = [start ?? 0, stepMinutes ?? 0, watts ?? []]
  if (!STEPS.includes(step))
    return [fault('stepMinutes', 'range', `A slot lasts ${STEPS.join(', ')} minutes.`)]
  if (values.length === 0 || values.length > MOST_SLOTS)
    return [fault('watts', 'required', `Give 1 to ${MOST_SLOTS} values.`)]
  const stepMs = step * 60_000
  return [
    ...((from - startOf(dayOf(from))) % stepMs === 0
      ? []
      : [fault('start', 'pattern', 'A slot starts on a multiple of its length.')]),
    ...(from + values.length * stepMs > now
      ? [fault('start', 'range', 'Only slots that are over can be corrected.')]
      : []),
    ...values.flatMap((power, index) =>
      power !== null && (power < 0 || power > LARGEST_W)
        ? [fault(`watts.${index}`, 'range', `A power is 0 to ${LARGEST_W} W.`)]
        : [],
    ),
  ]
}

/** A sound draft → what it says. */
export function rowsOf({ direction, date, energyWh, start, stepMinutes, watts }: CorrectionDraft): LayerRows {
  if (date != null)
    return { dataset: `${direction}_DAILY`, rows: [{ day: date, energyWh: energyWh ?? null }] }
  const minutes = stepMinutes ?? 0
  return {
    dataset: `${direction}_CURVE`,
    rows: (watts ?? []).map((powerW, index) => ({
      startAt: (start ?? 0) + index * minutes * 60_000,
      minutes,
      powerW,
    })),
  }
}
