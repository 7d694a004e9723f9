/// <reference lib="webworker" />
import { flush } from './outbox'

declare const self: ServiceWorkerGlobalScope
declare const __FILES__: string[]
declare const __VERSION__: string
interface SyncEvent extends ExtendableEvent { tag: string }

/** The phone's page with all that it needs, of one version; a new version is a new worker and a new cache. */
const prefix = 'm-'
const cache = prefix + __VERSION__

self.addEventListener('install', (event) => event.waitUntil(caches.open(cache).then((files) => files.addAll(__FILES__.map((file) => new Request(file, { cache: 'reload' })))).then(() => self.skipWaiting())))
self.addEventListener('activate', (event) => event.waitUntil(caches.keys()
  .then((names) => Promise.all(names.filter((name) => name.startsWith(prefix) && name !== cache).map((name) => caches.delete(name))))
  .then(() => self.clients.claim())))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const address = new URL(request.url)
  // What the API says is never kept: it belongs to whoever is signed in.
  if (request.method !== 'GET' || address.origin !== location.origin || address.pathname.startsWith('/api/')) return
  const file = request.mode === 'navigate' ? (address.pathname === '/m' ? '/m' : null) : address.pathname
  if (file) event.respondWith(caches.open(cache).then((files) => files.match(file)).then((kept) => kept ?? fetch(request)))
})

self.addEventListener('sync', (event) => (event as SyncEvent).waitUntil(flush()))
