// Sorting tables by value. Without this script they stand in the order in which they are written.
(() => {
  const text = (node) => node.textContent.trim().replace(/\s+/g, " ");
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
      cells.forEach((head) => head.setAttribute("aria-sort", head.cellIndex !== column || !to ? "none" : to === "up" ? "ascending" : "descending"));
    };
    cells.forEach((head) => {
      const i = head.cellIndex, button = document.createElement("button");
      button.type = "button";
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
    const cells = [...table.tHead.rows[0].cells].filter((head) => !left.includes(text(head)));
    heads(cells, rows, (i, way) => body.append(...(way ? [...rows].sort(by(i, way === "down")) : rows)));
  });

  window.sorting = { by, heads };
})();
