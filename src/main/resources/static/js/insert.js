// A text or link that is put into what is being written, where the cursor stands: data-insert names the field, data-text is
// the text, or data-from the address of it. Without script the article can still be opened and copied.
document.addEventListener("click", async event => {
  const button = event.target.closest("[data-insert]")
  const field = button && document.getElementById(button.dataset.insert)
  if (!field) return
  let text = button.dataset.text
  if (!text) {
    const answer = await fetch(button.dataset.from, { credentials: "same-origin" })
    if (!answer.ok) return
    text = await answer.text()
  }
  const at = field.selectionEnd ?? field.value.length
  const before = field.value.slice(0, at).trimEnd()
  const put = (before ? before + "\n\n" : "") + text
  field.value = put + (field.value.slice(at) ? "\n\n" + field.value.slice(at).trimStart() : "")
  field.focus()
  field.setSelectionRange(put.length, put.length)
  field.dispatchEvent(new Event("input", { bubbles: true }))
})
