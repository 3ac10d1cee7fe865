import { NBSP } from '../format/locale'

/** French spaces that must not break, put in once so that messages stay readable in their source. */
export function frenchSpaces(text: string): string {
  return text
    .replace(/ ([:;?!»%€])/g, `${NBSP}$1`)
    .replace(/« /g, `«${NBSP}`)
    .replace(/(\d) (h|kWh|kVA|W|s|min)\b/g, `$1${NBSP}$2`)
}
