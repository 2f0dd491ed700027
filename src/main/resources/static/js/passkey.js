// A form[data-passkey] asks the server for a challenge, lets the browser make or show a key, and is then sent with it.
// Without script, or in a browser that can't, it stays hidden.
const able = window.PublicKeyCredential?.parseRequestOptionsFromJSON && window.PublicKeyCredential?.parseCreationOptionsFromJSON

function reveal(root) {
  if (!able) return
  for (const form of root.querySelectorAll?.("[data-passkey]") ?? []) form.hidden = false
  for (const hint of root.querySelectorAll?.("[data-without-passkey]") ?? []) hint.hidden = true
}
reveal(document)
document.addEventListener("htmx:load", event => reveal(event.target))

document.addEventListener("submit", async event => {
  const form = event.target.closest("form[data-passkey]")
  if (!form) return
  event.preventDefault()
  const fault = form.querySelector("[data-passkey-fault]")
  fault.hidden = true
  const credential = form.elements.namedItem("credential")
  credential.value = ""
  try {
    const answer = await fetch(form.dataset.passkey, { method: "POST", body: new URLSearchParams(new FormData(form)) })
    if (answer.ok) credential.value = JSON.stringify(await key(form.dataset.kind, await answer.json()))
    // What was refused is said by the page that follows.
    form.submit()
  } catch {
    fault.hidden = false
  }
})

async function key(kind, options) {
  const made = kind === "create"
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
  return made.toJSON()
}
