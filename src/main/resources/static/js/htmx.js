// How htmx behaves here: every request carries the token, and morphing never takes away what is being typed.
document.addEventListener("htmx:configRequest", event => {
  const meta = document.querySelector("meta[name=csrf]")
  if (meta && event.detail.verb !== "get") event.detail.headers[meta.dataset.header] = meta.content
})

if (window.Idiomorph) window.Idiomorph.defaults.ignoreActiveValue = true
// A part that couldn't be fetched is said, not swallowed.
document.addEventListener("htmx:responseError", event => say(event.detail.xhr.status))
document.addEventListener("htmx:sendError", () => say(0))

function say(status) {
  const words = document.getElementById("words")?.dataset
  const text = status === 0 ? words?.offline : status === 403 ? words?.forbidden : words?.failed
  if (text) document.dispatchEvent(new CustomEvent("say", { detail: { text, bad: true } }))
}
