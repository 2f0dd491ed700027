// data-dialog opens the dialog of that id; a click beside a dialog, and data-close inside, closes it.
document.addEventListener("click", event => {
  const opener = event.target.closest("[data-dialog]")
  if (opener) {
    const dialog = document.getElementById(opener.dataset.dialog)
    if (!dialog) return
    event.preventDefault()
    dialog.showModal()
  } else if (event.target.matches("dialog.dialog[open]") && outside(event.target, event)) event.target.close()
  else if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close()
})

function outside(dialog, event) {
  const box = dialog.getBoundingClientRect()
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom
}

// A dialog that came by htmx opens by itself.
document.addEventListener("htmx:load", event => {
  const dialog = event.target.matches?.("dialog[data-open-now]") ? event.target : event.target.querySelector?.("dialog[data-open-now]")
  if (dialog && !dialog.open) dialog.showModal()
})
