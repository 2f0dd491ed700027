// A macro chosen beside an answer: its text is put behind what is typed, and what it does with the ticket is chosen too.
document.addEventListener("change", event => {
  const select = event.target.closest?.("select[data-macro]")
  const chosen = select?.selectedOptions[0]
  if (!chosen?.value) return
  const form = select.form
  const text = document.getElementById(select.dataset.macro)
  text.value = text.value.trim() ? text.value.trimEnd() + "\n\n" + chosen.dataset.body : chosen.dataset.body
  if (chosen.dataset.status) form.elements.status.value = chosen.dataset.status
  form.querySelector("[data-macro-priority]").value = chosen.dataset.priority
  select.value = ""
  text.focus()
})
