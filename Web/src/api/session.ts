import { ref, shallowRef } from 'vue'
import { get, onSignedOut } from './client'
import { Problem } from './problem'
import type { Session } from './types'
import { resetClock, setClock, zone } from '../shell/clock'

export const session = shallowRef<Session | null>(null)
/** Null until asked; then whether the first administrator still has to be made. */
export const setupNeeded = ref<boolean | null>(null)

export const scopeName = (scope: string) => session.value?.scopes.find((choice) => choice.scope === scope)?.name ?? scope

export function enter(value: Session) {
  if (session.value?.organization.id !== value.organization.id) resetClock()
  session.value = value
  zone.value = value.organization.zone
  setClock([value.clock.now, Number(value.clock.rate), value.clock.version])
}

/** Asks the server who we are; null when nobody is signed in. */
export async function loadSession(): Promise<Session | null> {
  try {
    enter(await get<Session>('/session'))
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 401) throw error
    session.value = null
  }
  return session.value
}

export async function loadSetup(): Promise<boolean> {
  setupNeeded.value = (await get<{ needed: boolean }>('/setup')).needed
  return setupNeeded.value
}

async function sessionCall(method: string, body?: unknown): Promise<Response> {
  const response = await fetch('/api/v1/session', {
    method, credentials: 'same-origin',
    headers: { accept: 'application/json', 'accept-language': document.documentElement.lang || 'zh-CN', ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  if (!response.ok) throw await Problem.from(response)
  return response
}

export async function signIn(name: string, password: string) {
  enter((await (await sessionCall('POST', { name, password })).json()) as Session)
}

export async function signOut() {
  await sessionCall('DELETE')
  session.value = null
}

onSignedOut.handle = () => { session.value = null }
