import { computed, ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** Filters of a list that live in the address: reading gives "" for what is not set, writing replaces the address. */
export function useAddress<Name extends string>(names: readonly Name[]) {
  const route = useRoute()
  const router = useRouter()
  const values = computed(() => Object.fromEntries(names.map((name) => [name, typeof route.query[name] === 'string' ? route.query[name] : ''])) as Record<Name, string>)
  function set(next: Partial<Record<Name, string>>) {
    const query = { ...route.query }
    for (const [name, value] of Object.entries(next) as [Name, string][]) { if (value) query[name] = value; else delete query[name] }
    void router.replace({ query })
  }
  return { values, set, clear: () => set(Object.fromEntries(names.map((name) => [name, ''])) as Record<Name, string>) }
}

/** A text box that tells what was typed after a pause; it follows the address when that changes elsewhere. */
export function useTyped(current: () => string, tell: (text: string) => void) {
  const text = ref(current())
  watch(current, (next) => { if (next !== text.value.trim()) text.value = next })
  let timer = 0
  watch(text, (next) => {
    clearTimeout(timer)
    if (next.trim() !== current()) timer = window.setTimeout(() => tell(next.trim()), 250)
  })
  return text
}
