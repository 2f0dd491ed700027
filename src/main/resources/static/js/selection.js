// Selecting rows of a list: checkboxes, a range with Shift, the page by the box in the head, all that match by the bar.
// Inside a form[data-selection]: rows' boxes are .pick input, the head's is [data-pick-page], the bar is [data-bulk] with
// [data-bulk-count] (its data-one and data-many hold the words, # the number), [data-pick-all] offers all that match by
// setting the hidden input [data-everything], [data-pick-none] drops the selection.
let last = null

document.addEventListener("click", event => {
  const form = event.target.closest("form[data-selection]")
  if (!form) return
  if (event.target.matches(".pick input:not([data-pick-page])")) range(form, event)
  else if (event.target.matches("[data-pick-page]")) set(form, event.target.checked)
  else if (event.target.closest("[data-pick-all]")) all(form, true)
  else if (event.target.closest("[data-pick-none]")) set(form, false)
  else return
  show(form)
})
document.addEventListener("keydown", event => {
  // In a cell that is being edited, Escape is about the cell.
  if (event.key !== "Escape" || event.defaultPrevented || event.target.closest?.("[data-editing]") || document.querySelector("dialog[open], details[open]:not([data-nav]), :popover-open")) return
  for (const form of document.querySelectorAll("form[data-selection]")) if (picked(form).length) { set(form, false); show(form) }
})
document.addEventListener("htmx:afterSettle", () => document.querySelectorAll("form[data-selection]").forEach(show))

const boxes = form => [...form.querySelectorAll(".pick input:not([data-pick-page])")]
const picked = form => boxes(form).filter(box => box.checked)

function range(form, event) {
  const list = boxes(form)
  if (event.shiftKey && last && list.includes(last)) {
    const [from, to] = [list.indexOf(last), list.indexOf(event.target)].sort((a, b) => a - b)
    for (const box of list.slice(from, to + 1)) box.checked = event.target.checked
  }
  last = event.target
  all(form, false)
}

function set(form, checked) {
  for (const box of boxes(form)) box.checked = checked
  all(form, false)
}

function all(form, value) {
  const hidden = form.querySelector("[data-everything]")
  if (hidden) hidden.value = String(value)
}

function show(form) {
  const count = picked(form).length
  const page = form.querySelector("[data-pick-page]")
  if (page) { page.checked = count > 0 && count === boxes(form).length; page.indeterminate = count > 0 && !page.checked }
  const bar = form.querySelector("[data-bulk]")
  if (!bar) return
  bar.hidden = count === 0
  const everything = form.querySelector("[data-everything]")?.value === "true"
  const label = bar.querySelector("[data-bulk-count]")
  if (label) label.textContent = everything ? label.dataset.all : (count === 1 ? label.dataset.one : label.dataset.many).replace("#", count)
  const offer = bar.querySelector("[data-pick-all]")
  if (offer) offer.hidden = everything || !page?.checked
}

document.querySelectorAll("form[data-selection]").forEach(show)
