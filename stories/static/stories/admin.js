// admin.js: names for the fields that Django's own pages of the admin leave without one, for those who hear the page: cells of
// inline tables (named by their column and row), the halves of a date with time, autocompletes, the search box.
(() => {
  const doc = document;
  const words = element => element?.textContent.replace(/\s+/g, " ").trim() ?? "";
  const name = (element, text) => {
    const isNamed = element.labels?.length || element.hasAttribute("aria-label") || element.hasAttribute("aria-labelledby");
    if (text && !isNamed) element.setAttribute("aria-label", text);
  };

  function rows() {
    for (const table of doc.querySelectorAll(".tabular table")) {
      const heads = [...table.querySelectorAll("thead th")];
      heads.filter(head => !words(head)).forEach(head => {
        const unseen = doc.createElement("span");
        unseen.className = "unseen";
        unseen.textContent = head.matches(".original") ? "Row" : "Act";
        head.append(unseen);
      });
      table.querySelectorAll("tbody tr").forEach((row, at) => {
        [...row.cells].forEach(cell => cell.querySelectorAll("input:not([type=hidden]), select, textarea").forEach(field => {
          const column = cell.className.match(/field-(\S+)/)?.[1];
          const head = heads.find(one => column && one.classList.contains(`column-${column}`)) ?? heads[cell.cellIndex];
          name(field, `${cell.classList.contains("delete") ? "Delete" : words(head)}, row ${at + 1}`);
        }));
      });
    }
  }
  function halves() {
    for (const box of doc.querySelectorAll(".datetime")) {
      const what = words(box.closest(".form-row")?.querySelector("label, legend")).replace(/:$/, "");
      box.querySelectorAll("input").forEach((field, at) => name(field, `${what}, ${at ? "time" : "date"}`));
    }
  }
  function choices() {
    for (const box of doc.querySelectorAll(".select2-selection")) {
      const field = box.closest(".select2")?.previousElementSibling;
      box.removeAttribute("aria-labelledby");
      const what = field?.getAttribute("aria-label") ?? words(field?.labels?.[0]).replace(/:$/, "");
      name(box, what);
      box.querySelectorAll(".select2-search__field").forEach(one => name(one, what));
      const chosen = box.querySelector(".select2-selection__rendered");
      if (chosen?.getAttribute("role") === "textbox") chosen.setAttribute("aria-label", what);
      if (words(chosen)) box.setAttribute("aria-description", words(chosen));
    }
    doc.querySelectorAll("span.help-tooltip[aria-label]").forEach(span => span.setAttribute("role", "img"));
    doc.getElementById("searchbar")?.setAttribute("aria-label", "Search");  // its label is a picture
  }
  const all = () => { rows(); halves(); choices(); };
  // Django's scripts put in rows, pickers and autocompletes when they are ready, and later
  let asked = false;
  new MutationObserver(() => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => { asked = false; all(); });
  }).observe(doc.body, { childList: true, subtree: true });
  all();
})();
