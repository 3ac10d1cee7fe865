/** Text → 32-bit integer. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return hash >>> 0
}

/** A number in [0, 1) that depends on its arguments only: any day can be asked in any order. */
export function noise(seed: number, a: number, b = 0): number {
  let hash = (seed ^ Math.imul(a | 0, 0x9e3779b1) ^ Math.imul(b | 0, 0x85ebca6b)) | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad)
  hash = Math.imul(hash ^ (hash >>> 15), 0x735a2d97)
  return ((hash ^ (hash >>> 15)) >>> 0) / 0x1_0000_0000
}

/** Noise that drifts: interpolated between points one unit apart. */
export function smoothNoise(seed: number, position: number): number {
  const left = Math.floor(position)
  const share = position - left
  return noise(seed, left) * (1 - share) + noise(seed, left + 1) * share
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

export function seededText(seed: number, purpose: string, length: number): string {
  const base = hashText(purpose) ^ seed
  return Array.from({ length }, (_, index) => LETTERS[Math.floor(noise(base, index) * 64)]).join('')
}

export function seededUuid(seed: number, purpose: string): string {
  const base = hashText(purpose) ^ seed
  const hex = Array.from({ length: 32 }, (_, index) => Math.floor(noise(base, index) * 16).toString(16))
  hex[12] = '4'
  hex[16] = '8'
  const text = hex.join('')
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join(
    '-',
  )
}
