// What was said goes away after a while, unless it can be undone, the pointer rests on it, or it is focused.
const LINGER = 7000

document.addEventListener("click", event => {
  if (event.target.closest("[data-toast] [data-close]")) event.target.closest("[data-toast]").remove()
})

// Other modules say something by the event "say".
document.addEventListener("say", event => {
  const toast = document.createElement("div")
  toast.className = event.detail.bad ? "toast bad" : "toast"
  toast.dataset.toast = ""
  toast.textContent = event.detail.text
  document.getElementById("toasts")?.replaceChildren(toast)
})

function fade(toast) {
  if (toast.dataset.fading !== undefined) return
  toast.dataset.fading = ""
  const linger = toast.querySelector("form") ? LINGER * 3 : LINGER
  setTimeout(function leave() {
    if (toast.matches(":hover, :focus-within")) setTimeout(leave, 2000)
    else toast.remove()
  }, linger)
}

const toasts = document.getElementById("toasts")
if (toasts) {
  toasts.querySelectorAll("[data-toast]").forEach(fade)
  new MutationObserver(() => toasts.querySelectorAll("[data-toast]").forEach(fade)).observe(toasts, { childList: true })
}
