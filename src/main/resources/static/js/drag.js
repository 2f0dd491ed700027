// A board's cards are moved by mouse, and by touch when held for a moment.
import { move } from "./board.js"

const STARTS = 6, HOLD = 320
let held = null, drag = null

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
  const over = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-drop-stage]") ?? null
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
  drop(drag.over?.dataset.dropStage)
})
const stay = event => { event.preventDefault(); event.stopPropagation() }
document.addEventListener("pointercancel", () => drop(null))
// A finger that holds a card doesn't scroll the page; a held card opens no menu and isn't dragged as a link.
document.addEventListener("touchmove", event => { if (drag) event.preventDefault() }, { passive: false })
for (const name of ["contextmenu", "dragstart"]) document.addEventListener(name, event => { if (held?.touch || (name === "dragstart" && event.target.closest?.("[data-card]"))) event.preventDefault() })
document.addEventListener("keydown", event => { if (event.key === "Escape" && drag) drop(null) })
