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
    const name = words.join(""), typed = words.slice(0, 24), telling = words.filter(word => !few.has(word))
    if (telling.length) words = telling
    words = words.slice(0, 12).join(" ").replace(/(\d) (?=[a-z]{1,2}( |$))|\b([a-z]{1,3}) (?=\d+[a-z]*( |$))/g, "$1$3").split(" ")
    // The theme cuts Chinese where a part of it is a known word, and drops the rest; between these strokes it finds none.
    const whole = text => text.replace(/(?<=\p{sc=Han})(?=\p{sc=Han})/gu, "\\")
    // Words that follow each other are one name, where not all of them are among the few: AI chip.
    const runs = (list, lengths) => lengths.flatMap(n => list.slice(n - 1).map((_, i) => list.slice(i, i + n)))
    const named = [words, typed].flatMap(list => runs(list, [1, 2, 3, 4])).filter(run => !run.every(word => few.has(word)))
    // In a sentence the words with a capital, a figure or a Chinese sign name its thing.
    const proper = new Set((query.normalize("NFKC").match(/[\p{Lu}\p{N}\p{sc=Han}][\p{L}\p{N}]*/gu) || []).map(word => word.toLowerCase()))
    const strength = run => (telling.length > 6 && !run.some(word => proper.has(word)) ? 20 : 400) * run.length
    const names = [...new Set(named.map(run => `${whole(run.join(""))}^${strength(run)}`))].join(" ")
    const stem = word => word.replace(/^([a-z]{4,}?)(ing|ed|e?s|e)$/, "$1")
    const all = words => words.map(stem).map(stem => `+${stem}* ${stem}^400 `).join("") + names
    const apart = words.join(" ").replace(/\p{L}{2}(?=\d)|\d(?=\p{L}{2})/gu, "$& ").replace(/\brmb|yuan\b/g, "cny").replace(/\bbn\b/g, "billion")
      .replace(/(?<![.,\d])\d{4,}(?![.,\d])/g, number => (+number).toLocaleString("en")).split(" ")
    const close = (sign, wrong) => words.map(word => /^[a-z]{4,}$/.test(word) ? `${sign}${word}~${wrong} ${stem(word)}~1` : `${sign}${word}*`).join(" ") + (words.length > 1 && /^[a-z]{6,}$/.test(name) ? ` ${name}~1^400` : "")
    const parts = words.flatMap(word => /^\p{sc=Han}{3}/u.test(word) ? [whole(word.slice(0, 2)) + "*", ...runs([...word], [2, 3, 4, 5, 6]).map(run => whole(run.join("")) + "^" + run.length ** 2)] : word)
    const one = whole(name)
    if (!name) return [""]
    const some = `${parts.join(" ")} ${names}`, every = [all(words), all(apart), close("+", 1)]
    return [`+${one}* ${one}^400`, ...(/\p{sc=Han}{4}/u.test(words.join(" ")) ? [some, ...every] : [...every, some]), close("", 1), close("", 2)]
  }
  // Who asks what a word means wants the glossary; a pasted sentence is of a thing, not of a word or a year.
  const weight = (query, page) => {
    const words = query.toLowerCase().match(/[\p{L}\p{N}]+/gu) || [], telling = words.filter(word => !few.has(word))
    if (page === "glossary.html" && telling.length < 4 && /^\W*(what('?s| is| are| does)|define|meaning|什么是)/i.test(query)) return 2
    return telling.length > 6 && /^(glossary|timeline).html/.test(page) ? 1e-6 : 1
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
            // Where all words, none a figure, stand in mere text, what some of them name comes first.
            const { text, left, found } = this.asked.shift(), page = ([{ location }]) => location.split("#")[0]
            const best = group => Math.max(...group.map(item => item.score)), same = list => group => list.some(other => page(other) === page(group))
            const named = groups => /\d[.,]\d|\d{3}/.test(text) || groups.some(group => best(group) > 100)
            const over = left.length === 2 && !named(found), items = data.data.items.filter(group => over || !same(found)(group))
            for (const item of items.flat()) {
              item.score *= weight(text, page([item])) / (found.length && !over ? 1e5 : 1)
              for (const term in item.terms) if (!item.terms[term]) delete item.terms[term]
            }
            const all = data.data.items = [...found.filter(group => !same(items)(group)), ...items].sort((one, other) => best(other) - best(one))
            const more = all.length < 3 ? !(all.length && left.length > 5) : left.length > 2 && !named(all)
            if (left.length && !this.asked.length && more) return this.ask(worker, text, left, all)
          }
          this.dispatchEvent(new MessageEvent("message", { data }))
        }
        return worker
      })
    }
    ask(worker, text, [query, ...left], found = []) {
      this.asked.push({ text, left, found })
      worker.postMessage({ type: 2, data: query })
    }
    postMessage(data) {
      this.real.then(worker => data.type === 2 ? this.ask(worker, data.data, spellings(data.data)) : worker.postMessage(data))
    }
  }
})()
