// A board's cards are moved by mouse, by touch (held for a moment) and by keyboard: arrows walk, with Shift they move the
// card, m asks where to. A drop is a POST of the same move as everywhere; winning and losing ask first.
const STARTS = 6, HOLD = 320
let held = null, drag = null, moved = null

document.addEventListener("pointerdown", event => {
  const card = event.target.closest?.("[data-card]")
  if (!card || !event.isPrimary || event.button !== 0 || event.target.closest(".card-move, button")) return
  held = { card, x: event.clientX, y: event.clientY, touch: event.pointerType !== "mouse" }
  if (held.touch) held.timer = setTimeout(() => held && lift(), HOLD)
})

document.addEventListener("pointermove", event => {
  if (drag) return follow(event)
  if (!held || Math.hypot(event.clientX - held.x, event.clientY - held.y) < STARTS) return
  if (held.touch) return drop(null)
  lift()
  follow(event)
})

function lift() {
  const box = held.card.getBoundingClientRect()
  const ghost = held.card.cloneNode(true)
  ghost.removeAttribute("id")
  ghost.classList.add("ghost")
  ghost.style.inlineSize = box.width + "px"
  document.body.append(ghost)
  drag = { card: held.card, ghost, dx: held.x - box.left, dy: held.y - box.top, over: null }
  held.card.setAttribute("data-lifted", "")
  document.body.setAttribute("data-dragging", "")
  place(held.x, held.y)
}

function place(x, y) {
  drag.ghost.style.translate = `${x - drag.dx}px ${y - drag.dy}px`
}

function follow(event) {
  place(event.clientX, event.clientY)
  const over = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-drop]") ?? null
  if (over === drag.over) return
  drag.over?.removeAttribute("data-over")
  over?.setAttribute("data-over", "")
  drag.over = over
}

function drop(stage) {
  clearTimeout(held?.timer)
  const card = drag?.card
  drag?.over?.removeAttribute("data-over")
  drag?.ghost.remove()
  card?.removeAttribute("data-lifted")
  document.body.removeAttribute("data-dragging")
  held = drag = null
  if (card && stage) move(card, stage)
}

document.addEventListener("pointerup", () => {
  if (!drag) return drop(null)
  // The click that follows a drop opens nothing.
  addEventListener("click", stay, { capture: true, once: true })
  setTimeout(() => removeEventListener("click", stay, { capture: true }), 50)
  drop(drag.over?.dataset.drop)
})
const stay = event => { event.preventDefault(); event.stopPropagation() }
document.addEventListener("pointercancel", () => drop(null))
// A finger that holds a card doesn't scroll the page; a held card opens no menu and isn't dragged as a link.
document.addEventListener("touchmove", event => { if (drag) event.preventDefault() }, { passive: false })
for (const name of ["contextmenu", "dragstart"]) document.addEventListener(name, event => { if (held?.touch || (name === "dragstart" && event.target.closest?.("[data-card]"))) event.preventDefault() })

function move(card, stage) {
  if (stage === card.dataset.atStage) return
  const path = `/opportunities/${card.dataset.card}/moves`
  const values = { stage, seen: card.dataset.atStage, dialog: "true", back: location.pathname, query: query() }
  moved = card.id
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
  if (event.key === "Escape" && drag) return drop(null)
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

// The card that was moved keeps the attention where it is now.
document.addEventListener("htmx:afterSettle", event => {
  if (!moved || event.detail.target?.id !== "main") return
  document.getElementById(moved)?.querySelector(".card-name")?.focus({ preventScroll: true })
  moved = null
})
