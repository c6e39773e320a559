// quote.js: words selected in a story's text become a quote. Offsets count Unicode characters of the body, as the server does;
// the text of the page is mapped back to it by data-start (the body offset of an element's first letter).
(() => {
  const doc = document;
  const AROUND = 32;  // characters of context before and after, so that the passage is found again when the text changes
  const letters = text => [...text];

  /** The body as far as the page shows it: its characters by offset, and where each text node begins. */
  function read(text) {
    const body = [], nodes = [];
    for (const part of text.querySelectorAll("[data-start]")) {
      let at = Number(part.dataset.start);
      const walker = doc.createTreeWalker(part, NodeFilter.SHOW_TEXT, {
        acceptNode: node => (node.parentElement.closest("[data-no-text]") || node.parentElement.closest("[data-start]") !== part
          ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT),
      });
      while (walker.nextNode()) {
        const node = walker.currentNode, found = letters(node.data);
        nodes.push({ node, start: at, end: at + found.length });
        found.forEach((letter, i) => { body[at + i] = letter; });
        at += found.length;
      }
    }
    for (let i = 0; i < body.length; i++) body[i] ??= "\n";  // between paragraphs stand line breaks
    return { body, nodes };
  }

  /** The body offset of one end of a selection. An end outside the text, or in a note number, moves to the nearest letter inside. */
  function offset({ nodes }, container, at, isStart) {
    const own = nodes.find(({ node }) => node === container);
    if (own) return own.start + letters(container.data.slice(0, at)).length;
    const point = doc.createRange();
    point.setStart(container, at);
    if (isStart) return nodes.find(({ node }) => point.comparePoint(node, 0) >= 0)?.start ?? null;
    return nodes.findLast(({ node }) => point.comparePoint(node, node.length) <= 0)?.end ?? null;
  }

  function selected() {
    const selection = doc.getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
    const range = selection.getRangeAt(0);
    const text = [...doc.querySelectorAll("[data-select-text]")].find(el => range.intersectsNode(el));
    if (!text) return null;
    const map = read(text);
    let start = offset(map, range.startContainer, range.startOffset, true);
    let end = offset(map, range.endContainer, range.endOffset, false);
    if (start === null || end === null) return null;
    while (start < end && !map.body[start].trim()) start++;
    while (end > start && !map.body[end - 1].trim()) end--;
    if (start >= end) return null;
    const cut = (from, to) => map.body.slice(Math.max(0, from), to).join("");
    return { start, end, exact: cut(start, end), prefix: cut(start - AROUND, start), suffix: cut(end, end + AROUND) };
  }

  const form = () => doc.querySelector("[data-quote-form]");
  function fill(quote) {
    const target = form();
    if (!target) return;
    for (const name of ["exact", "prefix", "suffix", "start", "end"]) {
      if (target.elements[name]) target.elements[name].value = quote[name];
    }
    target.hidden = false;
    target.querySelectorAll("[data-quote-clear]").forEach(el => { el.hidden = false; });
  }
  function clear() {
    const target = form();
    if (!target) return;
    for (const name of ["exact", "prefix", "suffix", "start", "end"]) if (target.elements[name]) target.elements[name].value = "";
    target.hidden = true;
  }

  let waiting = 0;
  doc.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (form()?.contains(doc.activeElement)) return;  // selecting inside the form is not a new passage
      const quote = selected();
      if (quote) fill(quote);
    }, 150);
  });
  doc.addEventListener("click", e => { if (e.target.closest?.("[data-quote-clear]")) { doc.getSelection()?.removeAllRanges(); clear(); } });
  // what is typed by hand has no position: the server looks for the words
  doc.addEventListener("input", e => {
    if (!e.target.matches?.("[data-quote-form] [name=exact]")) return;
    for (const name of ["prefix", "suffix", "start", "end"]) if (form().elements[name]) form().elements[name].value = "";
  });
  doc.addEventListener("keydown", e => {
    if (e.key !== "q" || e.ctrlKey || e.metaKey || e.altKey || globalThis.newsroom.typing()) return;
    const quote = selected();
    if (quote) { e.preventDefault(); fill(quote); form()?.querySelector("[type=submit]")?.focus(); }
  });
  clear();
  const first = selected();
  if (first) fill(first);
})();
