/** Reads the pieces in order, each while the one before it is used. What is read in vain at an early end is dropped. */
export async function* ahead<P, T>(pieces: readonly P[], read: (piece: P) => Promise<T>): AsyncGenerator<T> {
  const begin = (index: number): Promise<T> | undefined => {
    const piece = pieces[index]
    if (piece === undefined) return undefined
    const reading = read(piece)
    reading.catch(() => undefined)
    return reading
  }
  let next = begin(0)
  for (let index = 1; next; index++) {
    const value = await next
    next = begin(index)
    yield value
  }
}
