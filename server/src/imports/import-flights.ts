import { Injectable } from '@nestjs/common'

import type { ImportProgress } from '../core/index.js'
import { EventBus } from '../core/index.js'

const TOLD_EVERY_MS = 200

/** Thrown through a reading that somebody has called off. */
export class ImportCancelled extends Error {}

interface Flight {
  progress: ImportProgress
  toldAt: number
  cancelled: boolean
}

/** Files that are being read, or wait for it: how far each is, and whether it was called off. */
@Injectable()
export class ImportFlights {
  private readonly flights = new Map<string, Flight>()

  constructor(private readonly bus: EventBus) {}

  open(importId: string, bytesTotal: number): void {
    const progress = { importId, bytesRead: 0, bytesTotal, done: false }
    this.flights.set(importId, { progress, toldAt: -Infinity, cancelled: false })
  }

  close(importId: string): void {
    const flight = this.flights.get(importId)
    if (!flight) return
    this.flights.delete(importId)
    this.bus.publish('ImportProgressed', { ...flight.progress, done: true })
  }

  progress(importId: string): ImportProgress | null {
    return this.flights.get(importId)?.progress ?? null
  }

  /** Throws ImportCancelled when the reading was called off. */
  advance(importId: string, bytesRead: number): void {
    const flight = this.flights.get(importId)
    if (!flight) return
    if (flight.cancelled) throw new ImportCancelled()
    flight.progress = { ...flight.progress, bytesRead: Math.min(bytesRead, flight.progress.bytesTotal) }
    const now = performance.now()
    if (now - flight.toldAt < TOLD_EVERY_MS) return
    flight.toldAt = now
    this.bus.publish('ImportProgressed', flight.progress)
  }

  /** @returns whether it was being read, or waited for it. */
  cancel(importId: string): boolean {
    const flight = this.flights.get(importId)
    if (flight) flight.cancelled = true
    return flight !== undefined
  }

  cancelAll(): void {
    for (const flight of this.flights.values()) flight.cancelled = true
  }
}
