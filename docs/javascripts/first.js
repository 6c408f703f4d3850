// What the theme writes into each page as scripts, in a file: a server's Content-Security-Policy may forbid those.
// Written for Material for MkDocs 9.8.1, whose scripts call these. Where a browser stores nothing, nothing is remembered.
var __md_scope = new URL("..", document.currentScript.src)
function __md_get(key) {
  try { return JSON.parse(localStorage.getItem(__md_scope.pathname + "." + key)) } catch { return null }
}
function __md_set(key, value) {
  try { localStorage.setItem(__md_scope.pathname + "." + key, JSON.stringify(value)) } catch {}
}
// The color scheme, before anything is painted: a page in the dark must not flash white.
{
  const wanted = matchMedia("(prefers-color-scheme: dark)").matches ? { scheme: "slate" } : {}
  for (const [key, value] of Object.entries(__md_get("__palette")?.color || wanted)) document.body.setAttribute("data-md-color-" + key, value)
}
