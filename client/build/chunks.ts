import { isDocument } from './documents'

/** What the bundler tells of a module. */
interface Graph {
  getModuleInfo: (id: string) => { importedIds: readonly string[] } | null
}

/** All that a module needs before it runs. */
export function neededBy(entry: string, graph: Graph): Set<string> {
  const found = new Set<string>()
  const walk = (id: string) => {
    if (found.has(id)) return
    found.add(id)
    for (const needed of graph.getModuleInfo(id)?.importedIds ?? []) walk(needed)
  }
  walk(entry)
  return found
}

/**
 * Names what the home page needs, but for the entry itself. A question goes where it is asked: the module that lists
 * them all is needed by the home page, most of what it lists is not.
 */
export function homeOf(entry: string): (id: string, graph: Graph) => string | null {
  let needed: Set<string> | undefined
  return (id, graph) => {
    needed ??= neededBy(entry, graph)
    return id !== entry && needed.has(id) && !isDocument(id) ? 'home' : null
  }
}

/**
 * What changes rarely stays in the browser's cache when our own code changes. The home page is one file: cut by who else
 * needs each part of it, it would be thirty requests.
 */
export function chunksOf(entry: string) {
  return [
    { name: 'vue', test: /node_modules\/(@vue\/(?!apollo)|vue\/|vue-router|vue-i18n|@intlify)/, priority: 4 },
    {
      name: 'graphql',
      test: /node_modules\/(@apollo|@vue\/apollo-composable|@wry|graphql|graphql-ws|optimism|zen-observable-ts)\//,
      priority: 3,
    },
    { name: 'charts', test: /node_modules\/(echarts|zrender)\//, priority: 2 },
    { name: homeOf(entry), debugName: 'home', priority: 1 },
  ]
}
