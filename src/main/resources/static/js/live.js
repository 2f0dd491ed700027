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
  // What changed since the page was asked for, before its stream listened, is said again.
  const asked = document.querySelector("[data-live]")?.dataset.asked
  stream = new EventSource("/live?topics=" + encodeURIComponent(wanted) + (asked ? "&since=" + asked : ""))
  stream.addEventListener("changed", event => soon(event.data))
  stream.addEventListener("error", lost)
  stream.addEventListener("open", found)
}

// A browser comes back to a line that broke, but gives up for good on one that answers "not now", as a starting server
// does. What was said meanwhile nobody heard, so every part looks for itself.
let deaf = false

function lost() {
  deaf = true
  if (stream?.readyState !== EventSource.CLOSED) return
  stream = null
  listening = ""
  setTimeout(listen, 3000 + Math.random() * 2000)
}

function found() {
  if (deaf) for (const topic of topics()) soon(topic)
  deaf = false
}

// At most one fetch a second for each topic, a little apart so that a busy list doesn't wake everybody at once; the
// funnel, which costs more and moves with every record, every five. A page somebody works in waits until they are done.
function soon(topic, wait = (topic === "journey" ? 4000 : 100) + Math.random() * 900) {
  if (due.has(topic)) return
  due.set(topic, setTimeout(() => {
    due.delete(topic)
    if (document.hidden) return
    if (busy()) return soon(topic, 2000)
    for (const part of parts(topic)) window.htmx?.trigger(part, "sse:" + topic)
  }, wait))
}

const OPEN = "[data-dragging], [data-moving], dialog[open], details.menu[open], details.edit[open], [popover]:popover-open"

function busy() {
  const main = document.getElementById("main")
  if (!main) return false
  return document.querySelector(OPEN) !== null || main.querySelector(".htmx-request") !== null
    || [...main.querySelectorAll("input, textarea, select")].some(touched)
}

function touched(field) {
  if (field.type === "hidden" || field.matches("[data-pick-page]")) return false
  if (field === document.activeElement) return true
  if (field.tagName === "SELECT") {
    const given = [...field.options].findIndex(option => option.defaultSelected)
    return field.selectedIndex !== Math.max(given, 0)
  }
  return field.checked !== field.defaultChecked || field.value !== field.defaultValue
}

// What was asked for before somebody began to work here isn't put under their hands; it is asked for again.
document.addEventListener("htmx:beforeSwap", event => {
  const part = event.detail.requestConfig?.elt
  if (!part?.matches?.("[data-live]") || !document.querySelector(OPEN)) return
  event.detail.shouldSwap = false
  for (const topic of topicsOf(part)) soon(topic, 2000)
})

document.addEventListener("visibilitychange", () => {
  listen()
  if (!document.hidden) for (const topic of topics()) soon(topic)
})
document.addEventListener("htmx:load", listen)
addEventListener("pagehide", () => { stream?.close(); stream = null; listening = "" })
addEventListener("pageshow", listen)
listen()
