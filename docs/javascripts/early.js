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
  // A query as the index spells it, then, for as long as nothing is found, in other ways: as one name, as words of one
  // section, with figures and units as the pages print them, with a letter wrong, as words of any section.
  const few = new Set("a ai an and any are as at be by can could did do does for from had has have how i in is it its many me much of on or than that the their there to us was were what when where which who why will with".split(" "))
  const spellings = query => {
    let words = query.normalize("NFKC").toLowerCase().replace(/['’]s\b/g, "").replace(/(?<=[a-z])(?=\d+[.,]\d)/g, " ").match(/\p{sc=Han}+|(?:(?!\p{sc=Han})[\p{L}\p{N}])+(?:[.,]\d+)*/gu) || []
    const name = words.join(""), telling = words.filter(word => !few.has(word))
    if (telling.length) words = telling
    words = words.slice(0, 12).join(" ").replace(/(\d) (?=[a-z]{1,2}( |$))|\b([a-z]{1,3}) (?=\d+[a-z]*( |$))/g, "$1$3").split(" ")
    const names = words.flatMap((_, i) => words.slice(i, i + 4).map((_, n) => words.slice(i, i + n + 1).join("") + "^" + 400 * (n + 1))).join(" ")
    const all = words => words.map(word => word.replace(/^([a-z]{4,}?)(ing|ed|e?s|e)$/, "$1")).map(stem => `+${stem}* ${stem}^400 `).join("") + names
    const apart = words.join(" ").replace(/\p{L}{2}(?=\d)|\d(?=\p{L}{2})/gu, "$& ").replace(/\brmb|yuan\b/g, "cny").replace(/\bbn\b/g, "billion")
      .replace(/(?<![.,\d])\d{4,}(?![.,\d])/g, number => (+number).toLocaleString("en")).split(" ")
    const close = sign => words.map(word => /^[a-z]{4,}$/.test(word) ? `${sign}${word}~1` : `${sign}${word}*`).join(" ")
    const pairs = words.flatMap(word => /^\p{sc=Han}{3}/u.test(word) ? [...word].slice(1).map((sign, i) => word[i] + sign) : word)
    const one = /\p{sc=Han} \p{sc=Han}/u.test(words.join(" ")) ? words[0] + "0" : name // the theme would cut two names in one
    return name ? [`+${one}* ${one}^400`, all(words), all(apart), close("+"), `${pairs.join(" ")} ${names}`, close("")] : [""]
  }
  const wanted = /[?&][hq]=[^&]/.test(location.search) ? Promise.resolve() : new Promise(go => {
    toggle.addEventListener("change", go)
    for (const type of ["pointerover", "focusin"]) box.addEventListener(type, go, { once: true })
    document.querySelector("header [for=__search]").addEventListener("pointerover", go, { once: true })
  })
  // The theme hears keys alone; what a mouse pastes, or a voice types, is told it as one.
  box.addEventListener("input", ({ target }) => target.dispatchEvent(new Event("keyup")))
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
      this.real = wanted.then(() => {
        const worker = new Page(...address)
        worker.onmessage = ({ data }) => {
          if (data.type === 3) {
            // Few pages that have all words are followed by those that have some; a name found is all that is wanted.
            const { left, found } = this.asked.shift(), page = ([{ location }]) => location.split("#")[0]
            const items = data.data.items.filter(group => !found.some(other => page(other) === page(group)))
            for (const item of items.flat()) {
              if (found.length) item.score /= 1e5
              for (const term in item.terms) if (!item.terms[term]) delete item.terms[term]
            }
            const all = data.data.items = [...found, ...items]
            if (all.length < 3 && left.length && !this.asked.length && !(all.length && left.length > 4)) return this.ask(worker, left, all)
          }
          this.dispatchEvent(new MessageEvent("message", { data }))
        }
        return worker
      })
    }
    ask(worker, [query, ...left], found = []) {
      this.asked.push({ left, found })
      worker.postMessage({ type: 2, data: query })
    }
    postMessage(data) {
      this.real.then(worker => data.type === 2 ? this.ask(worker, spellings(data.data)) : worker.postMessage(data))
    }
  }
})()
