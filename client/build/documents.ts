import type { Plugin } from 'vite'

const GENERATED = /\/graphql\/generated\/graphql\.ts$/
const DOCUMENT = /^export const (\w+Document) = (\{.*\}) as unknown as DocumentNode<.*>;$/gm
const PREFIX = 'virtual:document/'

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
      if (!id.startsWith(`\0${PREFIX}`)) return null
      const name = id.slice(PREFIX.length + 1)
      return `export const ${name} = ${documents.get(name) ?? 'undefined'}`
    },
  }
}
