const STEP = /\.?([A-Za-z_][\w-]*)|\[(\d+)\]|\["([^"]+)"\]/y

/** `ENERGY.Total`, `$.meters[0]["kWh total"]` → its steps; null when it is not a path. Empty: the payload itself. */
export function stepsOf(path: string): (string | number)[] | null {
  const text = path.trim().replace(/^\$\.?/, '')
  const steps: (string | number)[] = []
  STEP.lastIndex = 0
  while (STEP.lastIndex < text.length) {
    const found = STEP.exec(text)
    if (!found) return null
    const [, name, index, quoted] = found
    steps.push(index === undefined ? (name ?? quoted ?? '') : Number(index))
  }
  return steps
}

/** The number that a payload holds at a path; null when there is none. */
export function numberAt(payload: string, path: string): number | null {
  const steps = stepsOf(path)
  if (steps === null) return null
  if (steps.length === 0) return numberOf(payload.trim())
  try {
    let value: unknown = JSON.parse(payload)
    for (const step of steps) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return null
      value = (value as Record<string | number, unknown>)[step]
    }
    return numberOf(value)
  } catch {
    return null
  }
}

function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  return typeof value === 'string' && /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(value.trim())
    ? Number(value)
    : null
}
