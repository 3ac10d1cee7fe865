import tailwind from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { documentPerModule } from './build/documents'
import { serviceWorker } from './build/serviceWorker'

const server = process.env.LINKY_SERVER ?? 'http://127.0.0.1:8181'

/** What changes rarely stays in the browser's cache when our own code changes. */
const chunks: [name: string, packages: RegExp][] = [
  ['vue', /node_modules\/(@vue|vue|vue-router|vue-i18n|@intlify)\//],
  ['charts', /node_modules\/(echarts|zrender)\//],
  [
    'graphql',
    /node_modules\/(@apollo|@vue\/apollo-composable|@wry|graphql|graphql-ws|optimism|zen-observable-ts)\//,
  ],
]

export default defineConfig(({ command }) => ({
  plugins: [vue(), tailwind(), documentPerModule(), serviceWorker()],
  server: {
    port: 8100,
    strictPort: true,
    proxy: {
      '/graphql': { target: server, ws: true },
      '/health': server,
      '/playground': server,
      '/api': server,
    },
  },
  // What the built product never uses stays out of it.
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    ...(command === 'build' && { 'globalThis.__DEV__': 'false' }),
  },
  build: {
    outDir: 'dist',
    manifest: true,
    modulePreload: { polyfill: false },
    target: 'es2023',
    rolldownOptions: {
      output: {
        manualChunks: (id) =>
          /apollo-composable/.test(id) ? 'graphql' : chunks.find(([, packages]) => packages.test(id))?.[0],
      },
    },
  },
}))
