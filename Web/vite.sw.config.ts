import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { defineConfig } from 'vite'
import { phone } from './vite.targets.ts'

/** The phone page's service worker: a classic script, built after the page, because it names the page's files. */
const page = readFileSync('wwwroot/m.html', 'utf8')
const named = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map((match) => match[1]!)
const script = readFileSync(`wwwroot${named.find((file) => file.endsWith('.js') && file.startsWith('/assets/'))}`, 'utf8')
const files = ['/m', ...named, ...[...script.matchAll(/\/assets\/[\w-]+\.json/g)].map((match) => match[0])]

export default defineConfig({
  publicDir: false,
  define: { __FILES__: JSON.stringify(files), __VERSION__: JSON.stringify(createHash('sha256').update(page).digest('hex').slice(0, 12)) },
  build: { target: phone, outDir: 'wwwroot', emptyOutDir: false, lib: { entry: 'src/m/sw.ts', formats: ['iife'], name: 'sw', fileName: () => 'm-sw.js' } },
})
