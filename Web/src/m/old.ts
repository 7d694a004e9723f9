/** What Chrome 69 lacks and Preact would call when a component kept a state of its own. */
if (typeof queueMicrotask !== 'function') window.queueMicrotask = (work) => { void Promise.resolve().then(work) }
export {}
