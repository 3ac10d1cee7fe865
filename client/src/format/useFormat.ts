import { useI18n } from 'vue-i18n'
import {
  formatClock,
  formatDay,
  formatDays,
  formatDuration,
  formatLocalTime,
  formatTime,
  formatWeekday,
  nearness,
  type DayStyle,
} from './date'
import { NBSP, type Locale } from './locale'
import { formatMoney, formatPrice, moneyFigure } from './money'
import {
  apparentPowerFigure,
  byteFigure,
  energyFigure,
  formatNumber,
  formatPercent,
  joined,
  powerFigure,
} from './number'
import { parisDay } from './paris'

/** The pure formatters, bound to the language of the page. */
export function useFormat() {
  const { locale, t } = useI18n()
  const language = () => locale.value as Locale

  /** "à 12 h 10", "demain à 6 h 12", "le 14 mars à 6 h 12". */
  function moment(instant: string | number, now: number): string {
    const day = parisDay(instant)
    const time = formatTime(instant, language())
    return t(`moment.${nearness(day, parisDay(now))}`, { time, day: formatDay(day, language(), 'day') })
  }

  /** "il y a 12 min" under a day, else the moment. */
  function ago(instant: string, now: number): string {
    const seconds = (now - Date.parse(instant)) / 1000
    if (seconds < 60) return t('moment.justNow')
    if (seconds < 86_400) return t('moment.ago', { duration: formatDuration(seconds, language()) })
    return moment(instant, now)
  }

  return {
    moment,
    ago,
    day: (day: string, style?: DayStyle) => formatDay(day, language(), style),
    days: (from: string, to: string) => formatDays(from, to, language()),
    weekday: (day: string, style?: 'long' | 'short' | 'narrow') => formatWeekday(day, language(), style),
    time: (instant: string | number) => formatTime(instant, language()),
    clock: (minutes: number) => formatClock(minutes, language()),
    localTime: (time: string) => formatLocalTime(time, language()),
    duration: (seconds: number) => formatDuration(seconds, language()),
    number: (value: number, decimals?: number) => formatNumber(value, language(), decimals),
    percent: (ratio: number, options?: { signed?: boolean; decimals?: number }) =>
      formatPercent(ratio, language(), options),
    energy: (wh: number) => energyFigure(wh, language()),
    wh: (wh: number) => `${formatNumber(wh / 1000, language(), 3)}${NBSP}kWh`,
    kwh: (wh: number) => joined(energyFigure(wh, language())),
    kva: (va: number) => joined(apparentPowerFigure(va, language())),
    watts: (watts: number) => joined(powerFigure(watts, language())),
    money: (eur: number, options?: { signed?: boolean }) => moneyFigure(eur, language(), options),
    euros: (eur: number, options?: { signed?: boolean }) => formatMoney(eur, language(), options),
    /** Money of a half-hour: cents would round it away. */
    price4: (eur: number) => `${formatNumber(eur, language(), 4)}${NBSP}€`,
    price: (eurPerKwh: number) => formatPrice(eurPerKwh, language()),
    bytes: (bytes: number) => joined(byteFigure(bytes, language())),
  }
}

export type Format = ReturnType<typeof useFormat>
