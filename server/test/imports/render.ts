import type { CurveReading, Instant } from '../../src/core/index.js'
import { dayOf, formatInstant, startOf, wallClockOf } from '../../src/core/index.js'
import { enedisCurveLines } from './enedis-curve.js'

const PDL = '01226049119991'
const two = (value: number) => String(value).padStart(2, '0')
const french = (day: string) => day.split('-').reverse().join('/')
const comma = (value: number) => String(value).replace('.', ',')

function local(instant: Instant, separator: string, asFrench = false): string {
  const { day, hour, minute } = wallClockOf(instant)
  return `${asFrench ? french(day) : day}${separator}${two(hour)}:${two(minute)}${asFrench ? ':00' : ''}`
}
const endOf = ({ startAt, minutes }: CurveReading) => startAt + minutes * 60_000

/** A curve, oldest first, in each layout of half-hours: what a user's file would hold. */
export const curveLayouts: Readonly<
  Record<string, { fileName: string; render: (curve: readonly CurveReading[]) => Uint8Array | string }>
> = {
  'Enedis CSV': {
    fileName: 'curve.csv',
    render: (curve) => [...enedisCurveLines({ pdl: PDL, direction: 'CONSUMPTION' }, curve)].join('\n'),
  },
  'Enedis mail, no step told': {
    fileName: 'curve.csv',
    render: (curve) =>
      [
        'Identifiant PRM;Type de donnees;Date de debut;Date de fin;Grandeur physique;Grandeur metier;Etape metier;Unite;Pas en minutes',
        `${PDL};Courbe de charge;01/01/2022;01/01/2023;Energie active;Consommation;Comptage Brut;W;`,
        '',
        'Horodate;Valeur',
        ...curve.map((reading) => `${formatInstant(endOf(reading))};${reading.powerW}`),
      ].join('\r\n'),
  },
  'EDF half-hours, newest first, CP1252': {
    fileName: 'mes-puissances-atteintes-30min.csv',
    render: (curve) => {
      const lines = [
        '',
        'Récapitulatif de mes puissances atteintes en W',
        '',
        'Date et heure de relève par le distributeur;Puissance atteinte (W);Nature de la donnée',
      ]
      let block = ''
      for (const reading of curve.toReversed()) {
        const day = dayOf(reading.startAt)
        if (day !== block) lines.push('', `${french(day)};;`)
        block = day
        const { hour, minute } = wallClockOf(endOf(reading))
        lines.push(`${two(hour)}:${two(minute)}:00;${reading.powerW};Réelle`)
      }
      return Buffer.from(lines.join('\r\n'), 'latin1')
    },
  },
  'debut;fin;kW': {
    fileName: `historique_conso_${PDL}.csv`,
    render: (curve) =>
      [
        '\ufeffdebut;fin;kW',
        ...curve.map(
          (reading) =>
            `${local(reading.startAt, 'T')};${local(endOf(reading), 'T')};"${comma(reading.powerW / 1000)}"`,
        ),
      ].join('\n'),
  },
  'workbook saved as CSV, UTF-16': {
    fileName: 'export.csv',
    render: (curve) =>
      Buffer.from(
        `\ufeff,Point Référence Mesure (PRM) : ,${PDL},Type de comptage : ,Consommation Horaire\n,,,,\n,,Plage horaire,,\n,,Début,Fin,Valeur (en kW)\n${curve
          .map(
            (reading) =>
              `,,${local(reading.startAt, ' ', true)},${local(endOf(reading), ' ', true)},"${comma(reading.powerW / 1000)}"`,
          )
          .join('\n')}`,
        'utf16le',
      ),
  },
  'our own CSV': {
    fileName: 'linky-local.csv',
    render: (curve) =>
      [
        'pdl;direction;start;minutes;power_w',
        ...curve.map(
          ({ startAt, minutes, powerW }) =>
            `${PDL};CONSUMPTION;${formatInstant(startAt)};${minutes};${powerW}`,
        ),
      ].join('\n'),
  },
  'v1 dump': {
    fileName: 'dump.sql',
    render: (curve) =>
      [
        '--',
        '-- PostgreSQL database dump',
        '--',
        'COPY public.consumption_detail (id, usage_point_id, date, value, "interval", measure_type, blacklist, fail_count) FROM stdin;',
        ...curve.map((reading, index) => {
          const end = wallClockOf(endOf(reading))
          const naive =
            Date.parse(`${end.day}T${two(end.hour)}:${two(end.minute)}:00Z`) - reading.minutes * 60_000
          const date = new Date(naive).toISOString().slice(0, 19).replace('T', ' ')
          return `${index}\t${PDL}\t${date}\t${reading.powerW}\t${reading.minutes}\tHP\t0\t0`
        }),
        '\\.',
        '',
      ].join('\n'),
  },
}

/** Half-hours of whole days. */
export function halfHours(days: readonly string[], watts: (index: number) => number): CurveReading[] {
  const readings: CurveReading[] = []
  for (const day of days) {
    const from = startOf(day as never)
    const to = startOf(
      new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10) as never,
    )
    for (let startAt = from; startAt < to; startAt += 1_800_000)
      readings.push({ startAt, minutes: 30, powerW: watts(readings.length) })
  }
  return readings
}
