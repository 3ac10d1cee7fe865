import { Injectable, Logger } from '@nestjs/common'

import { messageOf } from './errors.js'
import type { EventName, Events } from './events.js'

type Listener<N extends EventName> = (event: Events[N]) => void | Promise<void>

/** Tells facts to whoever listens. Publish after the commit: a listener then finds what it is told of. */
@Injectable()
export class EventBus {
  private readonly logger = new Logger(EventBus.name)
  private readonly listeners = new Map<EventName, Set<{ owner: string; listener: Listener<EventName> }>>()

  /** @returns a function that stops listening. */
  on<N extends EventName>(name: N, owner: string, listener: Listener<N>): () => void {
    const entry = { owner, listener: listener as Listener<EventName> }
    const entries = this.listeners.get(name) ?? new Set()
    this.listeners.set(name, entries.add(entry))
    return () => entries.delete(entry)
  }

  /** Returns at once. A listener's failure is logged under its owner's name and stays its own. */
  publish<N extends EventName>(name: N, event: Events[N]): void {
    for (const { owner, listener } of this.listeners.get(name) ?? []) {
      void Promise.resolve()
        .then(() => listener(event))
        .catch((error: unknown) =>
          this.logger.error(
            `${owner} failed on ${name}: ${messageOf(error)}`,
            error instanceof Error ? error.stack : undefined,
          ),
        )
    }
  }
}
