import { smoothNoise } from '../random.js'

const YEAR_DAYS = 365.2425
const LATITUDE = (46.5 * Math.PI) / 180
const LONGITUDE_HOURS = 2.5 / 15

/** Invented weather of the middle of France; days are counted from 1970-01-01. */
export class Weather {
  constructor(private readonly seed: number) {}

  /** °C. */
  temperature(dayNumber: number, wallMinute: number): number {
    const season = -Math.cos((2 * Math.PI * (dayNumber - 18)) / YEAR_DAYS)
    const spell = smoothNoise(this.seed ^ 0x51ed, (dayNumber + wallMinute / 1440) / 4) - 0.5
    const hour = -Math.cos((2 * Math.PI * (wallMinute - 180)) / 1440)
    return 12 + 8 * season + 9 * spell + (2.5 + 1.5 * season) * hour
  }

  /** 0.15 overcast .. 1 clear. */
  clearness(dayNumber: number): number {
    const drift = smoothNoise(this.seed ^ 0x7a11, dayNumber / 2)
    return 0.15 + 0.85 * Math.min(1, drift * 1.25)
  }

  /** Sine of the sun's height; negative at night. */
  sunHeight(dayNumber: number, utcMinute: number): number {
    const declination = -0.4093 * Math.cos((2 * Math.PI * (dayNumber + 10)) / YEAR_DAYS)
    const hourAngle = (utcMinute / 60 + LONGITUDE_HOURS - 12) * (Math.PI / 12)
    return (
      Math.sin(LATITUDE) * Math.sin(declination) +
      Math.cos(LATITUDE) * Math.cos(declination) * Math.cos(hourAngle)
    )
  }
}
