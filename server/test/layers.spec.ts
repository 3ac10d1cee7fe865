import { ESLint } from 'eslint'
import type { Linter } from 'eslint'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import tseslint from 'typescript-eslint'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const floors = [
  ['core'],
  ['gateway'],
  ['readings', 'tempo', 'ecowatt'],
  ['tariffs', 'imports', 'solar'],
  ['downloads'],
  ['sync', 'export', 'notices'],
  ['leaving'],
]
const modules = floors.flat()

let copy: string
let eslint: ESLint

/** A copy of the house with the same doors and empty rooms: the rule follows only files that exist. */
beforeAll(async () => {
  const config = (await import(pathToFileURL(join(root, 'eslint.config.mjs')).href)) as {
    layers: (basePath: string) => Linter.Config[]
  }
  copy = realpathSync(mkdtempSync(join(tmpdir(), 'layers-')))
  const files = [
    ...modules.flatMap((name) => [`server/src/${name}/index.ts`, `server/src/${name}/inside.ts`]),
    ...['config', 'database', 'graphql', 'http'].map((room) => `server/src/core/${room}/index.ts`),
    'server/src/core/http/inside.ts',
    'server/src/app.module.ts',
    'server/simulator/main.ts',
    'server/test/builders.ts',
    'server/bench/main.ts',
    'client/src/main.ts',
  ]
  for (const file of files) {
    mkdirSync(dirname(join(copy, file)), { recursive: true })
    writeFileSync(join(copy, file), 'export {}\n')
  }
  eslint = new ESLint({
    cwd: copy,
    overrideConfigFile: true,
    overrideConfig: [
      { files: ['**/*.{ts,vue}'], languageOptions: { parser: tseslint.parser } },
      ...config.layers(copy),
    ],
  })
})
afterAll(() => rmSync(copy, { recursive: true }))

async function refusals(file: string, imported: string): Promise<string[]> {
  const [result] = await eslint.lintText(`import '${imported}'\n`, { filePath: join(copy, file) })
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message)
}

async function expectRefused(file: string, imported: string) {
  expect(await refusals(file, imported), `${file} → ${imported}`).toEqual(['import-x/no-restricted-paths'])
}

async function expectAllowed(file: string, imported: string) {
  expect(await refusals(file, imported), `${file} → ${imported}`).toEqual([])
}

const floorOf = (name: string) => floors.findIndex((names) => names.includes(name))

describe('the floors', () => {
  it.each(modules)('%s imports the doors below it, and no other', async (name) => {
    for (const other of modules.filter((candidate) => candidate !== name)) {
      const expectation = floorOf(other) < floorOf(name) ? expectAllowed : expectRefused
      await expectation(`server/src/${name}/new.ts`, `../${other}/index.js`)
      await expectRefused(`server/src/${name}/new.ts`, `../${other}/inside.js`)
    }
    await expectAllowed(`server/src/${name}/new.ts`, './inside.js')
    await expectRefused(`server/src/${name}/new.ts`, '../app.module.js')
  })

  it('are free inside a module, at any depth', async () => {
    await expectAllowed('server/src/core/http/new.ts', '../graphql/index.js')
    await expectAllowed('server/src/core/http/new.ts', '../inside.js')
    await expectAllowed('server/src/readings/deep/new.ts', '../inside.js')
    await expectRefused('server/src/readings/deep/new.ts', '../../tempo/index.js')
  })

  it('know one door for each room of core', async () => {
    await expectAllowed('server/src/readings/new.ts', '../core/http/index.js')
    await expectRefused('server/src/readings/new.ts', '../core/http/inside.js')
  })

  it('see types, re-exports and dynamic imports', async () => {
    for (const text of [
      `import type { A } from '../sync/index.js'`,
      `export * from '../sync/index.js'`,
      `void import('../sync/index.js')`,
    ]) {
      const [result] = await eslint.lintText(text, { filePath: join(copy, 'server/src/gateway/new.ts') })
      expect(result?.errorCount, text).toBe(1)
    }
  })
})

describe('the house', () => {
  it('is assembled through front doors', async () => {
    await expectAllowed('server/src/main.ts', './app.module.js')
    await expectAllowed('server/src/app.module.ts', './sync/index.js')
    await expectAllowed('server/src/app.module.ts', './core/http/index.js')
    await expectRefused('server/src/app.module.ts', './sync/inside.js')
  })

  it('knows neither its tests, its simulator nor its client', async () => {
    for (const outside of ['simulator/main', 'test/builders', 'bench/main', '../client/src/main']) {
      await expectRefused('server/src/main.ts', `../${outside}.js`)
      await expectRefused('server/src/sync/new.ts', `../../${outside}.js`)
    }
  })

  it('lets a test beside its file use the builders, not another floor', async () => {
    await expectAllowed('server/src/readings/new.spec.ts', '../../test/builders.js')
    await expectRefused('server/src/readings/new.spec.ts', '../sync/index.js')
  })

  it('keeps simulator, client and server apart', async () => {
    await expectAllowed('server/simulator/new.ts', '../src/core/index.js')
    await expectRefused('server/simulator/new.ts', '../src/core/inside.js')
    await expectRefused('server/simulator/new.ts', '../src/gateway/index.js')
    await expectRefused('server/simulator/new.ts', '../../client/src/main.js')
    await expectRefused('client/src/new.ts', '../../server/src/core/index.js')
    await expectAllowed('client/src/new.ts', './main.js')
  })
})

describe('the configuration of the repository', () => {
  it.each([
    'server/src/core/errors.ts',
    'server/src/app.module.ts',
    'server/src/sync/index.ts',
    'client/src/App.vue',
  ])('holds the rule for %s', async (file) => {
    const config = (await new ESLint({ cwd: root }).calculateConfigForFile(join(root, file))) as Linter.Config
    expect(config.rules?.['import-x/no-restricted-paths']).toEqual([
      2,
      expect.objectContaining({ basePath: root }),
    ])
  })
})
