// Sets theme and wall mode before the first paint, so that nothing flashes or moves. A file of its own: the policy allows no inline script.
(function () {
  var root = document.documentElement
  var query = new URLSearchParams(location.search)
  var theme = query.get('theme')
  try { theme = theme || localStorage.getItem('theme') } catch (e) { /* storage may be off */ }
  if (theme !== 'light' && theme !== 'dark') theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  root.dataset.theme = theme
  if (query.get('wall') === '1') root.dataset.wall = ''
})()
