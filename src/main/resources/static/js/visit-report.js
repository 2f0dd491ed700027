// A form[data-visit-report] is kept on the device first, then sent; again when the network is back. A report that is refused
// stays with its reason, until somebody corrects it or drops it. Sending runs on every page, the list stands on the day's.
import { drop, keep, kept } from "./kept.js"
import { show } from "./unsent.js"

const EVERY = 30_000
let sending = false
let signedOut = false

document.addEventListener("submit", event => {
  const form = event.target.closest("form[data-visit-report]")
  if (!form) return
  const { _csrf, day, ...fields } = Object.fromEntries(new FormData(form))
  const report = { ...fields, member: form.dataset.member, title: form.dataset.visitReport, written_at: new Date().toISOString() }
  try {
    keep(report)
  } catch {
    return // nothing can be kept here: it is posted as a form
  }
  event.preventDefault()
  event.stopImmediatePropagation()
  form.closest("details")?.removeAttribute("open")
  show()
  sendAll(report.id)
}, true)

async function sendAll(asked) {
  if (sending) return
  sending = true
  const states = []
  for (let report = next(asked, []); report; report = next(asked, states.map(one => one.id))) {
    const state = await send(report)
    states.push({ id: report.id, state })
    if (state === "away" || state === "signed-out") break
  }
  sending = false
  show(signedOut)
  if (states.some(one => one.state === "taken") && document.querySelector("[data-unsent]") && !isTyping()) location.reload()
}

// What was refused isn't asked again by itself: nothing has changed. What was written meanwhile goes along.
function next(asked, tried) {
  return kept().find(report => !tried.includes(report.id) && (!report.fault || report.id === asked))
}

/** A page with a report half written isn't taken away. */
function isTyping() {
  return [...document.querySelectorAll("form[data-visit-report] :is(textarea, input:not([type=radio], [type=hidden]))")]
    .some(field => field.value !== field.defaultValue && field.checkVisibility())
}

async function send(report) {
  const csrf = document.querySelector("meta[name=csrf]")
  if (!csrf) return "signed-out"
  const { title, fault, ...fields } = report
  try {
    const answer = await fetch("/field/reports", {
      method: "POST", redirect: "manual", headers: { [csrf.dataset.header]: csrf.content, Accept: "application/json" }, body: new URLSearchParams(fields),
    })
    signedOut = answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403
    if (signedOut) return "signed-out"
    if (answer.ok) {
      drop(report.id)
      return "taken"
    }
    if (answer.status >= 500 || answer.status === 429) return "away"
    const why = await answer.json()
    // Somebody else is signed in: it waits for its writer.
    if (why.waits) return "waits"
    keep({ ...report, fault: why.fault || why.detail || String(answer.status) })
    return "refused"
  } catch {
    return "away"
  }
}

document.addEventListener("click", event => {
  const button = event.target.closest("[data-unsent-send]")
  if (button) sendAll(button.closest("li").dataset.id)
})

addEventListener("online", () => sendAll())
document.addEventListener("htmx:afterSettle", () => show(signedOut))
setInterval(() => kept().length && sendAll(), EVERY)
show()
if (kept().length) sendAll()
