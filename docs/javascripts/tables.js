// Sorting, filtering and choosing columns on the register and on "Compare chips", where chips can stand side by side.
// Without this script both are complete tables. The choice is kept in the address, so it can be shared.
(() => {
  const params = new URLSearchParams(location.search);
  const make = (tag, attributes = {}, ...children) => {
    const node = Object.assign(document.createElement(tag), attributes);
    node.append(...children);
    return node;
  };
  const remember = () => {
    const query = params.toString();
    try { history.replaceState(null, "", location.pathname + (query ? "?" + query : "") + location.hash); } catch { /* a folder has no history */ }
  };
  const set = (key, value) => { value ? params.set(key, value) : params.delete(key); remember(); };
  const field = (text, input) => make("label", { className: "control" }, text + " ", input);
  const select = (key, choices, all, apply) => {
    const box = make("select", {}, make("option", { value: "", textContent: all }), ...choices.map(([value, text]) => make("option", { value, textContent: text })));
    box.value = params.get(key) || "";
    if (box.selectedIndex < 0) box.value = "";
    box.addEventListener("change", () => { set(key, box.value); apply(); });
    return box;
  };
  const search = (apply) => {
    const box = make("input", { type: "search", value: params.get("find") || "" });
    let timer;
    box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => { set("find", box.value.trim()); apply(); }, 120); });
    return box;
  };
  const output = () => {
    const node = make("output", {});
    node.dataset.count = "rows-shown";
    return node;
  };
  const plain = (text) => text.toLowerCase().normalize("NFKC");
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

  function register(root) {
    // The browser lays a section out only when it comes near; a guess of its height keeps the scroll bar steady.
    for (const table of root.querySelectorAll("table")) table.parentElement.style.containIntrinsicHeight = `auto ${table.rows.length * 74}px`;
    // Reading every row takes a moment, so it waits for the first search.
    let groups;
    const read = () => [...root.querySelectorAll("tbody")].map((body) => {
      const name = plain(body.rows[0].textContent + " " + body.dataset.record);
      const rows = [...body.rows].slice(1).map((row) => {
        const text = name + " " + plain([row.cells[0].id, ...[...row.cells].map((cell) => cell.textContent)].join(" "));
        return { row, text: text + text.replace(/[\s-]/g, ""), figures: figures(text), evidence: row.querySelector(".evidence")?.textContent };
      });
      return { body, rows };
    });
    const kinds = root.dataset.register.split("|");
    const shown = output();
    const apply = () => {
      groups ??= read();
      const query = typed(plain(params.get("find") || ""));
      const words = (query.match(/[\d,.]+ ?(?:thousand|million|bn|billion|trillion)\b|\S+/g) || []).map((word) => {
        const [figure] = /^\d[\d,.]*( ?[a-z]{2,})?$/.test(word) ? figures(word.replace(/(?<=\d)(?=[a-z])/, " ")) : [];
        return (row) => row.text.includes(word) || figure && row.figures.some(({ number }) => +number.toPrecision(figure.length) === figure.number);
      });
      const kind = params.get("evidence");
      let count = 0;
      for (const { body, rows } of groups) {
        let some = false;
        for (const one of rows) {
          const { row } = one, on = (!kind || one.evidence === kind) && words.every((has) => has(one));
          if (row.hidden === on) row.hidden = !on;
          if (on) { some = true; count++; }
        }
        body.hidden = !some;
      }
      for (const table of root.querySelectorAll(".table-wrap")) {
        table.hidden = table.previousElementSibling.hidden = !table.querySelector("tbody:not([hidden])");
      }
      shown.textContent = `${count} facts`;
    };
    const bar = make("form", { className: "controls" },
      field("Find", search(apply)), field("Evidence", select("evidence", kinds.map((kind) => [kind, kind]), "all", apply)), shown);
    bar.setAttribute("role", "search");
    bar.setAttribute("aria-label", "Find facts");
    bar.addEventListener("submit", (event) => event.preventDefault());
    root.previousElementSibling.replaceChildren(bar);
    if (params.has("find") || params.has("evidence")) apply();
  }

  function compare(root) {
    const table = root.querySelector("table"), body = table.tBodies[0], heads = [...table.tHead.rows[0].cells];
    const rows = [...body.rows], titles = heads.map((head) => head.textContent.trim());
    const ids = rows.map((row) => row.cells[0].querySelector("[data-name]").dataset.name);
    const keys = titles.map((title) => plain(title).replace(/[^a-z0-9]+/g, "-"));
    const shown = output();

    const value = (row, column) => row.cells[column].dataset.sort ?? (column < 2 ? row.cells[column].textContent.trim() : "");
    const order = () => {
      const [key, way] = (params.get("sort") || "").split(".");
      const column = keys.indexOf(key), sign = way === "down" ? -1 : 1;
      heads.forEach((head, i) => head.setAttribute("aria-sort", i !== column ? "none" : sign > 0 ? "ascending" : "descending"));
      if (column < 0) return body.append(...rows);
      const compareText = new Intl.Collator("en", { numeric: true }).compare;
      body.append(...[...rows].sort((a, b) => {
        const x = value(a, column), y = value(b, column);
        if (!x || !y) return !x - !y; // what is not known comes last, whichever way
        return sign * (isNaN(x) || isNaN(y) ? compareText(x, y) : x - y);
      }));
    };
    const apply = () => {
      const maker = params.get("maker"), year = params.get("year");
      let count = 0;
      for (const row of rows) {
        row.hidden = Boolean((maker && row.dataset.maker !== maker) || (year && row.dataset.year !== year));
        if (!row.hidden) count++;
      }
      const hidden = new Set((params.get("without") || "").split(",").filter(Boolean));
      keys.forEach((key, i) => [heads[i], ...rows.map((row) => row.cells[i])].forEach((cell) => { cell.hidden = hidden.has(key); }));
      shown.textContent = `${count} chips`;
      side();
    };
    // Two to four chips that are ticked stand side by side: their rows become columns, with the columns that are shown.
    const beside = make("div", { className: "table-wrap beside" });
    const ticked = () => (params.get("chips") || "").split(",").filter((id) => ids.includes(id)).slice(0, 4);
    const boxes = rows.map((row, i) => {
      const box = make("input", { type: "checkbox" });
      box.setAttribute("aria-label", `${row.cells[0].textContent.trim()} side by side`);
      box.addEventListener("change", () => {
        const others = ticked().filter((id) => id !== ids[i]);
        set("chips", (box.checked ? [...others, ids[i]] : others).join(","));
        side();
      });
      row.cells[0].prepend(box);
      return box;
    });
    const copy = (cell, tag) => {
      const node = make(tag, {}, ...[...cell.cloneNode(true).childNodes].filter((child) => child.type !== "checkbox"));
      node.querySelectorAll("[id]").forEach((one) => one.removeAttribute("id"));
      return node;
    };
    const side = () => {
      const chosen = ticked();
      boxes.forEach((box, i) => {
        box.checked = chosen.includes(ids[i]);
        box.disabled = !box.checked && chosen.length === 4;
      });
      beside.hidden = chosen.length < 2;
      if (beside.hidden) return beside.replaceChildren();
      const ones = chosen.map((id) => rows[ids.indexOf(id)]);
      const lines = heads.map((head, i) => {
        const title = make("th", { scope: "row", textContent: i ? titles[i] : "Side by side" });
        return head.hidden ? [] : [make("tr", {}, title, ...ones.map((row) => copy(row.cells[i], i ? "td" : "th")))];
      }).flat();
      const grid = make("table", {}, make("thead", {}, lines[0]), make("tbody", {}, ...lines.slice(1)));
      beside.replaceChildren(grid);
    };
    const save = () => {
      const lines = [table.tHead.rows[0], ...body.rows].filter((row) => !row.hidden).map((row) => [...row.cells]
        .filter((cell) => !cell.hidden).map((cell) => `"${cell.textContent.trim().replace(/\s+/g, " ").replaceAll('"', '""')}"`).join(","));
      const file = URL.createObjectURL(new Blob(["\ufeff" + lines.join("\r\n") + "\r\n"], { type: "text/csv" }));
      make("a", { href: file, download: "chips-as-shown.csv" }).click();
      setTimeout(() => URL.revokeObjectURL(file), 9999);
    };
    const csv = make("button", { type: "button", textContent: "CSV of these rows" });
    csv.addEventListener("click", save);
    heads.forEach((head, i) => {
      const button = make("button", { type: "button" });
      button.append(...head.childNodes);
      button.addEventListener("click", () => {
        const now = params.get("sort");
        set("sort", now === keys[i] + ".down" ? keys[i] + ".up" : now === keys[i] + ".up" ? "" : keys[i] + (i < 2 ? ".up" : ".down"));
        order();
      });
      head.append(button);
    });
    const makers = [...new Map(rows.map((row) => [row.dataset.maker, row.cells[1].textContent.trim()]))].filter(([id]) => id);
    const years = [...new Set(rows.map((row) => row.dataset.year))].filter(Boolean).sort().map((year) => [year, year]);
    const columns = make("fieldset", {}, make("legend", { textContent: "Columns" }), ...keys.slice(1).map((key, i) => {
      const box = make("input", { type: "checkbox", checked: !(params.get("without") || "").split(",").includes(key) });
      box.addEventListener("change", () => {
        const hidden = new Set((params.get("without") || "").split(",").filter(Boolean));
        box.checked ? hidden.delete(key) : hidden.add(key);
        set("without", [...hidden].join(","));
        apply();
      });
      const label = make("label", {}, box, " " + titles[i + 1]);
      label.dataset.name = key;
      return label;
    }));
    const bar = make("form", { className: "controls" },
      field("Maker", select("maker", makers, "all", apply)), field("Year", select("year", years, "all", apply)),
      make("details", {}, make("summary", { textContent: "Choose columns" }), columns), csv, shown,
      make("span", { textContent: "Tick two to four chips to see them side by side." }));
    bar.addEventListener("submit", (event) => event.preventDefault());
    root.previousElementSibling.replaceChildren(bar);
    root.before(beside);
    beside.hidden = true;
    if (["sort", "maker", "year", "without", "chips"].some((key) => params.has(key))) {
      order();
      apply();
    } else shown.textContent = `${rows.length} chips`; // nothing is moved that stands where it should
  }

  document.querySelectorAll("[data-register]").forEach(register);
  document.querySelectorAll("[data-compare]").forEach(compare);
})();
