// A form[data-post-once] is posted as soon as somebody looks at the page: who only fetches it has no script.
const form = document.querySelector("form[data-post-once]")
if (form) fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) }).catch(() => {})
