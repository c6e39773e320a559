// bulk.js: what is done to many rows at once. A form marked data-bulk holds the ticks (inside it, or by their form attribute)
// and the bar; the bar shows when something is ticked. Without this script the bar is always there and the form works the same.
(() => {
  const doc = document;
  const ticks = form => [...form.elements].filter(el => el.type === "checkbox" && el.name === (form.dataset.bulk || "story"));

  function show(form) {
    const all = ticks(form), chosen = all.filter(tick => tick.checked);
    const bar = form.querySelector("[data-bulk-bar]"), whole = form.querySelector("[data-bulk-all]");
    const matching = form.querySelector("[data-bulk-matching]");
    const everything = Boolean(matching?.checked);
    if (bar) bar.hidden = chosen.length === 0 && !everything;
    const count = form.querySelector("[data-bulk-count]");
    if (count) count.textContent = everything ? matching.dataset.words || "everything that matches" : `${chosen.length} chosen`;
    if (whole) {
      whole.checked = all.length > 0 && chosen.length === all.length;
      whole.indeterminate = chosen.length > 0 && chosen.length < all.length;
    }
    all.forEach(tick => tick.closest("[data-row]")?.toggleAttribute("data-chosen", tick.checked || everything));
  }
  const showAll = () => doc.querySelectorAll("form[data-bulk]").forEach(show);

  let last = null;
  doc.addEventListener("click", e => {
    const form = e.target.form ?? e.target.closest?.("form[data-bulk]");
    if (!form?.matches?.("form[data-bulk]")) return;
    if (e.target.closest("[data-bulk-clear]")) {
      ticks(form).forEach(tick => { tick.checked = false; });
      const matching = form.querySelector("[data-bulk-matching]");
      if (matching) matching.checked = false;
      show(form);
    } else if (e.target.matches("[data-bulk-all]")) {
      ticks(form).forEach(tick => { tick.checked = e.target.checked; });
      show(form);
    } else if (e.target.type === "checkbox") {
      const all = ticks(form), from = all.indexOf(last), to = all.indexOf(e.target);
      if (e.shiftKey && from >= 0 && to >= 0) {
        all.slice(Math.min(from, to), Math.max(from, to) + 1).forEach(tick => { tick.checked = e.target.checked; });
      }
      if (to >= 0) last = e.target;
      show(form);
    }
  });
  doc.addEventListener("htmx:afterSettle", showAll);
  addEventListener("pageshow", showAll);  // the browser may put ticks back when one comes back to the page
  showAll();
})();
