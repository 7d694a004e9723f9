/** Shows what the program pushes (C02), also while no page of it is open. It keeps nothing and answers no request. */
self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()))
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('push', (event) => {
  let message = {}
  try { message = event.data.json() } catch { /* something else than ours: the browser wants to see a message all the same */ }
  const badge = Number(message.badge)
  event.waitUntil(Promise.all([
    self.registration.showNotification(message.title || 'SalesGrains', { body: message.body || '', tag: message.tag || 'nudge', icon: '/m-icon.png', data: { link: message.link || '/nudges' } }),
    'setAppBadge' in self.navigator && badge >= 0 ? self.navigator.setAppBadge(badge).catch(() => {}) : null,
  ]))
})

/** Pages of this site only, whatever a message names. */
function placeOf(link) {
  try {
    const address = new URL(link, self.location.origin)
    return address.protocol === 'http:' || address.protocol === 'https:' ? address.pathname + address.search + address.hash : '/nudges'
  } catch { return '/nudges' }
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const place = new URL(placeOf(event.notification.data && event.notification.data.link).replace(/^\/{2,}/, '/'), self.location.origin).href
  event.waitUntil(self.clients.matchAll({ type: 'window', includeUncontrolled: true }).then((windows) => {
    const there = windows.find((one) => one.url === place)
    return there ? there.focus() : self.clients.openWindow(place)
  }))
})
