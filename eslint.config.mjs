import importX from 'eslint-plugin-import-x'
import vue from 'eslint-plugin-vue'
import a11y from 'eslint-plugin-vuejs-accessibility'
import tseslint from 'typescript-eslint'

/** Floors of the server, bottom first. A module imports from floors below its own, never sideways, never up. */
export const floors = [
  ['core'],
  ['gateway'],
  ['readings', 'tempo', 'ecowatt'],
  ['tariffs'],
  ['sync', 'export', 'notices'],
]
const src = './server/src'
const modules = floors.flatMap((names, floor) => names.map((name) => ({ name, floor })))

const zones = [
  ...modules.map(({ name, floor }) => ({
    target: `${src}/${name}`,
    from: [
      ...modules
        .filter((other) => other.name !== name && other.floor >= floor)
        .map((other) => `${src}/${other.name}`),
      `${src}/*.ts`,
    ],
    message: `${name} stands on floor ${floor + 1}: it imports from the floors below only.`,
  })),
  ...modules.map(({ name }) => ({
    target: [`${src}/!(${name})/**/*`, `${src}/*.ts`],
    from: [`${src}/${name}`],
    except: ['./index.ts'],
    message: `Enter ${name} by its index.ts.`,
  })),
  {
    target: src,
    from: ['./server/simulator', './server/test', './server/bench', './client'],
    message: 'The product knows neither its tests nor its client.',
  },
  {
    target: './server/simulator',
    from: modules.filter(({ name }) => name !== 'core').map(({ name }) => `${src}/${name}`),
    message: 'The simulator shares only the words of core: it must not inherit our mistakes.',
  },
  {
    target: './client',
    from: ['./server'],
    except: ['../server/test/e2e'],
    message: 'The client knows only schema.graphql.',
  },
]

export default tseslint.config(
  { ignores: ['**/dist/**', '**/generated/**', '**/node_modules/**', '.nx/**', 'server/test/layers/**'] },
  ...tseslint.configs.strictTypeChecked,
  ...vue.configs['flat/recommended'],
  ...a11y.configs['flat/recommended'],
  {
    plugins: { 'import-x': importX },
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.mjs', 'scripts/*.mjs'] },
        tsconfigRootDir: import.meta.dirname,
        parser: tseslint.parser,
        extraFileExtensions: ['.vue'],
      },
    },
    settings: {
      'import-x/resolver-next': [importX.createNodeResolver({ extensionAlias: { '.js': ['.ts', '.js'] } })],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }],
      'import-x/no-cycle': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false },
      ],
      'vue/multi-word-component-names': 'off',
    },
  },
  {
    files: ['**/*.mjs'],
    ...tseslint.configs.disableTypeChecked,
  },
)
