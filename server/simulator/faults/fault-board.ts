import type { SimulatorClock } from '../clock.js'
import type { Call } from '../http/calls.js'
import type { Fault, FaultScope } from './fault.js'

interface PlantedFault {
  readonly id: number
  readonly fault: Fault
  readonly scope: FaultScope
  readonly path: RegExp
  left: number
}

/** Every fault switched on, in the order it was planted. */
export class FaultBoard {
  private planted: PlantedFault[] = []
  private nextId = 1

  constructor(private readonly clock: SimulatorClock) {}

  /** Returns an id for `remove`. */
  add(fault: Fault, scope: FaultScope = {}): number {
    const id = this.nextId++
    const path = patternOf(scope.on ?? '/**')
    this.planted.push({ id, fault, scope, path, left: scope.next ?? Number.POSITIVE_INFINITY })
    return id
  }

  remove(id: number): void {
    this.planted = this.planted.filter((planted) => planted.id !== id)
  }

  clear(): void {
    this.planted = []
  }

  get list(): readonly { id: number; fault: Fault; scope: FaultScope; left: number | null }[] {
    return this.planted.map(({ id, fault, scope, left }) => ({
      id,
      fault,
      scope,
      left: Number.isFinite(left) ? left : null,
    }))
  }

  /** The faults that may bite one request. */
  for(call: Call): RequestFaults {
    const now = this.clock.now()
    const matching = this.planted.filter(
      ({ scope, path, left }) =>
        left > 0 &&
        path.test(call.path) &&
        (scope.method ?? call.method) === call.method &&
        (scope.pdl === undefined || call.path.split('/').includes(scope.pdl)) &&
        now >= (scope.from ?? now) &&
        (scope.until === undefined || now < scope.until),
    )
    return new RequestFaults(matching, call)
  }
}

/** A fault's count moves once per request, and only when the fault really bit. */
export class RequestFaults {
  private readonly bitten = new Set<PlantedFault>()

  constructor(
    private readonly matching: readonly PlantedFault[],
    private readonly call: Call,
  ) {}

  first<K extends Fault['kind']>(
    kind: K,
    applies: (fault: Extract<Fault, { kind: K }>) => boolean = () => true,
  ): Extract<Fault, { kind: K }> | undefined {
    return this.all([kind], applies)[0]
  }

  all<K extends Fault['kind']>(
    kinds: readonly K[],
    applies: (fault: Extract<Fault, { kind: K }>) => boolean = () => true,
  ): Extract<Fault, { kind: K }>[] {
    return this.matching.flatMap((planted) => {
      const fault = planted.fault as Extract<Fault, { kind: K }>
      if (!kinds.includes(fault.kind) || !applies(fault)) return []
      this.bite(planted)
      return [fault]
    })
  }

  private bite(planted: PlantedFault): void {
    if (this.bitten.has(planted)) return
    this.bitten.add(planted)
    planted.left -= 1
    this.call.faults.push(planted.fault.kind)
  }
}

function patternOf(glob: string): RegExp {
  const source = glob
    .split('/')
    .map((segment) => {
      if (segment === '**') return '.*'
      return segment.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '[^/]*')
    })
    .join('/')
  return new RegExp(`^${source}$`)
}
