import type { Json } from './reply.js'
import { detail, Refusal } from './reply.js'

const TRUE = ['true', '1', 'yes', 'on', 't', 'y']
const FALSE = ['false', '0', 'no', 'off', 'f', 'n']

/** Reads query parameters as the framework does: all faults at once, in one 422. */
export class QueryReader {
  private readonly problems: Json[] = []

  constructor(private readonly query: URLSearchParams) {}

  text(name: string): string {
    const value = this.query.get(name)
    if (value === null) this.problem('missing', name, 'Field required', null)
    return value ?? ''
  }

  boolean(name: string, fallback: boolean): boolean {
    const value = this.query.get(name)
    if (value === null) return fallback
    const lower = value.toLowerCase()
    if (!TRUE.includes(lower) && !FALSE.includes(lower)) {
      this.problem('bool_parsing', name, 'Input should be a valid boolean, unable to interpret input', value)
    }
    return TRUE.includes(lower)
  }

  integer(name: string, fallback: number, least: number, most: number): number {
    const value = this.query.get(name)
    if (value === null) return fallback
    const number = Number(value)
    if (!/^[+-]?\d+$/.test(value)) {
      const message = 'Input should be a valid integer, unable to parse string as an integer'
      this.problem('int_parsing', name, message, value)
    } else if (number < least) {
      const message = `Input should be greater than or equal to ${least}`
      this.problem('greater_than_equal', name, message, value, { ge: least })
    } else if (number > most) {
      const message = `Input should be less than or equal to ${most}`
      this.problem('less_than_equal', name, message, value, { le: most })
    }
    return number
  }

  /** A required text of a given shape. */
  shaped(name: string, shape: (text: string) => boolean, type: string, message: string): string {
    const value = this.text(name)
    if (this.query.get(name) !== null && !shape(value)) this.problem(type, name, message, value)
    return value
  }

  /** Call last: leaves with 422 when anything was wrong. */
  done(): void {
    if (this.problems.length > 0) throw new Refusal(detail(422, this.problems))
  }

  private problem(
    type: string,
    name: string,
    msg: string,
    input: string | null,
    ctx?: Record<string, number>,
  ): void {
    this.problems.push({ type, loc: ['query', name], msg, input, ...(ctx && { ctx }) })
  }
}
