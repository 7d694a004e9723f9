/// <reference types="vitest/config" />
import { defineConfig } from 'vite'
import vue from '@vitejs/plugin-vue'

// `npm run dev` serves the pages with hot reload and passes API and hub calls on to a running server.
const server = process.env.SALESGRAINS_URL ?? 'http://localhost:8080'

export default defineConfig({
  plugins: [vue()],
  define: { __VUE_OPTIONS_API__: false, __VUE_PROD_DEVTOOLS__: false },
  // The host stays as the browser sees it: the server refuses calls that come from another origin.
  server: { proxy: Object.fromEntries(['/api', '/openapi', '/live'].map((path) => [path, { target: server, changeOrigin: false, ws: path === '/live' }])) },
  build: {
    target: ['chrome100', 'safari15.4'],
    outDir: 'wwwroot',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    // One style sheet for all pages: a lazy page must not shift what is already shown.
    cssCodeSplit: false,
  },
  test: { environment: 'happy-dom', include: ['tests/**/*.test.ts', 'src/**/*.test.ts'] },
})
