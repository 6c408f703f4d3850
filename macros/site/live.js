// Put into each page by `make serve` alone: it reloads the page after an edit, marks what the edit changed, and shows
// the problems of an edit that was refused. No built site holds it.
(() => {
  const script = document.currentScript, key = "live:" + location.pathname
  const READ = "[data-fact], :is(p, li, td, th, h1, h2, h3, h4, h5, h6, dt, dd, figcaption, summary), figure svg"
  const style = new CSSStyleSheet()
  style.replaceSync(`
    .live-changed { background: #ffe58a; color: #222; outline: 3px solid #d08a00; outline-offset: 1px }
    .live-changed :is(a, span, time, data) { color: inherit }
    svg.live-changed { background: none }
    .live-told { position: fixed; z-index: 99; inset: auto 1rem 1rem; max-height: 45vh; overflow: auto; padding: .8rem 1rem;
      background: #fff; color: #222; border: 3px solid #b3261e; border-radius: 4px; font: 15px/1.45 system-ui, sans-serif }
    .live-told button { float: right; font: inherit; color: inherit; text-decoration: underline; cursor: pointer }
    .live-told ol { margin: .5rem 0 0; padding-left: 1.6rem } .live-told code { font-weight: bold }
    .live-note { inset: auto 1rem 1rem auto; border-color: #d08a00 }`)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, style]

  const element = (tag, text = "", ...parts) => {
    const made = Object.assign(document.createElement(tag), { textContent: text })
    made.append(...parts)
    return made
  }
  const shown = (role, name, ...parts) => {
    document.querySelector(".live-told")?.remove()
    const box = element("div", "", ...parts)
    box.className = "live-told " + name
    box.setAttribute("role", role)
    document.body.append(box)
    return box
  }
  const button = (text, act) => Object.assign(element("button", text), { type: "button", onclick: act })

  // Each piece of the article that can be marked, with what it says; a drawing says what it is made of.
  const pieces = [...document.querySelectorAll("article :is(" + READ + ")")].map(piece =>
    [piece, piece.localName + " " + (piece.localName === "svg" ? piece.innerHTML : piece.textContent)])

  const show = piece => {
    for (let fold; (fold = piece.closest("details:not([open])")); ) fold.open = true
    piece.scrollIntoView({ block: "center" })
  }

  const mark = before => {
    const known = new Set(before), changed = pieces.filter(([, says]) => !known.has(says)).map(([piece]) => piece)
    const marked = changed.filter((piece, i) => !piece.contains(changed[i + 1]) && piece.getClientRects().length)
    if (!marked.length || changed.length === pieces.length) return // all of it: another page, or none any more
    marked.forEach(piece => piece.classList.add("live-changed"))
    const seen = marked.some(piece => {
      const { top, bottom } = piece.getBoundingClientRect()
      return bottom > 0 && top < innerHeight
    })
    const places = marked.length === 1 ? "1 place has changed" : `${marked.length} places have changed`
    const note = seen ? null : shown("status", "live-note", button(places + ": show", () => show(marked[0])))
    setTimeout(() => marked.forEach(piece => piece.classList.remove("live-changed")), seen ? 2500 : 8000)
    setTimeout(() => note?.remove(), 8000)
  }

  const tell = problems => {
    const few = problems.slice(0, 20), more = problems.length - few.length
    const list = element("ol", "", ...few.map(([place, message]) => element("li", "", element("code", place), (place && ": ") + message)))
    const box = shown("alert", "live-problems",
      button("Hide", () => box.remove()),
      element("strong", problems.length === 1 ? "1 problem." : `${problems.length} problems.`),
      " Nothing of this save is shown: the page is that of the last good one.",
      list, more ? `… and ${more} more, in the terminal` : "")
    box.tabIndex = 0
  }

  // One question at a time, and none while nobody looks; the server answers when a build has ended.
  let turn = script.dataset.turn, asking
  const ask = async () => {
    const asked = asking = new AbortController()
    while (!asked.signal.aborted) {
      try {
        const answer = await (await fetch("/live/" + turn + location.pathname, { signal: asked.signal })).json()
        if (answer.turn === turn) continue
        if (answer.stale) return again()
        turn = answer.turn
        document.querySelector(".live-problems")?.remove()
        if (answer.problems.length) tell(answer.problems)
      } catch {
        await new Promise(go => setTimeout(go, 1000)) // no server, for now
      }
    }
  }
  let recent = null // what the page said before the change that is marked: a second build of one save marks it again
  const again = () => {
    try { sessionStorage.setItem(key, JSON.stringify(recent ?? pieces.map(([, says]) => says))) } catch {}
    location.reload()
  }
  document.addEventListener("visibilitychange", () => {
    asking?.abort()
    if (document.visibilityState === "visible") ask()
  })
  addEventListener("pagehide", () => asking?.abort())
  addEventListener("pageshow", ({ persisted }) => persisted && ask())
  try {
    const before = sessionStorage.getItem(key)
    sessionStorage.removeItem(key)
    if (before) {
      mark(recent = JSON.parse(before))
      setTimeout(() => { recent = null }, 2500)
    }
  } catch {}
  ask()
})()
