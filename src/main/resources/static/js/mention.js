// Who may be meant, as a list below a note in which an @ is typed: data-mentions names the page on which the note is written.
// Arrows and Enter or a tap choose, Escape closes. Without script the name is simply typed; the server reads it.
const TYPED = /(?:^|[^\p{L}\p{N}._%+-])@("?[\p{L}\p{N}'’.-]{0,40}(?: [\p{L}\p{N}'’.-]{1,40}){0,3})$/u
let open = null
let asked = 0

function typedIn(field) {
  const found = field.selectionStart === field.selectionEnd && TYPED.exec(field.value.slice(0, field.selectionStart))
  return found ? found[1] : null
}

function close() {
  if (!open) return
  open.list.remove()
  open.field.removeAttribute("aria-activedescendant")
  open.field.removeAttribute("aria-controls")
  open = null
}

function mark(option) {
  for (const other of open.list.children) other.setAttribute("aria-selected", String(other === option))
  option.scrollIntoView({ block: "nearest" })
  open.field.setAttribute("aria-activedescendant", option.id)
}

function choose(option) {
  const { field } = open
  const end = field.selectionStart
  const typed = typedIn(field) ?? ""
  const start = end - typed.length - 1
  const put = option.dataset.text + (/^\s/.test(field.value.slice(end)) ? "" : " ")
  close()
  field.setRangeText(put, start, end, "end")
  field.focus()
  field.dispatchEvent(new Event("input", { bubbles: true }))
}

function show(field, html) {
  close()
  if (!html.trim() || document.activeElement !== field) return
  const list = document.createElement("ul")
  list.className = "mentionable"
  list.id = field.id + "-mentionable"
  list.setAttribute("role", "listbox")
  list.setAttribute("aria-label", field.dataset.mentionsLabel ?? "@")
  list.innerHTML = html
  field.after(list)
  open = { field, list }
  field.setAttribute("aria-controls", list.id)
  mark(list.firstElementChild)
}

document.addEventListener("input", async event => {
  const field = event.target.closest?.("textarea[data-mentions]")
  if (!field) return
  const typed = typedIn(field)
  const mine = ++asked
  if (typed === null || !typed.replace('"', "")) return close()
  await new Promise(done => setTimeout(done, 120))
  if (mine !== asked) return
  const query = new URLSearchParams({ q: typed, on: field.dataset.mentions })
  const answer = await fetch("/completions/mentions?" + query, { credentials: "same-origin" })
  if (answer.ok && mine === asked) show(field, await answer.text())
})

document.addEventListener("keydown", event => {
  if (!open || event.target !== open.field || event.isComposing) return
  const options = [...open.list.children]
  const at = options.findIndex(option => option.getAttribute("aria-selected") === "true")
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    mark(options.at((at + (event.key === "ArrowDown" ? 1 : -1)) % options.length))
  } else if (event.key === "Enter" || event.key === "Tab") {
    choose(options[at])
  } else if (event.key === "Escape") {
    close()
  } else {
    return
  }
  event.preventDefault()
  event.stopPropagation()
}, true)

// Before the field loses the focus, so that a phone keeps its keyboard.
document.addEventListener("pointerdown", event => {
  const option = open && event.target.closest(".mentionable > li")
  if (!option) return close()
  event.preventDefault()
  choose(option)
})

document.addEventListener("focusout", event => {
  if (open && event.target === open.field) close()
})
