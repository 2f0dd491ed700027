// A page that waits for the database looks quietly until it is there again: a reload in between would only blink.
async function ask() {
  try {
    const answer = await fetch(location.href, { method: "HEAD", cache: "no-store", redirect: "manual" })
    if (answer.status !== 503) return location.reload()
  } catch {
    // the server itself is starting
  }
  setTimeout(ask, 3000)
}

if (document.querySelector("[data-retry]")) setTimeout(ask, 3000)
