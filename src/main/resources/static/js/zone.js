// A select[data-own-zone] takes the visitor's own time zone, unless one was asked for in the address.
const select = document.querySelector("select[data-own-zone]")
if (select && !new URLSearchParams(location.search).has("zone")) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  if (own && own !== select.value) {
    if (![...select.options].some(option => option.value === own)) select.add(new Option(own.replaceAll("_", " "), own))
    select.value = own
    select.form.requestSubmit()
  }
}
