// One event stream per visible tab, on the topics that the page's parts wait for (hx-trigger="sse:lead-7f…"). A message
// is only the name of what changed; the part then fetches itself. Hidden tabs close theirs and catch up on return.
let stream = null
let listening = ""
const due = new Map()

const parts = topic => document.querySelectorAll(topic ? `[hx-trigger*="sse:${CSS.escape(topic)}"]` : "[hx-trigger*='sse:']")
const topicsOf = part => [...part.getAttribute("hx-trigger").matchAll(/sse:([\w-]+)/g)].map(match => match[1])

function topics() {
  return [...new Set([...parts()].flatMap(topicsOf))].sort()
}

function listen() {
  const wanted = document.hidden ? "" : topics().join(",")
  if (wanted === listening) return
  stream?.close()
  stream = null
  listening = wanted
  if (!wanted) return
  stream = new EventSource("/live?topics=" + encodeURIComponent(wanted))
  stream.addEventListener("changed", event => soon(event.data))
}

// At most one fetch a second for each topic, a little apart so that a busy list doesn't wake everybody at once.
function soon(topic) {
  if (due.has(topic)) return
  due.set(topic, setTimeout(() => {
    due.delete(topic)
    for (const part of parts(topic)) window.htmx?.trigger(part, "sse:" + topic)
  }, 100 + Math.random() * 900))
}

document.addEventListener("visibilitychange", () => {
  listen()
  if (!document.hidden) for (const topic of topics()) soon(topic)
})
document.addEventListener("htmx:load", listen)
addEventListener("pagehide", () => { stream?.close(); stream = null; listening = "" })
addEventListener("pageshow", listen)
listen()
