// How htmx behaves here: every request carries the token, and morphing never takes away what is being typed.
document.addEventListener("htmx:configRequest", event => {
  const meta = document.querySelector("meta[name=csrf]")
  if (meta && event.detail.verb !== "get") event.detail.headers[meta.dataset.header] = meta.content
})

if (window.Idiomorph) window.Idiomorph.defaults.ignoreActiveValue = true
// A part that couldn't be fetched is said, not swallowed; a mere figure beside a word isn't worth a word.
const quiet = event => event.target.matches?.("[data-quiet]")
// What a page fetches by itself never takes it away, also when it finds the session ended: somebody may be typing here, or
// about to be shown what is shown once. They are sent to the sign-in by what they do next.
document.addEventListener("htmx:beforeOnLoad", event => {
  if (event.detail.xhr.status === 401 && event.target.matches?.("[data-quiet], [data-live]")) event.preventDefault()
})
document.addEventListener("htmx:responseError", event => { if (!quiet(event)) say(event.detail.xhr.status) })
document.addEventListener("htmx:sendError", event => { if (!quiet(event)) say(0) })

function say(status) {
  const words = document.getElementById("words")?.dataset
  const text = { 0: words?.offline, 403: words?.forbidden, 503: words?.unavailable, 507: words?.full }[status] ?? words?.failed
  if (text) document.dispatchEvent(new CustomEvent("say", { detail: { text, bad: true } }))
}
