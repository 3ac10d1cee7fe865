import type { Day, Instant } from '../../src/core/index.js'
import { addDays, addYears, dayOf } from '../../src/core/index.js'
import { hashText, seededUuid } from '../random.js'
import { readCurveFile, readDailyFile } from './curve-file.js'
import { FileCalendar, FileRecorder } from './file-recorder.js'
import { GeneratedMeter } from './generated-meter.js'
import type { Household } from './household.js'
import type { FileProfile, HouseholdPlan, IntervalMinutes, OffpeakHours } from './plan.js'
import type { Recorder } from './recorder.js'

export interface BuildContext {
  readonly seed: number
  readonly now: Instant
}

interface Recorders {
  readonly consumption: Recorder | null
  readonly production: Recorder | null
  readonly firstDay?: Day
}

/** Plan → usage point. Everything the plan leaves out is chosen from the seed, the PDL and today. */
export function buildHousehold(
  plan: HouseholdPlan,
  displayOrder: number,
  { seed, now }: BuildContext,
): Household {
  const today = dayOf(now)
  const recorders = plan.file ? recordersOfFiles(plan.file, today) : recordersOfSeed(plan, seed)
  const activation = plan.activation ?? recorders.firstDay ?? addYears(today, -4)
  const consumes = recorders.consumption !== null
  const offpeakText = plan.offpeakText ?? null
  const subscribedPowerKva = plan.subscribedPowerKva ?? 6
  return {
    pdl: plan.pdl,
    rowId: seededUuid(seed, plan.pdl),
    createdAt: now - 86_400_000 + displayOrder,
    displayOrder,
    name: plan.name ?? null,
    subscribedPowerKva,
    pricingOption: plan.pricingOption ?? null,
    offpeakHours: plan.offpeakHours === undefined ? rangesOfText(offpeakText) : plan.offpeakHours,
    hasConsumption: plan.hasConsumption ?? consumes,
    hasProduction: plan.hasProduction ?? recorders.production !== null,
    isActive: plan.isActive ?? true,
    oldestAvailableDataDate: null,
    activationDate: plan.activationKnown === false ? null : activation,
    consent: true,
    contract: { segment: consumes ? 'C5' : 'P4', subscribedPowerKva, offpeakText },
    meter: {
      activation,
      lateDays: plan.lateDays ?? 0,
      loadCurve: plan.loadCurve ?? true,
      missingDays: new Set(plan.missingDays),
      consumption: recorders.consumption,
      production: recorders.production,
    },
  }
}

function recordersOfSeed(plan: HouseholdPlan, seed: number): Recorders {
  const consumes = plan.consumes ?? true
  const solarPeakW = plan.solarPeakW ?? 0
  const meter = new GeneratedMeter({
    seed: (seed ^ hashText(plan.pdl)) | 0,
    consumes,
    solarPeakW,
    subscribedPowerVa: (plan.subscribedPowerKva ?? 6) * 1000,
    profile: plan.profile ?? {},
    intervalOn: (day) => intervalOn(plan, day),
  })
  return {
    consumption: consumes ? meter.consumption : null,
    production: solarPeakW > 0 ? meter.production : null,
  }
}

function intervalOn(plan: HouseholdPlan, day: Day): IntervalMinutes {
  const inForce = (plan.intervals ?? []).filter(({ from }) => from <= day)
  return inForce.toSorted((a, b) => (a.from < b.from ? -1 : 1)).at(-1)?.minutes ?? 30
}

function recordersOfFiles(file: FileProfile, today: Day): Recorders {
  const consumption = fileRecorder(file.consumptionCurve, file.consumptionDaily, file, today)
  const production = fileRecorder(file.productionCurve, file.productionDaily, file, today)
  const first = [consumption?.firstDay, production?.firstDay].filter((day) => day !== undefined).sort()[0]
  return {
    consumption: consumption?.recorder ?? null,
    production: production?.recorder ?? null,
    firstDay: first,
  }
}

function fileRecorder(
  curvePath: string | undefined,
  dailyPath: string | undefined,
  file: FileProfile,
  today: Day,
): { recorder: Recorder; firstDay: Day } | null {
  if (curvePath === undefined) return null
  const curve = readCurveFile(curvePath)
  const daily = dailyPath === undefined ? null : readDailyFile(dailyPath)
  const lastDay = [...curve.days.keys()].at(-1)
  const shiftDays =
    file.dates === 'recent' && lastDay ? FileCalendar.shiftTo(lastDay, addDays(today, -1)) : null
  const calendar = new FileCalendar(curve.days.keys(), shiftDays)
  return { recorder: new FileRecorder(curve, daily, calendar), firstDay: calendar.firstDay }
}

/** `HC (22H30-6H30;12H30-15H00)` → `{ ranges: ["22:30-06:30", "12:30-15:00"] }`, as fetch-contract stores it. */
export function rangesOfText(text: string | null): OffpeakHours {
  if (text === null) return null
  const ranges = [...text.matchAll(/(\d{1,2})[hH:](\d{0,2})-(\d{1,2})[hH:](\d{0,2})/g)].map(
    ([, ...parts]) => {
      const [fromHour, fromMinute, toHour, toMinute] = parts.map((part) => part.padStart(2, '0'))
      return `${fromHour ?? ''}:${fromMinute ?? ''}-${toHour ?? ''}:${toMinute ?? ''}`
    },
  )
  return { ranges }
}
