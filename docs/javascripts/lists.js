// Finding, filtering and ordering the rows of all tables of a list (sources, promises) at once; needs tables.js and sort.js.
// What is found stands in one table below the controls, taken from the tables of the page until it is let go.
(() => {
  const { params, make, set, field, select, search, output, bar, text, csv, plain } = window.controls, { by } = window.sorting;

  document.querySelectorAll("[data-list]").forEach((place) => {
    const homes = [...document.querySelectorAll("." + place.dataset.list)].map((box) => {
      const body = box.querySelector("tbody"), before = box.previousElementSibling;
      // Empty for a while are its folds, and the letter above it, too.
      return { body, rows: [...body.rows], label: box.getAttribute("aria-label").split(":")[0], parts: [box.closest("details") || box, ...(before?.id.startsWith("letter-") ? [before] : [])] };
    });
    const choices = (list) => list.split("|").map((one) => one.split(":"));
    const filters = choices(place.dataset.filters).map(([name, column]) => ({ name, key: name.toLowerCase(), column }));
    // A maker before its chip, a kind before what it is of, an outcome before why.
    const choice = (row, column) => text(row.cells[column].querySelector("strong, [data-name]") || row.cells[column]).split(/,| \(/)[0];
    const box = document.querySelector("." + place.dataset.list).cloneNode(false), letters = document.querySelector(".letters");
    const head = document.querySelector(`.${place.dataset.list} thead`).cloneNode(true), table = make("table", { className: "grid" });
    box.append(table);
    box.setAttribute("aria-label", "Rows found");
    const rows = homes.flatMap((home) => home.rows), shown = output();
    const of = new Map(homes.flatMap((home) => home.rows.map((row) => [row, home.label])));
    let texts, found = rows;

    const apply = () => {
      const words = plain(params.get("find") || "").split(/\s+/).filter(Boolean), order = params.get("order");
      const on = filters.filter(({ key }) => params.get(key));
      const active = Boolean(words.length || on.length || order);
      for (const home of homes) {
        home.body.append(...home.rows);
        for (const part of home.parts) part.hidden = active;
      }
      if (letters) letters.hidden = active;
      again.hidden = !active;
      box.remove();
      shown.textContent = `${rows.length} rows`;
      found = rows;
      if (!active) return;
      texts ??= new Map(rows.map((row) => [row, plain(`${of.get(row)} ${row.id} ${text(row)}`)]));
      found = rows.filter((row) => words.every((word) => texts.get(row).includes(word)) && on.every(({ key, column }) => choice(row, column) === params.get(key)));
      const [column, way] = (order || "").split("."), labels = "grouped" in place.dataset ? [...new Set(homes.map(({ label }) => label))] : [""];
      table.replaceChildren(head, ...labels.map((label) => {
        const ones = found.filter((row) => !label || of.get(row) === label);
        if (way) ones.sort(by(+column, way === "down"));
        if (!ones.length || !label) return make("tbody", {}, ...ones);
        const title = make("th", { colSpan: head.rows[0].cells.length, scope: "rowgroup", textContent: label });
        return make("tbody", {}, make("tr", { className: "group" }, title), ...ones);
      }));
      if (found.length) place.after(box);
      shown.textContent = found.length ? `${found.length} of ${rows.length} rows` : "No row has all of this: try fewer words, or show all.";
    };
    const inputs = [search(apply), ...filters.map(({ key, column }) => {
      const found = [...new Set(rows.map((row) => choice(row, column)))].sort(new Intl.Collator("en").compare);
      return select(key, found.map((one) => [one, one]), "all", apply);
    }), select("order", choices(place.dataset.orders).map(([name, way]) => [way, name]), "as on the page", apply)];
    const again = make("button", { type: "button", textContent: "Show all", hidden: true });
    again.addEventListener("click", () => {
      for (const [i, key] of ["find", ...filters.map(({ key }) => key), "order"].entries()) {
        set(key, "");
        inputs[i].value = "";
      }
      apply();
      inputs[0].focus();
    });
    const lines = () => {
      const grouped = "grouped" in place.dataset, rest = (row, first) => [...grouped ? [first] : [], ...[...row.cells].map(text)];
      return [rest(head.rows[0], "Group"), ...(box.isConnected ? [...table.tBodies].flatMap((body) => [...body.querySelectorAll("tr:not(.group)")]) : found).map((row) => rest(row, of.get(row)))];
    };
    const form = bar(place, ...["Find", ...filters.map(({ name }) => name), "Order"].map((name, i) => field(name, inputs[i])), csv("rows-as-shown.csv", lines), again, shown);
    form.setAttribute("role", "search");
    form.setAttribute("aria-label", "Find rows");
    shown.textContent = `${rows.length} rows`;
    if (["find", "order", ...filters.map(({ key }) => key)].some((key) => params.get(key))) apply();
  });
})();
