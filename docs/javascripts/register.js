// Finding and filtering on the register; needs tables.js. The choice is kept in the address, so it can be shared.
(() => {
  const { params, make, set, field, select, search, output, bar, text, csv, plain } = window.controls;

  // The figures of a text. The register has them in full, the pages round: "25.5 billion" means all that round to it.
  const scales = { thousand: 1e3, million: 1e6, bn: 1e9, billion: 1e9, trillion: 1e12 };
  const figures = (text) => [...text.matchAll(/(\d[\d,]*(?:\.\d+)?)(?: (\w+))?/g)].map(([, digits, unit]) => ({
    number: digits.replaceAll(",", "") * (scales[unit] || 1),
    length: Math.max(2, digits.replace(/[.,]|^0\.0*/g, "").replace(digits.includes(".") ? "" : /0+$/, "").length),
  }));

  // What is typed as the pages print it: ¥25.5B, 255亿元, -1.02 billion, 812k, 41%, 2025-12-05.
  const day = (text) => new Date(text).toLocaleDateString("en-US", { dateStyle: "long", timeZone: "UTC" }).toLowerCase();
  const typed = (text) => text.replace(/\b\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b/g, day)
    .replace(/([\d.,]*\d) ?([亿億万萬])/g, (_, number, sign) => `${Math.round(number.replaceAll(",", "") * (/[亿億]/.test(sign) ? 1e8 : 1e4))} `)
    .replace(/(^|\s)[-−](?=\d)/g, "$1").replace(/(\d)([kb])\b/g, (_, digit, letter) => digit + { k: " thousand", b: " billion" }[letter])
    .replace(/(?:cny|rmb|[¥元$])(?=\d)/g, "$& ").replace(/\b(?:rmb|yuan)\b|[¥元]/g, "cny").replaceAll("%", " percent");

  const FEW = 60; // rows that are found are unfolded up to so many

  document.querySelectorAll("[data-register]").forEach((root) => {
    const list = document.querySelector(".register-parts");
    // The browser lays a section out only when it comes near; a guess of its height keeps the scroll bar steady.
    const steady = () => {
      for (const table of root.querySelectorAll("table")) table.parentElement.style.containIntrinsicHeight = `auto ${table.rows.length * 74}px`;
    };
    steady();
    // Reading every row takes a moment, so it waits for the first search; so does fetching the rows of all parts.
    let sections;
    const fetched = async () => {
      const found = await Promise.all(root.dataset.parts.split(" ").map(async (part) => {
        const url = new URL(part, location), answer = await fetch(url);
        const rows = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".register-all");
        rows.querySelectorAll("a").forEach((way) => { way.href = new URL(way.getAttribute("href"), url); });
        return [...rows.children];
      }));
      root.replaceChildren(...found.flat());
      delete root.dataset.parts;
      steady();
    };
    const read = () => [...root.children].map((part) => ({ part, count: part.querySelector("summary small"), all: text(part.querySelector("summary small")),
      page: part.querySelector(".register").id.slice(5),
      groups: [...part.querySelectorAll("tbody")].map((body) => {
        const name = plain(body.rows[0].textContent + " " + body.dataset.record);
        return { body, rows: [...body.rows].slice(1).map((row) => {
          const text = name + " " + plain([row.cells[0].id, ...[...row.cells].map((cell) => cell.textContent), ...[...row.cells[3].querySelectorAll("a")].map((way) => way.hash)].join(" "));
          return { row, text: text + text.replace(/[\s-]/g, ""), figures: figures(text), evidence: row.querySelector(".evidence")?.textContent };
        }) };
      }) }));
    const kinds = root.dataset.register.split("|");
    const shown = output(), hints = make("p", { className: "hints" });
    const wanted = (query) => (typed(plain(query)).match(/[\d,.]+ ?(?:thousand|million|bn|billion|trillion)\b|\S+/g) || []).map((word) => {
      const [figure] = /^\d[\d,.]*( ?[a-z]{2,})?$/.test(word) ? figures(word.replace(/(?<=\d)(?=[a-z])/, " ")) : [];
      return (row) => row.text.includes(word) || figure && row.figures.some(({ number }) => +number.toPrecision(figure.length) === figure.number);
    });
    // What a choice finds: the rows of each section.
    const hits = ({ find = "", evidence, page }) => {
      const words = wanted(find);
      return sections.map((section) => page && section.page !== page ? [] : section.groups.flatMap(({ rows }) => rows.filter((one) => (!evidence || one.evidence === evidence) && words.every((has) => has(one)))));
    };
    const asked = () => Object.fromEntries(KEYS.map((key) => [key, params.get(key) || ""]));
    const KEYS = ["find", "evidence", "page"];
    const apply = async () => {
      const now = asked(), active = KEYS.some((key) => now[key]);
      try { await (root.dataset.parts && fetched()); } catch {
        shown.textContent = "The rows cannot be fetched here: open a part below.";
        return;
      }
      sections ??= read();
      const found = hits(now), count = found.flat().length;
      sections.forEach((section, i) => {
        const on = new Set(found[i]);
        for (const { body, rows } of section.groups) {
          for (const one of rows) if (one.row.hidden === on.has(one)) one.row.hidden = !on.has(one);
          body.hidden = !rows.some((one) => on.has(one));
        }
        section.part.hidden = !on.size;
        section.part.open = active && (count <= FEW || Boolean(now.page));
        section.count.textContent = on.size === section.groups.flatMap(({ rows }) => rows).length ? section.all : `${on.size} of ${section.all}`;
      });
      if (list) {
        list.hidden = active;
        root.hidden = !active;
      }
      shown.textContent = active ? `${count} fact${count === 1 ? "" : "s"}` : "";
      hint(now, active && !count);
    };
    // Where nothing is found: what would be with one thing less, and each word alone.
    const hint = (now, none) => {
      hints.replaceChildren();
      if (!none) return;
      const words = now.find.split(/\s+/).filter(Boolean);
      const ways = [...["evidence", "page"].filter((key) => now[key]).map((key) => [`any ${key}`, { ...now, [key]: "" }]),
        ...(words.length > 1 ? words.map((word) => [`“${word}” alone`, { ...now, find: word }]) : [])];
      const buttons = ways.map(([name, way]) => [name, way, hits(way).flat().length]).filter(([, , many]) => many).map(([name, way, many]) => {
        const button = make("button", { type: "button", textContent: `${name} (${many})` });
        button.addEventListener("click", () => {
          KEYS.forEach((key, i) => { set(key, way[key]); inputs[i].value = way[key]; });
          apply();
          inputs[0].focus();
        });
        return button;
      });
      hints.append(buttons.length ? "Nothing has all of this. Try " : "Nothing is called so here. Try fewer letters, a Chinese name, or a figure as a page prints it; the search above looks in the text of the pages.", ...buttons);
    };
    // An address of a fact that names the register alone leads to its row all the same.
    const go = async () => {
      const id = decodeURIComponent(location.hash.slice(1));
      let row = document.getElementById(id);
      if (!row && id.includes(".")) {
        await apply();
        root.hidden = false;
        if (list) list.hidden = true;
        row = document.getElementById(id);
      }
      const fold = row?.closest("details:not([open])");
      if (!fold && root.contains(row)) return;
      if (fold) fold.open = true;
      row?.scrollIntoView();
    };
    // One line a fact: its address, what it is of, its value in words and as a number or date, and what stands behind it.
    const line = ({ row }) => {
      const [label, value, when, behind] = row.cells, one = value.querySelector("[data-fact]"), more = value.cloneNode(true);
      more.querySelector("[data-fact]")?.remove();
      const kind = behind.querySelector(".evidence"), sources = [...behind.querySelectorAll("a")].map(text).join("; ");
      return [label.id, text(row.parentElement.querySelector("[data-name]")), text(label), one ? text(one) : text(value), one?.dateTime || one?.value || "", one ? text(more) : "", text(when), kind ? text(kind) : "", sources];
    };
    const lines = async () => {
      await apply();
      return [["id", "subject", "fact", "value", "number or date", "basis and more", "as of", "evidence", "sources"], ...hits(asked()).flat().map(line)];
    };
    const pages = list ? [...list.querySelectorAll("li a")].map((way) => [way.hash.slice(6), text(way)])
      : [...root.children].map((part) => [part.querySelector(".register").id.slice(5), text(part.querySelector("h2"))]);
    const inputs = [search(apply), select("evidence", kinds.map((kind) => [kind, kind]), "all", apply), select("page", pages, "all", apply)];
    const form = bar(document.querySelector(".controls-place"), field("Find", inputs[0]), field("Evidence", inputs[1]), field("Page", inputs[2]), csv("facts-as-shown.csv", lines), shown, hints);
    form.setAttribute("role", "search");
    form.setAttribute("aria-label", "Find facts");
    if (KEYS.some((key) => params.get(key))) apply();
    addEventListener("hashchange", go);
    go();
  });
})();
