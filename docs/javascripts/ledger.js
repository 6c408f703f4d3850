// Fact cards: what stands in a fact's row at the end of the page, shown beside the number.
// Without this script each number is a link to its row in the register.
(() => {
  const card = document.createElement("div");
  card.className = "fact-card";
  card.setAttribute("role", "dialog");
  card.tabIndex = -1;
  card.popover = "manual";
  let anchor = null, pinned = false, timer = 0, opening = false;

  // A number of the text, or a mark of a chart, whose address ends with its fact.
  const link = (target) => target.closest?.("[data-fact] > a, [data-count] > a, .chart svg a");
  const rowOf = (a) => {
    const of = a.parentElement.dataset;
    return document.getElementById("here-" + (of.fact || of.count || a.getAttribute("href").split("#")[1]));
  };

  const line = (name, cell) => {
    const part = document.createElement("div");
    part.className = name;
    part.append(...cell.cloneNode(true).childNodes);
    part.querySelectorAll("[id]").forEach((e) => e.removeAttribute("id"));
    return part;
  };

  function fill(row) {
    const [label, value, when, evidence, sources] = row.cells;
    const dated = line("card-when", when);
    if (dated.childNodes.length) dated.prepend("as of ");
    const actions = line("card-sources", sources), said = line("card-value", value), more = document.createElement("div");
    more.className = "card-more";
    more.append(...[...said.querySelectorAll(".extra")].reverse()); // the note before what others say
    const cite = document.createElement("button");
    cite.type = "button";
    cite.textContent = "Copy citation";
    cite.addEventListener("click", () => copy(row, cite));
    const close = document.createElement("button");
    close.type = "button";
    close.className = "card-close";
    close.setAttribute("aria-label", "Close");
    close.textContent = "×";
    close.addEventListener("click", () => hide(true));
    for (const [word, ending] of [["JSON", "/$1.json"], ["BibTeX", ".bib"]]) {
      const way = document.createElement("a");
      way.textContent = word;
      way.href = file(row, ending);
      actions.querySelector(".record").append(" · ", way);
    }
    actions.append(" ", cite);
    card.replaceChildren(close, line("card-label", label), said, line("card-evidence", evidence), dated, ...(more.firstChild ? [more] : []), actions);
    card.setAttribute("aria-label", "Fact: " + label.textContent.trim());
  }

  // The fact's address, which stays when its row moves to another part of the register; its file, or with ".bib" that of its subject.
  const record = (row) => row.cells[4].querySelector(".to-register").href.replace(/register\/[\w-]+\.html/, "register.html");
  const file = (row, ending) => record(row).replace("register.html#", "data/facts/").replace(/\.([^.]*)$/, ending);

  async function copy(row, button) {
    const text = (cell) => cell.textContent.replace(/\s+/g, " ").trim();
    const value = row.cells[1].querySelector(".value") || row.cells[1];
    const from = [...row.cells[4].querySelectorAll("[data-source]")].map((a) => `${a.textContent}, ${a.href}`).join("; ");
    let citation;
    try {
      citation = (await (await fetch(file(row, "/$1.json"))).json()).citation;
      if (!citation.includes(record(row))) citation += " " + record(row);
    } catch { // from a folder no file is fetched
      citation = `${from}. ${text(row.cells[0])}: ${text(value)} (${[...row.cells[3].children].map(text).join(", ")}, ${text(row.cells[2])}). Compute Ledger, ${record(row)}`;
    }
    try {
      await navigator.clipboard.writeText(citation);
      button.textContent = "Copied";
    } catch {
      const shown = document.createElement("textarea");
      shown.value = citation;
      shown.readOnly = true;
      shown.setAttribute("aria-label", "Citation");
      button.replaceWith(shown);
      shown.select();
    }
  }

  function place() {
    // Below the number, or above it where there is more room: never upon it.
    const at = anchor.getBoundingClientRect(), gap = 6, under = innerHeight - at.bottom;
    const below = under > card.scrollHeight + 2 * gap || under > at.top;
    card.style.setProperty("--room", Math.max(below ? under : at.top, 90) - 2 * gap + "px");
    card.classList.toggle("up", at.bottom > innerHeight / 2);
    const { offsetWidth: width, offsetHeight: height } = card;
    card.style.top = Math.max(gap, Math.min(below ? at.bottom + gap : at.top - gap - height, innerHeight - height - gap)) + "px";
    card.style.left = Math.max(gap, Math.min(at.left, document.documentElement.clientWidth - width - gap)) + "px";
  }

  function show(a, pin) {
    const row = rowOf(a);
    if (!row) return false;
    clearTimeout(timer);
    pinned = pin || (pinned && anchor === a);
    if (anchor !== a || !card.matches(":popover-open")) {
      anchor?.removeAttribute("aria-expanded");
      anchor = a;
      fill(row);
      if (!card.isConnected) document.body.append(card);
      if (!card.matches(":popover-open")) card.showPopover();
      a.setAttribute("aria-expanded", "true");
    }
    place();
    if (pin) card.focus({ preventScroll: true });
    return true;
  }

  function hide(back) {
    clearTimeout(timer);
    if (!anchor) return;
    const from = anchor, within = card.contains(document.activeElement);
    anchor.removeAttribute("aria-expanded");
    anchor = null;
    pinned = false;
    if (card.matches(":popover-open")) card.hidePopover();
    if (back && within) focus(from);
  }

  // The focus that returns must not open the card again.
  function focus(a) {
    opening = true;
    a.focus({ preventScroll: true });
    opening = false;
  }

  const later = (action, wait) => { clearTimeout(timer); timer = setTimeout(action, wait); };

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const a = link(event.target);
    if (a) later(() => show(a, false), 120);
    else if (card.contains(event.target)) clearTimeout(timer);
    else if (anchor && !pinned && document.activeElement !== anchor) later(() => hide(false), 250);
    else if (!anchor) clearTimeout(timer);
  });
  document.addEventListener("focusin", (event) => {
    const a = link(event.target);
    if (a && !opening && a.matches(":focus-visible")) show(a, false);
    else if (anchor && !card.contains(event.target) && event.target !== anchor) hide(false);
  });
  document.addEventListener("click", (event) => {
    const a = link(event.target);
    if (a && !event.ctrlKey && !event.metaKey && !event.shiftKey && show(a, true)) event.preventDefault();
    else if (anchor && !a && !card.contains(event.target)) hide(false);
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && anchor) hide(true); });
  // The card stands at the end of the page, but is left as if it stood behind its number.
  card.addEventListener("keydown", (event) => {
    const stops = card.querySelectorAll("a, button, textarea"), at = document.activeElement;
    if (event.key !== "Tab" || (event.shiftKey ? at !== card && at !== stops[0] : at !== stops[stops.length - 1])) return;
    focus(anchor);
    if (event.shiftKey) event.preventDefault();
  });
  addEventListener("resize", () => anchor && place());
  addEventListener("scroll", () => {
    if (!anchor) return;
    const { bottom, top } = anchor.getBoundingClientRect();
    pinned || (bottom > 0 && top < innerHeight) ? place() : hide(false);
  }, { passive: true });

  // A chart as PNG, drawn here from its SVG when it is asked for, twice as large.
  document.querySelectorAll('.credit a[href$=".svg"]').forEach((svg) => {
    const png = svg.cloneNode();
    png.textContent = "PNG";
    png.addEventListener("click", async (event) => {
      event.preventDefault();
      const picture = new Image(), canvas = document.createElement("canvas"), way = document.createElement("a");
      picture.src = svg.href;
      await picture.decode();
      canvas.width = picture.width * 2;
      canvas.height = picture.height * 2;
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((file) => {
        way.href = URL.createObjectURL(file);
        way.download = svg.href.replace(/.*\/(.*)svg$/, "$1png");
        way.click();
        setTimeout(() => URL.revokeObjectURL(way.href), 9999);
      });
    });
    svg.after(" · ", png);
  });

  // A table that fits its box needs no stop for the keyboard. Asked only when a box comes into view: asking lays it out.
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      if (target.scrollWidth <= target.clientWidth) target.removeAttribute("tabindex");
    }
  });
  document.querySelectorAll(".table-wrap").forEach((box) => seen.observe(box));
  // The theme puts plain tables into boxes of its own, after this script; a keyboard must be able to scroll those too.
  addEventListener("load", () => document.querySelectorAll(".md-typeset__scrollwrap").forEach((box) => {
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "Table");
    seen.observe(box);
  }));
})();
