import type { DayRange } from '../core/index.js'

interface Flight<T> {
  readonly range: DayRange
  readonly kind: string
  readonly landing: Promise<T>
}

/** One flight at a time per key; who asks for what is already on its way shares it. */
export class Flights<T> {
  private readonly lanes = new Map<string, Flight<T>[]>()

  isBusy(key: string): boolean {
    return this.lanes.has(key)
  }

  /** A flight under way, or waiting, that covers the range and is of the same kind; 'auto' shares any kind. */
  find(key: string, range: DayRange, kind: string): Promise<T> | undefined {
    return this.lanes
      .get(key)
      ?.find(
        (flight) =>
          (kind === 'auto' || flight.kind === kind) &&
          flight.range.from <= range.from &&
          flight.range.to >= range.to,
      )?.landing
  }

  /** Takes off once the flights before it on the same key have landed, well or badly. */
  start(key: string, range: DayRange, kind: string, fly: () => Promise<T>): Promise<T> {
    const lane = this.lanes.get(key) ?? []
    const before = lane.at(-1)?.landing ?? Promise.resolve()
    const landing = before.then(fly, fly)
    const flight = { range, kind, landing }
    this.lanes.set(key, lane)
    lane.push(flight)
    const leave = () => {
      lane.splice(lane.indexOf(flight), 1)
      if (lane.length === 0) this.lanes.delete(key)
    }
    landing.then(leave, leave)
    return landing
  }
}
