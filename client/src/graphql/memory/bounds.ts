/** What is known of a remembered answer without reading it. */
export interface Entry {
  key: string
  /** When it came, epoch ms of this device. */
  at: number
  bytes: number
}

export interface Bounds {
  bytes: number
  entries: number
}

/** Keys to forget, oldest first, until the rest is within bounds. */
export function forgotten(entries: readonly Entry[], bounds: Bounds): string[] {
  const newestFirst = [...entries].sort((a, b) => b.at - a.at)
  let bytes = 0
  return newestFirst
    .filter((entry, index) => {
      bytes += entry.bytes
      return bytes > bounds.bytes || index >= bounds.entries
    })
    .map(({ key }) => key)
    .reverse()
}
