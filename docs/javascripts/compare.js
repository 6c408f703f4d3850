// Sorting, filtering and choosing columns on "Compare chips", where chips can stand side by side; needs tables.js and sort.js.
(() => {
  const { params, make, set, field, select, output, bar, text, csv, plain } = window.controls, { by, heads } = window.sorting;
  const FIRST = 7, MOST = 4; // columns at first, chips side by side

  document.querySelectorAll("[data-compare]").forEach((root) => {
    const table = root.querySelector("table"), wrap = table.parentElement, cells = [...table.tHead.rows[0].cells], titles = cells.map(text);
    const keys = titles.map((title) => plain(title).replace(/[^a-z0-9]+/g, "-"));
    const groups = [...table.tBodies].map((body) => {
      const head = body.querySelector(".group");
      return { body, head, rows: [...body.rows].filter((row) => row !== head) };
    });
    const rows = groups.flatMap((group) => group.rows);
    const ids = rows.map((row) => row.cells[0].querySelector("[data-name]").dataset.name), names = rows.map((row) => text(row.cells[0]));
    const shown = output();
    const columns = () => new Set([keys[0], ...(params.get("columns")?.split(",") || keys.slice(1, FIRST))]);

    // Each group is sorted for itself: what stands in one must not be ranked against another.
    const order = () => {
      const [key, way] = (params.get("sort") || "").split("."), column = keys.indexOf(key), down = way === "down";
      for (const { body, rows } of groups) body.append(...(column < 0 ? rows : [...rows].sort(by(column, down))));
      show(column, column < 0 ? "" : way);
      apply();
    };
    const told = () => {
      const [key, way] = (params.get("sort") || "").split("."), column = keys.indexOf(key);
      if (column < 0) return "by maker";
      const ends = rows.some((row) => row.cells[column].querySelector("time")) ? ["earliest first", "latest first"]
        : rows.some((row) => row.cells[column].dataset.sort) ? ["lowest first", "highest first"] : ["A to Z", "Z to A"];
      return `by ${titles[column][0].toLowerCase()}${titles[column].slice(1)}, ${ends[+(way === "down")]}`;
    };
    const apply = () => {
      const maker = params.get("maker"), year = params.get("year"), on = columns();
      for (const { head, rows } of groups) {
        for (const row of rows) row.hidden = Boolean((maker && row.dataset.maker !== maker) || (year && row.dataset.year !== year));
        if (head) {
          head.hidden = rows.every((row) => row.hidden);
          head.cells[0].colSpan = on.size;
        }
      }
      keys.forEach((key, i) => [cells[i], ...rows.map((row) => row.cells[i])].forEach((cell) => { cell.hidden = !on.has(key); }));
      root.classList.add("chosen");
      shown.textContent = `${rows.filter((row) => !row.hidden).length} chips, ${told()}`;
    };

    // Two to four chips that are ticked stand side by side: their rows become columns, with all that is known of them.
    const beside = make("div", { className: "table-wrap beside", hidden: true });
    beside.setAttribute("role", "group");
    beside.setAttribute("aria-label", "Chips side by side");
    const picked = make("p", { className: "picked", hidden: true });
    const ticked = () => (params.get("chips") || "").split(",").filter((id) => ids.includes(id)).slice(0, MOST);
    const tick = (chosen) => { set("chips", chosen.join(",")); side(); };
    const boxes = rows.map((row, i) => {
      const box = make("input", { type: "checkbox" });
      box.setAttribute("aria-label", `${names[i]} side by side`);
      box.addEventListener("change", () => {
        const others = ticked().filter((id) => id !== ids[i]);
        tick(box.checked ? [...others, ids[i]] : others);
      });
      row.cells[0].prepend(box);
      return box;
    });
    const copy = (cell, tag) => {
      const node = make(tag, {}, ...[...cell.cloneNode(true).childNodes].filter((child) => child.type !== "checkbox"));
      node.querySelectorAll("[id]").forEach((one) => one.removeAttribute("id"));
      return node;
    };
    const button = (words, press) => {
      const node = make("button", { type: "button", textContent: words });
      node.addEventListener("click", press);
      return node;
    };
    const side = () => {
      const chosen = ticked(), ones = chosen.map((id) => rows[ids.indexOf(id)]);
      boxes.forEach((box, i) => {
        box.checked = chosen.includes(ids[i]);
        box.disabled = !box.checked && chosen.length === MOST;
      });
      picked.hidden = !chosen.length;
      picked.replaceChildren(make("output", { textContent: chosen.map((id) => names[ids.indexOf(id)]).join(", ") + ["", ": tick one more", "", "", " (no more than four)"][chosen.length] }), " ",
        ...(chosen.length < 2 ? [] : [button("See side by side", () => { beside.scrollIntoView(); beside.querySelector("th").focus({ preventScroll: true }); }), " "]),
        button("Untick", () => { tick([]); boxes[ids.indexOf(chosen[0])].focus(); }));
      beside.hidden = chosen.length < 2;
      const lines = beside.hidden ? [] : titles.map((title, i) => {
        const head = make("th", { scope: "row", textContent: i ? title : "Side by side", ...(i ? {} : { tabIndex: -1 }) });
        const known = !i || ones.some((row) => !row.cells[i].querySelector(".none:not(.unlike)"));
        return known ? [make("tr", {}, head, ...ones.map((row) => copy(row.cells[i], i ? "td" : "th")))] : [];
      }).flat();
      beside.replaceChildren(make("table", {}, make("thead", {}, ...lines.slice(0, 1)), make("tbody", {}, ...lines.slice(1))));
    };

    const show = heads(cells, rows, (column, way) => {
      set("sort", way ? `${keys[column]}.${way}` : "");
      order();
    });
    const makers = [...new Map(rows.map((row) => [row.dataset.maker, text(row.cells[1])]))].filter(([id]) => id);
    const years = [...new Set(rows.map((row) => row.dataset.year))].filter(Boolean).sort().map((year) => [year, year]);
    const choice = make("fieldset", {}, make("legend", { textContent: "Columns" }), ...keys.slice(1).map((key, i) => {
      const box = make("input", { type: "checkbox", checked: columns().has(key) });
      box.addEventListener("change", () => {
        const on = columns();
        box.checked ? on.add(key) : on.delete(key);
        const list = keys.slice(1).filter((key) => on.has(key)).join(",");
        set("columns", list === keys.slice(1, FIRST).join(",") ? "" : list || "none");
        apply();
      });
      const label = make("label", {}, box, " " + titles[i + 1]);
      label.dataset.name = key;
      return label;
    }));
    const lines = () => {
      const on = columns(), line = (row) => [...row.cells].filter((cell, i) => on.has(keys[i])).map(text);
      return [[...line(table.tHead.rows[0]), "Group"], ...groups.flatMap(({ body, head }) => [...body.rows].filter((row) => row !== head && !row.hidden).map((row) => [...line(row), head ? text(head) : ""]))];
    };
    bar(root.previousElementSibling, field("Maker", select("maker", makers, "all", apply)), field("Launched in", select("year", years, "all", apply)),
      make("details", {}, make("summary", { textContent: "Choose columns" }), choice), csv("chips-as-shown.csv", lines), shown,
      make("span", { textContent: "Press a heading to sort. Tick two to four chips to see them side by side." }));
    root.before(beside);
    root.append(picked);
    // A table as wide as its box needs none: its head then stays in sight while the page scrolls.
    const fit = new ResizeObserver(() => wrap.classList.toggle("fits", table.offsetWidth <= root.clientWidth));
    fit.observe(root);
    fit.observe(table);
    params.has("sort") ? order() : apply();
    side();
  });
})();
