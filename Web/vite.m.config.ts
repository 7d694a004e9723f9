import { defineConfig } from 'vite'
import { phone } from './vite.targets.ts'

/** The phone's page: a build of its own, because old web views inside other apps must be able to read it, and small: on Preact, a fifth
 * of Vue, so that script and styles stay under 30 KB on a weak network. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  publicDir: false,
  build: { target: phone, cssTarget: phone, outDir: 'wwwroot', emptyOutDir: false, assetsInlineLimit: 0, modulePreload: { polyfill: false }, rollupOptions: { input: 'm.html' } },
})
