import { NBSP } from './locale'

/** The last four digits only; shared screens should not show the whole number. */
export function maskedPdl(pdl: string): string {
  return `••••${NBSP}${pdl.slice(-4)}`
}
