// Files dropped on a data-drop go to its file input, together with those chosen before; its output names them.
const zoneOf = event => event.target.closest?.("[data-drop]")

document.addEventListener("dragover", event => {
  const zone = zoneOf(event)
  if (!zone) return
  event.preventDefault()
  zone.dataset.over = ""
})
document.addEventListener("dragleave", event => {
  const zone = zoneOf(event)
  if (zone && !zone.contains(event.relatedTarget)) delete zone.dataset.over
})
document.addEventListener("drop", event => {
  const zone = zoneOf(event)
  if (!zone) return
  event.preventDefault()
  delete zone.dataset.over
  const input = zone.querySelector("input[type=file]")
  const files = new DataTransfer()
  for (const file of [...input.files, ...event.dataTransfer.files]) files.items.add(file)
  input.files = files.files
  input.dispatchEvent(new Event("change", { bubbles: true }))
})
document.addEventListener("change", event => {
  const zone = zoneOf(event)
  if (!zone || !event.target.matches("input[type=file]")) return
  const names = zone.querySelector("output")
  if (names) names.textContent = [...event.target.files].map(file => file.name).join("\n")
  if (zone.hasAttribute("data-drop-send") && event.target.files.length) zone.closest("form")?.requestSubmit()
})
