// What the register, "Compare chips" and lists share: controls whose choice is kept in the address. Without it all
// tables are complete.
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

  window.controls = { params, make, set, field, select, search, output, bar, text, csv, plain };
})();
