// The list of visit reports that this device still keeps, on the day's page: what waits, what was refused and why.
import { drop, kept } from "./kept.js"

/** @param signedOut whether the server asked for a sign-in first; undefined: as it was known */
export function show(signedOut) {
  const section = document.querySelector("[data-unsent]")
  if (!section) return
  const reports = kept(section.dataset.unsent)
  section.hidden = reports.length === 0
  section.querySelector("[data-unsent-waiting]").hidden = !reports.some(report => !report.fault)
  if (signedOut !== undefined) section.querySelector("[data-unsent-signed-out]").hidden = !signedOut
  section.querySelector("[data-unsent-list]").replaceChildren(...reports.map(report => line(section, report)))
  // What is on its way isn't written a second time.
  for (const form of document.querySelectorAll("form[data-visit-report]")) {
    form.closest("details").hidden = reports.some(report => !report.fault && report.meeting_id === form.elements.meeting_id.value)
  }
}

function line(section, report) {
  const item = section.querySelector("template").content.cloneNode(true).firstElementChild
  item.dataset.id = report.id
  item.querySelector("[data-title]").textContent = report.title
  item.querySelector("[data-at]").textContent = new Date(report.written_at).toLocaleString(document.documentElement.lang)
  item.querySelector("[data-said]").textContent = report.said
  item.querySelector("[data-step]").textContent = [report.next_step, report.next_step_on].filter(Boolean).join(" · ")
  item.querySelector("[data-fault]").textContent = report.fault ?? ""
  for (const part of item.querySelectorAll("[data-fault], [data-unsent-drop]")) part.hidden = !report.fault
  item.querySelector("[data-unsent-edit]").hidden = !report.fault || !form(report)
  return item
}

document.addEventListener("click", event => {
  const item = event.target.closest("[data-unsent-list] > li")
  if (!item) return
  if (event.target.closest("[data-unsent-edit]")) edit(kept().find(report => report.id === item.dataset.id))
  const button = event.target.closest("[data-unsent-drop]")
  if (button && confirm(button.dataset.sure)) {
    drop(item.dataset.id)
    show()
  }
})

/** Back into its form, from where it is sent again. */
function edit(report) {
  const into = form(report)
  if (!into) return
  for (const name of ["id", "outcome", "said", "next_step", "next_step_on"]) into.elements[name].value = report[name] ?? ""
  into.closest("details").open = true
  into.elements.said.focus()
}

function form(report) {
  return [...document.querySelectorAll("form[data-visit-report]")].find(one => one.elements.meeting_id.value === report.meeting_id)
}
