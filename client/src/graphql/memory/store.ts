import { forgotten, type Bounds, type Entry } from './bounds'

const NAME = 'linky-answers'
const BOUNDS: Bounds = { bytes: 12_000_000, entries: 400 }
/** Above, an answer would push everything else out. */
const LONGEST_BYTES = 3_000_000

export interface Remembered {
  at: number
  data: unknown
}

export interface AnswerStore {
  read: (key: string) => Promise<Remembered | null>
  write: (key: string, data: unknown) => Promise<void>
  clear: () => Promise<void>
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB failed'))
  })
}

async function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, 1)
  request.onupgradeneeded = () => {
    request.result.createObjectStore('entries', { keyPath: 'key' })
    request.result.createObjectStore('answers')
  }
  return done(request)
}

/**
 * Last answers of the server, in this browser, within bounds. A browser that refuses to store (private window, full disk)
 * remembers nothing and breaks nothing.
 */
export function createAnswerStore(): AnswerStore {
  let database: Promise<IDBDatabase> | undefined
  const quietly = async <T>(work: (db: IDBDatabase) => Promise<T>): Promise<T | null> => {
    try {
      return await work(await (database ??= opened()))
    } catch {
      return null
    }
  }
  const stores = (db: IDBDatabase, mode: IDBTransactionMode) => {
    const transaction = db.transaction(['entries', 'answers'], mode)
    return { entries: transaction.objectStore('entries'), answers: transaction.objectStore('answers') }
  }

  return {
    read: (key) =>
      quietly(async (db) => {
        const { entries, answers } = stores(db, 'readonly')
        const [entry, text] = await Promise.all([
          done(entries.get(key) as IDBRequest<Entry | undefined>),
          done(answers.get(key) as IDBRequest<string | undefined>),
        ])
        return entry && text !== undefined ? { at: entry.at, data: JSON.parse(text) as unknown } : null
      }),
    write: async (key, data) => {
      const text = JSON.stringify(data)
      if (text.length > LONGEST_BYTES) return
      await quietly(async (db) => {
        const { entries, answers } = stores(db, 'readwrite')
        entries.put({ key, at: Date.now(), bytes: text.length + key.length } satisfies Entry)
        answers.put(text, key)
        for (const old of forgotten(await done(entries.getAll() as IDBRequest<Entry[]>), BOUNDS)) {
          entries.delete(old)
          answers.delete(old)
        }
      })
    },
    clear: async () => {
      await quietly(async (db) => {
        const { entries, answers } = stores(db, 'readwrite')
        await Promise.all([done(entries.clear()), done(answers.clear())])
      })
    },
  }
}
