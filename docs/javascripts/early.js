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
  if (!window.Worker || /[?&][hq]=[^&]/.test(location.search)) return
  const wanted = new Promise(go => {
    toggle.addEventListener("change", go)
    for (const type of ["pointerover", "focusin"]) box.addEventListener(type, go, { once: true })
    document.querySelector("header [for=__search]").addEventListener("pointerover", go, { once: true })
  })
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
      this.real = wanted.then(() => {
        const worker = new Page(...address)
        worker.onmessage = ({ data }) => this.dispatchEvent(new MessageEvent("message", { data }))
        return worker
      })
    }
    postMessage(data) { this.real.then(worker => worker.postMessage(data)) }
  }
})()
