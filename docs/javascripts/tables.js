// Finding and filtering on the register, and the controls that "Compare chips" has too (compare.js).
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
  // A button that saves rows of a table as they are shown; the id of a row's heading, if it has one, stands before its cells.
  const csv = (name, rows) => {
    const button = make("button", { type: "button", textContent: "CSV of these rows" });
    button.addEventListener("click", async () => {
      const lines = (await rows()).map((row) => [row.cells[0].id, ...[...row.cells].filter((cell) => !cell.hidden).map((cell) => cell.textContent)]
        .slice(row.cells[0].id ? 0 : 1));
      const text = lines.map((line) => line.map((cell) => `"${cell.trim().replace(/\s+/g, " ").replaceAll('"', '""')}"`).join(",") + "\r\n");
      const file = URL.createObjectURL(new Blob(["\ufeff", ...text], { type: "text/csv" }));
      make("a", { href: file, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(file), 9999);
    });
    return button;
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
    const steady = () => {
      for (const table of root.querySelectorAll("table")) table.parentElement.style.containIntrinsicHeight = `auto ${table.rows.length * 74}px`;
    };
    steady();
    // Reading every row takes a moment, so it waits for the first search; so does fetching the rows of all parts.
    let groups;
    const fetched = async () => {
      const found = await Promise.all(root.dataset.parts.split(" ").map(async (part) => {
        const url = new URL(part, location), answer = await fetch(url);
        const rows = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".register-all");
        rows.querySelectorAll("a").forEach((way) => { way.href = new URL(way.getAttribute("href"), url); });
        return [...rows.children];
      }));
      root.replaceChildren(...found.flat());
      document.querySelector(".register-parts").hidden = true;
      delete root.dataset.parts;
      steady();
    };
    const read = () => [...root.querySelectorAll("tbody")].map((body) => {
      const name = plain(body.rows[0].textContent + " " + body.dataset.record);
      const rows = [...body.rows].slice(1).map((row) => {
        const text = name + " " + plain([row.cells[0].id, ...[...row.cells].map((cell) => cell.textContent), ...[...row.cells[3].querySelectorAll("a")].map((way) => way.hash)].join(" "));
        return { row, text: text + text.replace(/[\s-]/g, ""), figures: figures(text), evidence: row.querySelector(".evidence")?.textContent };
      });
      return { body, rows };
    });
    const kinds = root.dataset.register.split("|");
    const shown = output();
    const apply = async () => {
      try { await (root.dataset.parts && fetched()); } catch {
        shown.textContent = "The rows cannot be fetched here: open a part below.";
        return;
      }
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
      shown.textContent = count ? `${count} fact${count > 1 ? "s" : ""}` : "0 facts: try fewer words, a Chinese name, or a figure as a page prints it";
    };
    // An address of a fact that names the register alone leads to its row all the same.
    const go = async () => {
      const id = decodeURIComponent(location.hash.slice(1));
      if (!id.includes(".") || document.getElementById(id)) return;
      await apply();
      document.getElementById(id)?.scrollIntoView();
    };
    const bar = make("form", { className: "controls" },
      field("Find", search(apply)), field("Evidence", select("evidence", kinds.map((kind) => [kind, kind]), "all", apply)),
      csv("facts-as-shown.csv", async () => { await apply(); return [...root.querySelectorAll("tbody:not([hidden]) tr:not(.subject, [hidden])")]; }), shown);
    bar.setAttribute("role", "search");
    bar.setAttribute("aria-label", "Find facts");
    bar.addEventListener("submit", (event) => event.preventDefault());
    document.querySelector(".controls-place").replaceChildren(bar);
    if (params.has("find") || params.has("evidence")) apply();
    addEventListener("hashchange", go);
    go();
  }

  window.controls = { params, make, set, field, select, output, plain, csv };
  document.querySelectorAll("[data-register]").forEach(register);
})();
