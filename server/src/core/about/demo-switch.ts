import { InvalidInput } from '../errors.js'

export interface Passage {
  /** Name of the database of the household that comes. */
  readonly database: string
  /** Closes the household that is served and opens the other one; nothing when it is there already. */
  readonly go: () => void
}

/** Goes to the demo household, or back. Provided by who runs the process; also the token under which it is injected. */
export abstract class DemoSwitch {
  /**
   * Makes the other household ready, and remembers the choice.
   * Throws when it cannot be (no right to create its database, no gateway of its own): nothing has changed then.
   */
  abstract prepare(on: boolean): Promise<Passage>
}

/** For an application that nobody can open again on another household. */
export class NoDemoSwitch extends DemoSwitch {
  override prepare(): Promise<Passage> {
    return Promise.reject(new InvalidInput('This process serves one household and cannot go to another.'))
  }
}
