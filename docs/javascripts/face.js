// The face of the headings, asked for before anything is painted; a page opened as a file must not ask for it ahead.
if (location.protocol != "file:") {
  const href = new URL("../assets/headings.woff", document.currentScript.src)
  document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "font", crossOrigin: "", href }))
}
