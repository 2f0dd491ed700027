// The command palette: Ctrl/⌘ K opens it over any page; without script /palette is a page of its own.
const dialog = () => document.getElementById("palette")
const field = () => document.querySelector("#palette-q")
const options = () => [...document.querySelectorAll("#palette-list [role=option]")]

document.addEventListener("keydown", event => {
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
    event.preventDefault()
    open()
  } else if (event.target === field()) move(event)
})
document.addEventListener("click", event => {
  const opener = event.target.closest("[data-palette]")
  if (opener && dialog() && !event.ctrlKey && !event.metaKey) {
    event.preventDefault()
    open()
  } else if (event.target === dialog()) dialog().close()
})
document.addEventListener("htmx:afterSwap", event => { if (event.target.id === "palette-found") choose(0) })

function open() {
  if (!dialog() || dialog().open) return
  document.getElementById("side")?.matches(":popover-open") && document.getElementById("side").hidePopover()
  dialog().showModal()
  field().value = ""
  field().focus()
  window.htmx.trigger(field().form, "palette-open")
}

function move(event) {
  const at = options().findIndex(o => o.getAttribute("aria-selected") === "true")
  if (event.key === "ArrowDown") choose(at + 1)
  else if (event.key === "ArrowUp") choose(at - 1)
  else if (event.key === "Enter" && options()[at]) options()[at].click()
  else return
  event.preventDefault()
}

function choose(index) {
  const all = options()
  if (!all.length) return field()?.removeAttribute("aria-activedescendant")
  const at = (index + all.length) % all.length
  all.forEach((option, i) => option.setAttribute("aria-selected", String(i === at)))
  all[at].scrollIntoView({ block: "nearest" })
  field()?.setAttribute("aria-activedescendant", all[at].id)
}
