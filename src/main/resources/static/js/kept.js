// Visit reports that this device keeps until the server has them. Where nothing can be kept, the form is posted as ever.
const PREFIX = "diabolo-visit-report-"

export function keep(report) {
  localStorage.setItem(PREFIX + report.id, JSON.stringify(report))
}

export function drop(id) {
  localStorage.removeItem(PREFIX + id)
}

/** Those of a member, the oldest first; without one, everybody's. */
export function kept(member) {
  const all = []
  try {
    for (const key of Object.keys(localStorage).filter(key => key.startsWith(PREFIX))) {
      all.push(JSON.parse(localStorage.getItem(key)))
    }
  } catch {
    // a browser that keeps nothing
  }
  return all.filter(report => !member || report.member === member).sort((a, b) => a.written_at.localeCompare(b.written_at))
}
