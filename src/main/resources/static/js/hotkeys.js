// Keys: g and a letter goes somewhere, any other single key presses what carries it in data-hotkey, ? shows them all.
// Never while typing, and never with Alt: on French keyboards it types @ and {.
let waiting = false

document.addEventListener("keydown", event => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing || typing(event.target)) return
  if (document.querySelector("dialog[open]")) return
  if (waiting) {
    waiting = false
    return press(`[data-letter="${CSS.escape(event.key)}"]`, event)
  }
  if (event.key === "g") return wait()
  if (event.key === "?") return help(event)
  press(`[data-hotkey="${CSS.escape(event.key)}"]`, event)
})

export function typing(element) {
  return element instanceof Element && element.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]") !== null
}

function wait() {
  waiting = true
  setTimeout(() => { waiting = false }, 1200)
}

function help(event) {
  event.preventDefault()
  document.getElementById("keys")?.showModal()
}

function press(selector, event) {
  const target = [...document.querySelectorAll(selector)].find(e => !e.disabled)
  if (!target) return
  event.preventDefault()
  typing(target) ? target.focus() : target.click()
  // What opens into a form is opened to be written in.
  if (target.matches("summary")) target.parentElement.querySelector("input:not([type=hidden]), textarea")?.focus()
}
