import { onScopeDispose, ref } from 'vue'

function useQuery(query: string) {
  const media = matchMedia(query)
  const matches = ref(media.matches)
  const change = () => { matches.value = media.matches }
  media.addEventListener('change', change)
  onScopeDispose(() => media.removeEventListener('change', change))
  return matches
}
/** Under 720 px tables become cards. */
export const useNarrow = () => useQuery('(max-width: 719px)')
