/* Records visits of this site for its owner, once the visitor agrees: diabolo.consent(true). Until then nothing is kept or sent. */
(function () {
  "use strict"
  var me = document.currentScript
  var base = new URL(me.src).origin
  var key = me.dataset.key || ""
  var NAME = "diabolo_visitor"
  var UTM = ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"]

  function visitor() {
    try { return localStorage.getItem(NAME) } catch (e) { return null }
  }
  function agree() {
    var bytes = crypto.getRandomValues(new Uint8Array(18))
    var id = btoa(String.fromCharCode.apply(null, bytes)).replace(/\+/g, "-").replace(/\//g, "_")
    try { localStorage.setItem(NAME, id) } catch (e) { /* a browser that keeps nothing is not followed */ }
  }
  function forget() {
    try { localStorage.removeItem(NAME); sessionStorage.removeItem(NAME) } catch (e) { /* nothing was kept */ }
  }
  /* Of this page's address, else, after consent, of the page by which the visit began. */
  function link() {
    var here = new URLSearchParams(location.search), found = {}
    UTM.forEach(function (name) { if (here.get(name)) found[name] = here.get(name) })
    if (visitor()) {
      try {
        if (Object.keys(found).length) sessionStorage.setItem(NAME, JSON.stringify(found))
        else found = JSON.parse(sessionStorage.getItem(NAME) || "{}")
      } catch (e) { /* as found here */ }
    }
    return found
  }
  function visit() {
    if (!visitor()) return
    navigator.sendBeacon(base + "/a/visits",
      JSON.stringify({ key: key, visitor: visitor(), page: location.origin + location.pathname, utm: link() }))
  }
  function along() {
    var all = link()
    all.page = location.origin + location.pathname
    if (visitor()) all.visitor = visitor()
    return all
  }
  function isOurs(address) { return address && address.indexOf(base + "/f/") === 0 }

  /* What is sent from a form of this page says by which link its sender came. */
  document.addEventListener("submit", function (event) {
    var form = event.target
    if (!isOurs(form.action)) return
    var all = along()
    Object.keys(all).forEach(function (name) {
      if (form.querySelector('[name="' + name + '"]')) return
      var input = document.createElement("input")
      input.type = "hidden"; input.name = name; input.value = all[name]
      form.append(input)
    })
  }, true)
  /* A form in a frame is told by its address, and again once there is a visitor. */
  function frames() {
    var tells = visitor() ? "visitor" : "link"
    document.querySelectorAll("iframe").forEach(function (frame) {
      var told = frame.dataset.diabolo
      if (!isOurs(frame.src) || told === tells || told === "visitor") return
      if (told && frame.dataset.diaboloUsed) return
      frame.dataset.diabolo = tells
      var address = new URL(frame.src), all = along()
      Object.keys(all).forEach(function (name) { address.searchParams.set(name, all[name]) })
      frame.src = address.href
    })
  }
  /* Who was in a frame may have typed there: that isn't loaded anew. */
  window.addEventListener("blur", function () {
    setTimeout(function () {
      var frame = document.activeElement
      if (frame && frame.tagName === "IFRAME") frame.dataset.diaboloUsed = "yes"
    })
  })

  window.diabolo = {
    consent: function (yes) {
      if (yes === false) return forget()
      if (!visitor()) agree()
      visit()
      frames()
    }
  }
  if (visitor()) visit()
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", frames)
  else frames()
})()
