"""What runs within a page that is visited: what moves, sticks out, looks alike, and what axe and our eyes find."""

from __future__ import annotations

SHIFTS = """
window.shifted = 0, window.moved = [];
new PerformanceObserver((list) => {
  for (const e of list.getEntries()) if (!e.hadRecentInput) {
    window.shifted += e.value;
    for (const { node, previousRect: was, currentRect: is } of e.sources)
      window.moved.push(`${node?.nodeName} ${node?.className} from ${was.y} (${was.height}) to ${is.y} (${is.height})`);
  }
}).observe({ type: "layout-shift", buffered: true });
"""
# What the theme's switch does; our styles ask for nothing else.
TURN_DARK = "() => { document.body.dataset.mdColorScheme = 'slate'; }"
TURN_LIGHT = "() => { document.body.dataset.mdColorScheme = 'default'; }"
# Nothing fades, so that no color is measured halfway; the shadows at the edges of tables, behind which axe sees no
# color, are off; nothing is laid out only when asked for.
STILL = """* { transition: none !important; animation: none !important; }
article * { background-image: none !important; content-visibility: visible !important; }"""
# Elements that stick out of the window sideways and do not stand in a box that scrolls.
OVERFLOW = """() => {
  const edge = document.documentElement.clientWidth + 1, out = [];
  const scrolls = (e) => ["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(e).overflowX);
  for (const e of document.querySelectorAll("article *")) {
    if (e.closest("details:not([open]) > :not(summary)") || e.getBoundingClientRect().right <= edge
      || !e.checkVisibility({ visibilityProperty: true })) continue;
    let over = e.parentElement;
    while (over && over.tagName !== "ARTICLE" && !scrolls(over)) over = over.parentElement;
    if (over && over.tagName !== "ARTICLE") continue;
    out.push(e.tagName + "." + e.className + " " + e.textContent.trim().slice(0, 40));
  }
  const wider = document.scrollingElement.scrollWidth - document.documentElement.clientWidth;
  return wider > 0 && !out.length ? ["the page is " + wider + " px wider than the window"] : out;
}"""
# Contrast takes axe long, and of a hundred elements that look alike two will do. Keeps at least two of each kind, a
# kind being an element's place: its tag, classes and styles and those of all around it.
THIN = """() => {
  const parts = "tbody, tr, li, p, section, h2, h3, dt, dd, svg *", count = new Map(), path = new Map();
  const kind = (e) => {
    if (!path.has(e)) path.set(e, (e.parentElement ? kind(e.parentElement) + ">" : "")
      + e.tagName + "." + e.getAttribute("class") + ";" + e.getAttribute("style"));
    return path.get(e);
  };
  const often = (e) => (count.get(kind(e)) || 0) > 1, note = (e) => count.set(kind(e), (count.get(kind(e)) || 0) + 1);
  for (const e of [...document.body.querySelectorAll(parts)]) {
    if (!e.isConnected || (e.matches("tbody, tr") && !e.previousElementSibling)) continue;
    const within = [...e.querySelectorAll("*")];
    if (often(e) && within.every(often)) e.remove();
    else note(e), within.forEach((x) => { if (!x.matches(parts)) note(x); });
  }
}"""
# Notes how every element looks now: its own colors and letters.
LOOK = """() => {
  for (const e of document.body.querySelectorAll("*")) {
    const s = getComputedStyle(e);
    e.look = [e.look, s.color, s.backgroundColor, s.backgroundImage, s.fontSize, s.fontWeight, s.opacity].join();
  }
}"""
# Most of a page looks as the pages before it: what two of them have shown, in the same place and with the same looks in
# light and dark, all around it too, need not have its contrast measured again. Takes the kinds that were seen twice,
# leaves out what is made of nothing else, and returns the kinds of what is left.
ONLY_NEW = """(known) => {
  const parts = "tbody, tr, li, p, section, h2, h3, dt, dd, figure, details, table";
  const seen = new Set(known), path = new Map();
  const hash = (text) => {
    let a = 0xdeadbeef, b = 0x41c6ce57;
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      a = Math.imul(a ^ c, 2654435761), b = Math.imul(b ^ c, 1597334677);
    }
    return ((b ^ b >>> 15) >>> 0).toString(36) + ((a ^ a >>> 13) >>> 0).toString(36);
  };
  const kind = (e) => {
    if (path.has(e)) return path.get(e);
    const above = e.parentElement ? kind(e.parentElement) : "";
    path.set(e, hash([above, e.tagName, e.getAttribute("class"), e.getAttribute("style"), e.look].join(" ")));
    return path.get(e);
  };
  const all = [...document.body.querySelectorAll("*")];
  all.forEach(kind);
  for (const e of all) {
    if (!e.isConnected || !e.matches(parts) || !seen.has(kind(e))) continue;
    if ([...e.querySelectorAll("*")].every((x) => seen.has(kind(x)))) e.remove();
  }
  return [...document.body.querySelectorAll("*")].map(kind);
}"""
COLORS = ["color-contrast", "link-in-text-block"]
AXE = """async ([within, options]) => {
  const wanted = { resultTypes: ["violations", "incomplete"], preload: false, ...options };
  const found = await axe.run(within || document, wanted);
  const tell = (v, nodes) => {
    const node = nodes[0], check = node.any[0] || node.all[0] || node.none[0];
    const place = node.target.join(" "), message = check ? check.message : v.help;
    return `${v.id} (${v.impact}): ${nodes.length} times, such as ${place}: ${message}`;
  };
  const unseen = found.incomplete.filter((v) => v.id === "color-contrast")
    .map((v) => [v, v.nodes.filter((n) => /gradient|background image/.test(n.any[0]?.message || ""))])
    .filter(([, nodes]) => nodes.length);
  return [...found.violations.map((v) => tell(v, v.nodes)), ...unseen.map(([v, nodes]) => tell(v, nodes))];
}"""
# The words in drawings, which axe cannot judge: their color against the shape behind them, or against the page.
DRAWINGS = r"""() => {
  const rgb = (color) => { const [r, g, b, a = 1] = color.match(/[\d.]+/g).map(Number); return [r, g, b, a]; };
  const light = (c) => {
    const [r, g, b] = c.map((x) => (x /= 255) <= .04045 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const mix = (top, under, alpha) => top.slice(0, 3).map((x, i) => x * alpha + under[i] * (1 - alpha));
  const solid = (e) => {
    while (e && rgb(getComputedStyle(e).backgroundColor)[3] === 0) e = e.parentElement;
    return rgb(getComputedStyle(e || document.body).backgroundColor).slice(0, 3);
  };
  const out = [];
  for (const svg of document.querySelectorAll("article svg")) {
    if (!svg.checkVisibility()) continue;
    const paper = solid(svg), shapes = [...svg.querySelectorAll("rect, path, circle")];
    for (const text of svg.querySelectorAll("text")) {
      const box = text.getBoundingClientRect(), style = getComputedStyle(text);
      if (!box.width || style.fill === "none" || !text.textContent.trim()) continue;
      let behind = paper;
      for (const shape of shapes) {
        const s = getComputedStyle(shape);
        if (s.fill === "none" || !(text.compareDocumentPosition(shape) & Node.DOCUMENT_POSITION_PRECEDING)) continue;
        const middle = new DOMPoint(box.x + box.width / 2, box.y + box.height / 2);
        const at = middle.matrixTransform(shape.getScreenCTM().inverse());
        if (shape.isPointInFill(at)) behind = mix(rgb(s.fill), behind, rgb(s.fill)[3] * s.fillOpacity * s.opacity);
      }
      const fill = rgb(style.fill), alpha = fill[3] * style.fillOpacity * style.opacity;
      const [one, two] = [light(mix(fill, behind, alpha)), light(behind)];
      const ratio = (Math.max(one, two) + .05) / (Math.min(one, two) + .05);
      if (ratio < 4.5) out.push(`drawing: "${text.textContent}" has contrast ${ratio.toFixed(2)}`);
    }
  }
  return out;
}"""
