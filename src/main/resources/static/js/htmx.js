// How htmx behaves here: every request carries the token, and morphing never takes away what is being typed.
document.addEventListener("htmx:configRequest", event => {
  const meta = document.querySelector("meta[name=csrf]")
  if (meta && event.detail.verb !== "get") event.detail.headers[meta.dataset.header] = meta.content
})

if (window.Idiomorph) window.Idiomorph.defaults.ignoreActiveValue = true
// A part that couldn't be fetched is said, not swallowed; a mere figure beside a word isn't worth a word.
const quiet = event => event.target.matches?.("[data-quiet]")
document.addEventListener("htmx:responseError", event => { if (!quiet(event)) say(event.detail.xhr.status) })
document.addEventListener("htmx:sendError", event => { if (!quiet(event)) say(0) })

function say(status) {
  const words = document.getElementById("words")?.dataset
  const text = { 0: words?.offline, 403: words?.forbidden, 503: words?.unavailable, 507: words?.full }[status] ?? words?.failed
  if (text) document.dispatchEvent(new CustomEvent("say", { detail: { text, bad: true } }))
}
