import { defineConfig, globalIgnores } from 'eslint/config'
import importX from 'eslint-plugin-import-x'
import vue from 'eslint-plugin-vue'
import a11y from 'eslint-plugin-vuejs-accessibility'
import tseslint from 'typescript-eslint'

/** Floors of the server, bottom first. A module imports from the floors below its own, never sideways, never up. */
const floors = [
  ['core'],
  ['gateway'],
  ['readings', 'tempo', 'ecowatt'],
  ['tariffs', 'imports', 'solar'],
  ['downloads'],
  ['sync', 'export', 'notices'],
  ['leaving'],
]
/** Core has a front door for its words and one for each of its rooms. */
const coreDoors = ['.', 'changes', 'config', 'database', 'graphql', 'http'].map(
  (room) => `core/${room}/index.ts`,
)
const src = './server/src'
const modules = floors.flatMap((names, floor) => names.map((name) => ({ name, floor })))
const specs = ['server/**/*.spec.ts']

/** Front doors of everything under a floor. */
function doorsBelow(floor) {
  return modules
    .filter((other) => other.floor < floor)
    .flatMap(({ name }) => (name === 'core' ? coreDoors : [`${name}/index.ts`]))
}

const notTheProduct = {
  target: src,
  from: ['./server/simulator', './server/test', './server/bench', './client'],
  message: 'The product knows neither its tests nor its client.',
}

function zonesOf({ name, floor }) {
  const below = floors.slice(0, floor).flat()
  return [
    {
      target: `${src}/${name}`,
      from: src,
      except: [name, ...doorsBelow(floor)],
      message: `${name} imports its own files${below.length > 0 ? ` and the front doors (index.ts) of ${below.join(', ')}` : ''}: down only, never sideways.`,
    },
  ]
}

const appZone = {
  target: src,
  from: modules.map(({ name }) => `${src}/${name}`),
  except: ['index.ts', ...coreDoors.map((door) => door.replace('core/', './'))],
  message: 'A module is entered by its index.ts.',
}

/** The layer rule, for a copy of the repository at `basePath`. One entry per module: later entries replace, never add. */
export function layers(basePath) {
  const rule = (zones) => ({ 'import-x/no-restricted-paths': ['error', { basePath, zones }] })
  return [
    {
      plugins: { 'import-x': importX },
      settings: {
        'import-x/resolver-next': [importX.createNodeResolver({ extensionAlias: { '.js': ['.ts', '.js'] } })],
      },
    },
    ...modules.flatMap((module) => {
      const files = [`server/src/${module.name}/**/*.ts`]
      return [
        { files, ignores: specs, rules: rule([...zonesOf(module), notTheProduct]) },
        { files: files.map((pattern) => pattern.replace('*.ts', '*.spec.ts')), rules: rule(zonesOf(module)) },
      ]
    }),
    { files: ['server/src/*.ts'], rules: rule([appZone, notTheProduct]) },
    {
      files: ['server/simulator/**/*.ts'],
      rules: rule([
        {
          target: './server/simulator',
          from: src,
          except: coreDoors,
          message: 'The simulator shares only the words of core: it must not inherit our mistakes.',
        },
        { target: './server/simulator', from: './client', message: 'The server does not know its client.' },
      ]),
    },
    {
      files: ['client/**/*.{ts,vue}'],
      rules: rule([
        { target: './client', from: './server', message: 'The client knows only schema.graphql.' },
      ]),
    },
  ]
}

// The formatter lays out; the linter does not.
const noLayoutRules = Object.fromEntries(
  Object.entries(vue.rules)
    .filter(([, rule]) => rule.meta.type === 'layout')
    .map(([name]) => [`vue/${name}`, 'off']),
)

const clientFiles = ['client/**/*.{ts,vue}']

export default defineConfig(
  globalIgnores([
    '**/dist/**',
    '**/generated/**',
    '.nx/**',
    'client/public/**',
    'client/build/worker.js',
    'server/migrations/*.json',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.mjs', 'scripts/*.mjs'] },
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.vue'],
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true, allow: ['URL', 'URLSearchParams'] },
      ],
      // Nest: modules are empty classes, and resolvers answer plain objects in the shape of a type's class.
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // A constructor that only narrows its parameters is not useless.
      '@typescript-eslint/no-useless-constructor': 'off',
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  layers(import.meta.dirname),
  { rules: { 'import-x/no-cycle': 'error' } },
  {
    files: clientFiles,
    extends: [vue.configs['flat/recommended'], a11y.configs['flat/recommended']],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      ...noLayoutRules,
      'vue/multi-word-component-names': 'off',
      // TypeScript's optional props need no default.
      'vue/require-default-prop': 'off',
      '@typescript-eslint/no-useless-default-assignment': 'off',
      // Composables return functions that need no `this`.
      '@typescript-eslint/unbound-method': 'off',
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
      // The linter reads a component without its imports: `.vue` files are of unknown type to it. vue-tsc knows better.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // Bare controls get their label from the field around them; axe checks the whole page.
    files: ['client/src/ui/**/*.vue'],
    rules: { 'vuejs-accessibility/form-control-has-label': 'off' },
  },
  {
    files: ['**/*.spec.ts'],
    rules: {
      // Parsed answers and matchers are `any` by nature in a test; what they hold is then asserted.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
  { files: ['**/*.mjs'], extends: [tseslint.configs.disableTypeChecked] },
)
