// A form[data-saves-itself] saves each field that is left. Whoever leaves the page right from a field loses nothing either:
// a link waits until the server has what was typed, a tab that is closed or put aside sends it off.
const plain = field => field.value.replace(/\r\n?/g, "\n")

/** Fields with the hidden one that tells what the server holds. What the server refused is the writer's to decide. */
function unsaved(form) {
  if (!form || form.querySelector("[data-faulty]")) return []
  return [...form.elements]
    .map(field => [field, form.elements.namedItem("was." + field.name)])
    .filter(([field, was]) => was && plain(field) !== plain(was))
}

function content(form) {
  const content = new URLSearchParams(new FormData(form))
  content.set("autosave", "true")
  return content
}

document.addEventListener("click", event => {
  const link = event.target.closest("a[href]:not([target]):not([href^='#'])")
  const form = link && document.querySelector("form[data-saves-itself]")
  const fields = unsaved(form)
  if (!fields.length || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  event.stopImmediatePropagation()
  fetch(form.action, { method: "POST", body: content(form), headers: { "HX-Request": "true" }, redirect: "manual" })
    .then(answer => {
      // Refused: the form says why, as after any field that is left.
      if (answer.type !== "opaqueredirect") return
      held(fields)
      link.click()
    })
    .catch(() => {})
}, true)

function held(fields) {
  for (const [field, was] of fields) was.value = field.value
}

function sendOff(form) {
  const fields = unsaved(form)
  if (fields.length && navigator.sendBeacon(form.action, content(form))) held(fields)
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") sendOff(document.querySelector("form[data-saves-itself]"))
})
addEventListener("pagehide", () => sendOff(document.querySelector("form[data-saves-itself]")))
document.addEventListener("htmx:beforeCleanupElement", event => {
  if (event.target.matches?.("form[data-saves-itself]")) sendOff(event.target)
})
