// button[data-dictate="id of a text"] writes down what is said, where the browser can listen (Web Speech API); else it stays hidden.
const Recognition = window.SpeechRecognition ?? window.webkitSpeechRecognition
let listening = null

function offer() {
  if (!Recognition) return
  for (const part of document.querySelectorAll("[data-dictate], [data-dictate-hint]")) part.hidden = false
}

document.addEventListener("click", event => {
  const button = event.target.closest("[data-dictate]")
  if (!button || !Recognition) return
  if (listening) return listening.stop()
  const text = document.getElementById(button.dataset.dictate)
  const label = button.textContent
  listening = new Recognition()
  listening.lang = document.documentElement.lang === "fr" ? "fr-FR" : "en-GB"
  listening.continuous = true
  listening.onresult = heard => {
    for (const result of [...heard.results].slice(heard.resultIndex)) {
      if (result.isFinal) text.value = [text.value.trim(), result[0].transcript.trim()].filter(Boolean).join(" ").slice(0, text.maxLength)
    }
  }
  listening.onend = () => {
    listening = null
    button.textContent = label
    delete button.dataset.state
  }
  button.textContent = button.dataset.stop
  button.dataset.state = "on"
  listening.start()
})

document.addEventListener("htmx:afterSettle", offer)
offer()
