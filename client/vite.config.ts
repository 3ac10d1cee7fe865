import { join } from 'node:path'
import tailwind from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { chunksOf } from './build/chunks'
import { documentPerModule } from './build/documents'
import { serviceWorker } from './build/serviceWorker'

const server = process.env.LINKY_SERVER ?? 'http://127.0.0.1:8181'

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
        codeSplitting: { groups: chunksOf(join(import.meta.dirname, 'src/main.ts')) },
      },
    },
  },
}))
