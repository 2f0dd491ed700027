// A form[data-autosubmit] is sent when a choice changes, and a moment after typing. Without script it has its button.
// The page that comes finds its reader where they were: with the keyboard on the same field, and with what they typed meanwhile.
const KEPT = "autosubmit"
const TYPED = "input[type=search], input[type=text]"
let timer
let sent
let asked

document.addEventListener("change", event => {
  const form = event.target.closest("form[data-autosubmit]")
  if (form) send(form)
})
document.addEventListener("input", event => {
  const form = event.target.closest("form[data-autosubmit]")
  if (form && event.target.matches(TYPED)) soon(form)
})

function soon(form) {
  clearTimeout(timer)
  timer = setTimeout(() => send(form), 300)
}

function send(form) {
  clearTimeout(timer)
  sent = form
  asked = document.activeElement?.value
  form.requestSubmit()
}

addEventListener("pagehide", () => {
  const field = document.activeElement
  if (!sent || field?.form !== sent || !field.name) return
  const text = field.matches(TYPED) ? field.value : null
  const more = text !== null && text !== asked
  sessionStorage.setItem(KEPT, JSON.stringify({ page: location.pathname, name: field.name, text, more, at: Date.now() }))
})

function goOn() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null")
  sessionStorage.removeItem(KEPT)
  if (kept?.page !== location.pathname || Date.now() - kept.at > 60000 || document.activeElement !== document.body) return
  const field = document.querySelector(`form[data-autosubmit] [name="${CSS.escape(kept.name)}"]:not([type=hidden])`)
  if (!field) return
  field.focus({ preventScroll: true })
  if (kept.text === null || !field.matches(TYPED)) return
  field.value = kept.text
  field.setSelectionRange(kept.text.length, kept.text.length)
  if (kept.more) soon(field.form)
}
goOn()

// On the way back a browser would show what was chosen when the page was left, beside what the page says.
addEventListener("pageshow", event => {
  sent = null
  if (!event.persisted && performance.getEntriesByType("navigation")[0]?.type !== "back_forward") return
  for (const form of document.querySelectorAll("form[data-autosubmit][method=get]")) form.reset()
})

for (const button of document.querySelectorAll("form[data-autosubmit] [data-without-script]")) button.hidden = true
document.addEventListener("htmx:load", event => {
  for (const button of event.target.querySelectorAll?.("form[data-autosubmit] [data-without-script]") ?? []) button.hidden = true
})
