import { get, sendWithKey } from '../../api/client'
import { newKey } from '../../api/keys'
import { kindOf } from '../device'

/** Web Push as the server knows it: what a browser subscribes with, and which address is subscribed now. */
export interface Push { id: string | null; publicKey: string | null; endpoint: string | null; device: string | null }
export type PushState = 'unable' | 'nobody' | 'denied' | 'off' | 'here' | 'elsewhere'

/** What a browser is to a person's push messages. */
export function stateOf(push: Push, able: boolean, permission: string, endpoint: string | null): PushState {
  if (!push.id || !push.publicKey) return 'nobody'
  if (!able) return 'unable'
  if (permission === 'denied') return 'denied'
  if (!push.endpoint) return 'off'
  return push.endpoint === endpoint ? 'here' : 'elsewhere'
}

/** The bytes of base64url, as browsers want the key. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(plain, (char) => char.charCodeAt(0))
}
const textOf = (bytes: ArrayBuffer | null) => btoa(String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer(0)))).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')

const SCOPE = '/push/'
export const able = () => 'serviceWorker' in navigator && 'PushManager' in window && typeof Notification === 'function' && isSecureContext
const registration = () => navigator.serviceWorker.getRegistration(SCOPE).then((one) => (one?.scope.endsWith(SCOPE) ? one : undefined))
/** This browser's own subscription; null: it has none. */
export const ownSubscription = async () => (able() ? ((await (await registration())?.pushManager.getSubscription()) ?? null) : null)
export const loadPush = () => get<Push>('/push')

/** Its worker stands in a folder without pages: it shows messages and comes between no page and the server. */
async function worker(): Promise<ServiceWorkerRegistration> {
  const made = await navigator.serviceWorker.register('/push-sw.js', { scope: SCOPE })
  const starting = made.installing ?? made.waiting
  if (!made.active && starting) await new Promise<void>((done) => starting.addEventListener('statechange', () => { if (starting.state === 'activated') done() }))
  return made
}

/** Asks the person, which browsers take on a tap only, and subscribes. False: the person said no. */
export async function subscribe(push: Push): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return false
  const { pushManager } = await worker()
  const key = bytesOf(push.publicKey!)
  const before = await pushManager.getSubscription()
  // One that was made with another key takes none of our messages.
  if (before && textOf(before.options.applicationServerKey) !== push.publicKey) await before.unsubscribe()
  const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
  await sendWithKey({ path: '/push/subscribe', body: { endpoint: made.endpoint, p256dh: textOf(made.getKey('p256dh')), auth: textOf(made.getKey('auth')), device: kindOf(navigator.userAgent) } }, newKey())
  return true
}

/** The server first: a browser that has unsubscribed and is still written down would be reported as a failure. */
export async function unsubscribe(push: Push): Promise<void> {
  if (push.endpoint) await sendWithKey({ path: '/push/unsubscribe', body: { endpoint: push.endpoint } }, newKey())
  await (await ownSubscription())?.unsubscribe().catch(() => false)
}
