import type { reach as zh } from '../zh/reach'

/** How people are reached: pop-ups, channels, why nobody was reminded, what nobody has matched. */
export const reach: Record<keyof typeof zh, string> = {
  'popup.default': 'Show new nudges beside the page on this computer.',
  'popup.granted': 'This computer shows new nudges as they arrive.',
  'popup.denied': 'The browser forbids this site to show notifications. Press the icon left of the address and allow “Notifications”.',
  'popup.ask': 'Turn on notifications',
  'popup.many': '{n} new {n|nudge|nudges}',
  'popup.many.text': 'Open the nudges and deal with each',
}
