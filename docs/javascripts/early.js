// The theme's search and color scheme, made lighter. Written for the scripts of Material for MkDocs 9.8.1; runs before them.
//
// The theme adds a meta element for the color scheme and fills it, and each of the two makes the browser style the
// whole page anew. The scheme stands in the style sheet already, so that element is not let in.
document.head.appendChild = node => node.name === "color-scheme" ? node : Node.prototype.appendChild.call(document.head, node);
// The search index and its worker are larger than a page. They are fetched when the search is first pointed at, focused
// or opened by key, not with the page: the theme's one request for the index and its worker's messages wait until then.
(() => {
  const box = document.querySelector(".md-search"), toggle = document.getElementById("__search")
  if (!box || !toggle) return
  if (location.protocol === "file:" || origin === "null") { // no index is read from a folder or within a sandbox: no search there
    document.querySelectorAll(".md-search, [for=__search]").forEach(part => part.remove())
    return
  }
  if (!window.Worker || !box.querySelector("form")) return // the theme of Zensical has another search
  const wanted = /[?&][hq]=[^&]/.test(location.search) ? Promise.resolve() : new Promise(go => {
    toggle.addEventListener("change", go)
    for (const type of ["pointerover", "focusin"]) box.addEventListener(type, go, { once: true })
    document.querySelector("header [for=__search]").addEventListener("pointerover", go, { once: true })
  })
  // The theme hears keys alone; what a mouse pastes, or a voice types, is told it as one.
  box.addEventListener("input", ({ target }) => target.dispatchEvent(new Event("keyup")))
  // How queries are spelled is fetched then too.
  const here = document.currentScript.src, typed = wanted.then(() => import(new URL("typed.js", here)))
  const Page = Worker, { open, send } = XMLHttpRequest.prototype
  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    this.waits = String(url).includes("search/search_index.json")
    return open.call(this, method, url, ...rest)
  }
  XMLHttpRequest.prototype.send = function (body) {
    if (this.waits) wanted.then(() => send.call(this, body))
    else send.call(this, body)
  }
  window.Worker = class extends EventTarget {
    constructor(...address) {
      super()
      this.asked = [] // for each query under way, the spellings not tried yet
      this.real = typed.then(({ spellings, weight, any, order }) => {
        this.spellings = spellings
        const worker = new Page(...address)
        worker.onmessage = ({ data }) => {
          if (data.type === 3) {
            // Few pages that have all words are followed by those that have some; a name found is all that is wanted,
            // unless the glossary alone has it. Where all words, none a figure (the number of a chip is none), stand in mere
            // text, what some of them name comes first. Of what is found, and of all with any of the words, the order is made last.
            const { text, left, found, last } = this.asked.shift(), page = ([{ location }]) => location.split("#")[0]
            const best = group => Math.max(...group.map(item => item.score)), same = list => group => list.some(other => page(other) === page(group))
            const named = groups => /\d[.,]\d|\b\d{3,}\b/.test(text) || groups.some(group => best(group) > 100)
            const sorted = groups => groups.sort((one, other) => best(other) - best(one))
            if (last) {
              const all = order(text, found, data.data.items)
              for (const group of all) group.sort((one, other) => other.score - one.score)
              data.data.items = all === found ? all : sorted(all).filter(group => best(group) > best(all[0]) / 5)
            } else {
              const over = left.length === 2 && !named(found), items = data.data.items.filter(group => over || !same(found)(group))
              for (const item of items.flat()) item.score *= weight(text, page([item])) / (found.length && !over ? 1e5 : 1)
              const all = data.data.items = sorted([...found.filter(group => !same(items)(group)), ...items])
              const more = all.length < 3 ? !(left.length > 5 && all.some(group => page(group)[0] !== "g")) : left.length > 2 && !named(all)
              const next = left.length && more, every = left.length < 6 && any(text)
              if ((next || every) && !this.asked.length) return this.ask(worker, text, next ? left : [every], all, !next)
            }
            for (const { terms } of data.data.items.flat()) for (const term in terms) if (!terms[term]) delete terms[term]
          }
          this.dispatchEvent(new MessageEvent("message", { data }))
        }
        return worker
      })
    }
    ask(worker, text, [query, ...left], found = [], last) {
      this.asked.push({ text, left, found, last })
      worker.postMessage({ type: 2, data: query })
    }
    postMessage(data) {
      this.real.then(worker => data.type === 2 ? this.ask(worker, data.data, this.spellings(data.data)) : worker.postMessage(data))
    }
  }
})()
