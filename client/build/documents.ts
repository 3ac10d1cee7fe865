import type { Plugin } from 'vite'

const GENERATED = /\/graphql\/generated\/graphql\.ts$/
const DOCUMENT = /^export const (\w+Document) = (\{.*\}) as unknown as DocumentNode<.*>;$/gm
const PREFIX = 'virtual:document/'
const RESOLVED = `\0${PREFIX}`

/** One question, as a module of its own. */
export const isDocument = (id: string) => id.startsWith(RESOLVED)

/**
 * The documents are generated into one file, which no bundler can cut: every page would carry the questions of all.
 * Here each becomes a module of its own, and travels with the page that asks it.
 */
export function documentPerModule(): Plugin {
  const documents = new Map<string, string>()
  return {
    name: 'document-per-module',
    enforce: 'pre',
    apply: 'build',
    transform: {
      filter: { id: GENERATED },
      handler: (code) =>
        code.replace(DOCUMENT, (_, name: string, tree: string) => {
          documents.set(name, tree)
          return `export { ${name} } from '${PREFIX}${name}'`
        }),
    },
    resolveId: (id) => (id.startsWith(PREFIX) ? { id: `\0${id}`, moduleSideEffects: false } : null),
    load: (id) => {
      if (!isDocument(id)) return null
      const name = id.slice(RESOLVED.length)
      return `export const ${name} = ${documents.get(name) ?? 'undefined'}`
    },
  }
}
