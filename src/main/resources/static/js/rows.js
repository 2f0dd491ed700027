// Lists by keyboard: j and k walk, o and Enter open, x selects, e edits; a row may have keys of its own. A row is a tr or li inside data-list.
import { typing } from "./hotkeys.js"

const steps = { j: 1, k: -1 }

document.addEventListener("keydown", event => {
  if (event.altKey || event.ctrlKey || event.metaKey || typing(event.target) || document.querySelector("dialog[open]")) return
  const list = document.querySelector("[data-list]")
  if (!list) return
  const rows = [...list.querySelectorAll("tbody > tr, :scope > li, ul > li")]
  const at = rows.findIndex(row => row.hasAttribute("data-at"))
  if (event.key in steps) go(rows, at, steps[event.key], event)
  else if (at >= 0) act(rows[at], event)
})

// Escape leaves a cell as it was; the row has the attention again.
document.addEventListener("keydown", event => {
  const cell = event.key === "Escape" && event.target.closest?.("[data-editing]")
  if (!cell) return
  event.preventDefault()
  const row = cell.closest("tr")
  cell.querySelector("[data-leave]").click()
  row.tabIndex = -1
  row.focus({ preventScroll: true })
})

function go(rows, at, step, event) {
  const next = rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + step))]
  if (!next) return
  event.preventDefault()
  rows[at]?.removeAttribute("data-at")
  next.setAttribute("data-at", "")
  next.tabIndex = -1
  next.focus({ preventScroll: true })
  next.scrollIntoView({ block: "nearest" })
}

function act(row, event) {
  if (event.key === "Enter" && event.target !== row) return
  const target = {
    o: () => row.querySelector("[data-open], td.main a, .who a, a[href]"),
    Enter: () => row.querySelector("[data-open], td.main a, .who a, a[href]"),
    x: () => row.querySelector(".pick input"),
    e: () => row.querySelector("[data-row-edit], [data-edit] a, [data-edit] button, [data-edit]"),
  }[event.key]?.() ?? row.querySelector(`[data-row-key="${CSS.escape(event.key)}"]`)
  if (!target) return
  event.preventDefault()
  target.click()
}
