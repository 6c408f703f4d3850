// What the pages with tables share: sorting by value, and controls whose choice is kept in the address.
// Without this script all tables are complete, in the order in which they are written.
(() => {
  const params = new URLSearchParams(location.search);
  const make = (tag, attributes = {}, ...children) => {
    const node = Object.assign(document.createElement(tag), attributes);
    node.append(...children);
    return node;
  };
  const set = (key, value) => {
    value ? params.set(key, value) : params.delete(key);
    const query = params.toString().replaceAll("%2C", ",");
    try { history.replaceState(null, "", location.pathname + (query ? "?" + query : "") + location.hash); } catch { /* a folder has no history */ }
  };
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
  // The form of the controls, in the place that is kept for it.
  const bar = (place, ...parts) => {
    const form = make("form", { className: "controls" }, ...parts);
    form.addEventListener("submit", (event) => event.preventDefault());
    place.replaceChildren(form);
    return form;
  };
  const text = (node) => node.textContent.trim().replace(/\s+/g, " ");
  // A button that saves lines, each a list of texts.
  const csv = (name, lines) => {
    const button = make("button", { type: "button", textContent: "CSV of these rows" });
    button.addEventListener("click", async () => {
      const rows = (await lines()).map((line) => line.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",") + "\r\n");
      const file = URL.createObjectURL(new Blob(["\ufeff", ...rows], { type: "text/csv" }));
      make("a", { href: file, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(file), 9999);
    });
    return button;
  };
  const plain = (text) => text.toLowerCase().normalize("NFKC");

  // What a cell sorts by: its key, or the due date, date or value it holds, or its text. A month, a quarter or a year
  // sorts by its end; where something was published in it, by its beginning. What is not known is empty.
  const worth = (cell) => {
    if (cell.dataset.sort) return cell.dataset.sort;
    const one = cell.querySelector("[data-part=due]") || cell.querySelector("time, data, .none");
    const value = one ? one.dateTime || one.value || "" : text(cell).replace(/^–$|^not found$/, "");
    const date = /^(\d{4})(?:-(?:([QH])(\d)|(\d\d)(?:-(\d\d))?))?$/.exec(value);
    if (!date || !one?.dateTime && !date[2]) return value;
    const [, year, part, number, month, day] = date, early = one?.dataset.part === "published";
    return `${year}-${month || (part ? String(number * (part === "Q" ? 3 : 6)).padStart(2, 0) : early ? "00" : 12)}-${day || (early ? "00" : 99)}`;
  };
  const letters = new Intl.Collator("en", { numeric: true }).compare;
  const number = (value) => +String(value).split("/").pop(); // of a range its upper end
  // How two rows compare in a column; what is not known comes last, whichever way.
  const by = (column, down) => (a, b) => {
    const [x, y] = [a, b].map((row) => worth(row.cells[column]));
    if (!x || !y) return !x - !y;
    const order = isNaN(number(x)) || isNaN(number(y)) ? letters(x, y) : number(x) - number(y);
    return down ? -order : order;
  };
  // Make heads buttons that sort: a press one way, another the other way, a third as it was. `sorted` is told the column
  // and the way ("up", "down" or none); what is returned shows an order that was chosen otherwise.
  const heads = (cells, rows, sorted) => {
    let now, way;
    const show = (column, to) => {
      [now, way] = [column, to];
      cells.forEach((head, i) => head.setAttribute("aria-sort", i !== column || !to ? "none" : to === "up" ? "ascending" : "descending"));
    };
    cells.forEach((head, i) => {
      const button = make("button", { type: "button" });
      button.append(...head.childNodes);
      button.addEventListener("click", () => {
        const ways = /^-?\d/.test(rows.map((row) => worth(row.cells[i])).find(Boolean)) ? ["down", "up", ""] : ["up", "down", ""];
        show(i, ways[now === i ? (ways.indexOf(way) + 1) % 3 : 0]);
        sorted(i, way);
      });
      head.append(button);
    });
    show();
    return show;
  };
  // Tables that are written out in a page, right below a mark.
  document.querySelectorAll(".sortable").forEach((mark) => {
    const next = mark.nextElementSibling, table = next.matches("table") ? next : next.querySelector("table");
    const body = table.tBodies[0], rows = [...body.rows], left = mark.dataset.leave?.split("|") || [];
    const cells = [...table.tHead.rows[0].cells];
    const columns = cells.map((head, i) => i).filter((i) => !left.includes(text(cells[i])));
    heads(columns.map((i) => cells[i]), rows, (i, way) => body.append(...(way ? [...rows].sort(by(columns[i], way === "down")) : rows)));
  });

  window.controls = { params, make, set, field, select, search, output, bar, text, csv, plain, by, heads };
})();
