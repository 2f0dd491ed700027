// After a boosted link the side bar stays: it marks where we are, and closes when it was a sheet.
function mark() {
  const entries = [...document.querySelectorAll(".nav a[href], .bottom a[href]:not([data-palette])")]
  const here = location.pathname
  const fits = path => path === here || (path !== "/" && here.startsWith(path + "/"))
  const best = entries.map(a => a.getAttribute("href")).filter(fits).sort((a, b) => b.length - a.length)[0]
  for (const a of entries) a.getAttribute("href") === best ? a.setAttribute("aria-current", "page") : a.removeAttribute("aria-current")
}

document.addEventListener("htmx:pushedIntoHistory", () => {
  mark()
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
  const menu = document.activeElement?.closest("details.menu[open]")
  if (menu) { menu.open = false; menu.querySelector("summary").focus() }
})
