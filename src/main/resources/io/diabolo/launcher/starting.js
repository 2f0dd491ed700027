// Asks quietly until Diabolo itself answers. A reload in between would show the browser's own error page.
const ask = async () => {
  try {
    const answer = await fetch(location.href, { cache: "no-store", redirect: "manual" });
    if (answer.status !== 503) {
      location.reload();
      return;
    }
  } catch {
    // nobody listens for a moment, while the port changes hands
  }
  setTimeout(ask, 500);
};
setTimeout(ask, 500);
