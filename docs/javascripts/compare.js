// Sorting, filtering and choosing columns on "Compare chips", where chips can stand side by side; needs tables.js.
(() => {
  const { params, make, set, field, select, output, plain, csv } = window.controls;

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
      make("details", {}, make("summary", { textContent: "Choose columns" }), columns),
      csv("chips-as-shown.csv", () => [table.tHead.rows[0], ...body.rows].filter((row) => !row.hidden)), shown,
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

  document.querySelectorAll("[data-compare]").forEach(compare);
})();
