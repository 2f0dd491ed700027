// Clocks in their last hour count down by the minute; what they come to, the server says when it happens.
function count() {
  for (const clock of document.querySelectorAll("[data-due]")) {
    const minutes = Math.floor((clock.dataset.due * 1000 - Date.now()) / 60000)
    if (minutes > 0) clock.textContent = clock.dataset.in.replace("#", minutes)
  }
}

setInterval(count, 15000)
