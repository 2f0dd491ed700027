// Copies what stands in data-copy. Without script the text can still be selected.
document.addEventListener("click", async event => {
  const button = event.target.closest("[data-copy]")
  if (!button) return
  await navigator.clipboard.writeText(button.dataset.copy)
  button.dataset.state = "copied"
  setTimeout(() => { delete button.dataset.state }, 2000)
})
