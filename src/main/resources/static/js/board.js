// A board's cards by keyboard: arrows walk, with Shift they move the card, m asks where to. However a card is moved, it is a
// POST of the same move as everywhere; winning and losing ask first.
let moved = null

export function move(card, stage) {
  if (stage === card.dataset.atStage) return
  const path = `/opportunities/${card.dataset.card}/moves`
  const values = { stage, seen: card.dataset.atStage, dialog: "true", back: location.pathname, query: query() }
  moved = card.id
  document.body.setAttribute("data-moving", "")
  if (stage === "won" || stage === "lost") window.htmx.ajax("GET", path + "/new", { target: "#move", swap: "innerHTML", values })
  else window.htmx.ajax("POST", path, { target: "#main", swap: "morph:innerHTML", values })
}

// What the board shows, with as many cards as were fetched.
function query() {
  const all = new URLSearchParams(location.search)
  for (const field of document.querySelectorAll("#board [name^='shown.']")) all.set(field.name, field.value)
  return all.toString()
}

document.addEventListener("keydown", event => {
  const card = event.target.closest?.("[data-card]")
  if (!card || event.altKey || event.ctrlKey || event.metaKey || document.querySelector("dialog[open]")) return
  const cell = card.closest("[data-stage]"), row = [...cell.parentElement.querySelectorAll("[data-stage]")]
  const side = { ArrowLeft: -1, ArrowRight: 1 }[event.key], step = { ArrowUp: -1, k: -1, ArrowDown: 1, j: 1 }[event.key]
  if (event.key === "m") card.querySelector(".card-move").click()
  else if (side && event.shiftKey) { const to = row[row.indexOf(cell) + side]; if (to) move(card, to.dataset.stage) }
  else if (side) walk(row[row.indexOf(cell) + side], [...cell.querySelectorAll("[data-card]")].indexOf(card))
  else if (step) walk(cell, [...cell.querySelectorAll("[data-card]")].indexOf(card) + step)
  else return
  event.preventDefault()
  event.stopPropagation()
})

function walk(cell, at) {
  const cards = cell ? [...cell.querySelectorAll("[data-card]")] : []
  const card = cards[Math.max(0, Math.min(at, cards.length - 1))]
  card?.querySelector(".card-name").focus()
  card?.scrollIntoView({ block: "nearest" })
}

for (const name of ["htmx:afterRequest", "htmx:sendError"]) document.addEventListener(name, event => {
  if (event.detail.requestConfig?.path.includes("/moves")) document.body.removeAttribute("data-moving")
})

// The card that was moved keeps the attention where it is now.
document.addEventListener("htmx:afterSettle", event => {
  if (!moved || event.detail.target?.id !== "main") return
  document.getElementById(moved)?.querySelector(".card-name")?.focus({ preventScroll: true })
  moved = null
})
