// In a form with data-next, Ctrl or ⌘ with Enter goes to the next question; the field that is left saves itself.
document.addEventListener("keydown", event => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return
  const form = event.target.closest("form[data-next]")
  const section = event.target.closest("section")
  if (!form || !section) return
  event.preventDefault()
  const sections = [...form.querySelectorAll("section:has(textarea, input, select)")]
  const next = sections[sections.indexOf(section) + 1]
  const field = next?.querySelector("textarea, select, input:not([type=hidden])") ?? form.querySelector("button")
  field.focus()
  field.scrollIntoView({ block: "center" })
})
