// A form[data-autosubmit] is sent when a choice changes, and a moment after typing. Without script it has its button.
let timer

document.addEventListener("change", event => {
  const form = event.target.closest("form[data-autosubmit]")
  if (form) send(form)
})
document.addEventListener("input", event => {
  const form = event.target.closest("form[data-autosubmit]")
  if (!form || !event.target.matches("input[type=search], input[type=text]")) return
  clearTimeout(timer)
  timer = setTimeout(() => send(form), 300)
})

function send(form) {
  clearTimeout(timer)
  form.requestSubmit()
}

for (const button of document.querySelectorAll("form[data-autosubmit] [data-without-script]")) button.hidden = true
document.addEventListener("htmx:load", event => {
  for (const button of event.target.querySelectorAll?.("form[data-autosubmit] [data-without-script]") ?? []) button.hidden = true
})
