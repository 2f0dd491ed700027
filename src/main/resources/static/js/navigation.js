// After a boosted link the side bar stays: it marks where we are, and closes when it was a sheet.
function mark() {
  const entries = [...document.querySelectorAll(".nav a[href], .bottom a[href]:not([data-palette])")]
  const here = location.pathname
  const fits = path => path === here || (path !== "/" && here.startsWith(path + "/"))
  const best = entries.map(a => a.getAttribute("href")).filter(fits).sort((a, b) => b.length - a.length)[0]
  for (const a of entries) a.getAttribute("href") === best ? a.setAttribute("aria-current", "page") : a.removeAttribute("aria-current")
  const group = document.querySelector(".nav a[aria-current]")?.closest("details")
  if (group) group.open = true
  show()
}

// A long navigation shows where we are, also when that stands far down.
const show = () => document.querySelector(".nav a[aria-current]")?.scrollIntoView({ block: "nearest" })
show()

// Which groups this browser folds is kept in a cookie, so that the next page comes as it was left.
document.addEventListener("click", event => {
  const pressed = event.target.closest("details[data-nav] > summary")?.parentElement
  if (!pressed) return
  const turned = [...document.querySelectorAll("details[data-nav]")]
    .filter(group => String(group === pressed ? !group.open : group.open) !== group.dataset.atFirst)
  document.cookie = `nav=${turned.map(group => group.dataset.nav).join(".")}; path=/; max-age=31536000; samesite=lax`
})

document.addEventListener("htmx:pushedIntoHistory", () => {
  mark()
  document.body.dispatchEvent(new Event("looked-elsewhere"))
  const side = document.getElementById("side")
  if (side?.matches(":popover-open")) side.hidePopover()
  document.getElementById("main")?.focus({ preventScroll: true })
})
document.addEventListener("htmx:historyRestore", mark)

// An open menu closes when the attention goes elsewhere.
document.addEventListener("click", event => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false
})
document.addEventListener("keydown", event => {
  if (event.key !== "Escape") return
  const menu = document.activeElement?.closest("details:is(.menu, .edit)[open]")
  if (menu) { menu.open = false; menu.querySelector("summary").focus() }
})
// A fact that is opened is opened to be written in.
document.addEventListener("toggle", event => {
  if (event.target.matches?.("details.edit[open]")) event.target.querySelector("input:not([type=hidden]), select, textarea")?.focus()
}, true)
