// capture.js: the role menu goes to the block in hand. It stands once on the page, in the block that the server chose; here it
// follows the focus, so that h, d, t and the other keys mean the block one is at. Without this script a click on a role loads
// the page with the menu open at that block.
(() => {
  const doc = document;
  const list = doc.querySelector("[data-blocks]");
  const menu = doc.querySelector("[data-role-menu]");
  if (!list || !menu) return;

  const row = () => menu.closest("[data-row]");

  /** Carry the menu to a block: it acts on that one from now on. The places for a cut belong to one block only. */
  function carry(to) {
    if (!to || to === row()) return;
    menu.hidden = true;
    row()?.removeAttribute("data-on");
    menu.elements.index.value = to.dataset.index;
    menu.elements.at.value = to.dataset.index;
    menu.elements.clipping.value = to.dataset.story;
    const cuts = menu.querySelector("[data-cuts]");
    if (cuts) cuts.hidden = cuts.dataset.cuts !== to.dataset.index;
    menu.querySelectorAll("[name=role]").forEach(b => b.toggleAttribute("aria-current", b.value === to.dataset.role));
    to.append(menu);
    to.setAttribute("data-on", "");
  }

  function open(to) {
    const same = to === row() && !menu.hidden;
    carry(to);
    menu.hidden = same;
    if (!same) menu.scrollIntoView({ block: "nearest" });
  }

  list.addEventListener("focusin", e => {
    const to = e.target.closest("[data-row]");
    if (to && !menu.contains(e.target)) carry(to);
  });
  list.addEventListener("click", e => {
    const role = e.target.closest("a.blk__role");
    const to = e.target.closest("[data-row]");
    if (!role) {  // a click on its text takes a block in hand too: a key that then meant another one would spoil that
      if (to && !menu.contains(e.target)) to.querySelector(".blk__role").focus({ preventScroll: true });
      return;
    }
    if (e.ctrlKey || e.metaKey || e.shiftKey) return;
    if (to.querySelector("[data-cuts][hidden]")) return;  // its cuts are not here: let the server open it
    e.preventDefault();
    open(to);
  });
  // its places for a cut are not here: v lets the server open the block with them
  menu.addEventListener("click", e => {
    if (!e.target.closest("[data-key=v]") || !menu.querySelector("[data-cuts][hidden]")) return;
    e.preventDefault();
    doc.location.assign(row().querySelector("a.blk__role").href);
  });
  doc.addEventListener("click", e => {
    if (!menu.hidden && !row().contains(e.target)) menu.hidden = true;
  });
  doc.addEventListener("keydown", e => {
    if (e.key !== "Escape" || menu.hidden) return;
    e.preventDefault();
    menu.hidden = true;
    row().querySelector(".blk__role")?.focus();
  }, true);

  // after a correction one goes on from the same block; the browser itself only scrolls there
  addEventListener("pageshow", () => {
    if (doc.location.hash.startsWith("#b") && menu.hidden) row()?.querySelector(".blk__role")?.focus({ preventScroll: true });
  });
})();
