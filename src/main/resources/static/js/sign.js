// A signature drawn by finger, pen or mouse, kept as the path of its strokes in a hidden field; whoever can't draw types a name.
const WIDTH = 600, HEIGHT = 200, LONGEST = 20000

class Drawing {
  constructor(pad) {
    this.canvas = pad.querySelector("canvas")
    this.field = pad.querySelector("input[name=drawn]")
    this.strokes = this.field.value.split("M").filter(Boolean).map(stroke => stroke.split("L").map(point => point.split(" ").map(Number)))
    pad.querySelector("[data-sign-clear]").addEventListener("click", () => { this.strokes = []; this.keep() })
    this.canvas.addEventListener("pointerdown", event => this.start(event))
    this.canvas.addEventListener("pointermove", event => this.go(event))
    for (const name of ["pointerup", "pointercancel"]) this.canvas.addEventListener(name, () => { this.drawing = false })
    pad.hidden = false
    this.show()
  }

  point(event) {
    const box = this.canvas.getBoundingClientRect()
    const within = (value, most) => Math.max(0, Math.min(most, Math.round(value)))
    return [within((event.clientX - box.left) / box.width * WIDTH, WIDTH), within((event.clientY - box.top) / box.height * HEIGHT, HEIGHT)]
  }

  start(event) {
    event.preventDefault()
    this.canvas.setPointerCapture(event.pointerId)
    this.drawing = true
    this.strokes.push([this.point(event)])
    this.keep()
  }

  go(event) {
    if (!this.drawing || this.field.value.length > LONGEST - 10) return
    const stroke = this.strokes.at(-1), last = stroke.at(-1), next = this.point(event)
    if (Math.hypot(next[0] - last[0], next[1] - last[1]) < 2) return
    stroke.push(next)
    this.keep()
  }

  keep() {
    this.field.value = this.strokes.map(stroke => "M" + (stroke.length > 1 ? stroke : [stroke[0], stroke[0]]).map(point => point.join(" ")).join("L")).join("")
    this.show()
  }

  show() {
    const context = this.canvas.getContext("2d")
    context.clearRect(0, 0, WIDTH, HEIGHT)
    Object.assign(context, { strokeStyle: getComputedStyle(this.canvas).color, lineWidth: 3, lineCap: "round", lineJoin: "round" })
    context.stroke(new Path2D(this.field.value))
  }
}

for (const pad of document.querySelectorAll("[data-sign]")) new Drawing(pad)
