// keys.js: one key for each decision. Every key presses a button or follows a link that is on the page; none works while typing.
// The list of them is stories/templatetags/keys.py; partials/keys.html shows it.
(() => {
  const doc = document, newsroom = globalThis.newsroom;
  const rows = () => [...doc.querySelectorAll("[data-row]")].filter(row => row.checkVisibility?.() ?? true);
  const rowInFocus = () => doc.activeElement?.closest("[data-row]");

  // j and k: to the next or previous row, onto its first link or button
  function step(by) {
    const all = rows();
    const held = all.indexOf(rowInFocus());
    const at = held >= 0 ? held : all.findIndex(row => row.matches("[aria-selected=true], [data-on]"));
    const to = all[Math.max(0, Math.min(all.length - 1, at + by))];
    const target = to?.matches("a[href], button, [tabindex]") ? to
      : to?.querySelector("a[href]") ?? to?.querySelector("summary, button, [tabindex], input");
    target?.focus();
    to?.scrollIntoView({ block: "nearest" });
  }

  // n: to the next mention that waits for a decision, after the given number, round to the first
  newsroom.nextUndecided = after => {
    const open = [...doc.querySelectorAll(".mnote[data-undecided]")];
    const number = after ?? Number(doc.querySelector(".mnote[data-on]")?.dataset.men ?? 0);
    const next = open.find(note => Number(note.dataset.men) > number) ?? open[0];
    if (!next) { newsroom.say("Every mention here is decided."); return; }
    newsroom.light(next.dataset.men);
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    doc.querySelector(`a.men[data-men="${CSS.escape(next.dataset.men)}"]`)?.scrollIntoView({ block: "nearest" });
  };

  // the button that a key stands for: in the row or note in focus, and in what holds it, then in the part that is lit, then anywhere on the page
  function press(key) {
    const wanted = `[data-key="${CSS.escape(key)}"]`;
    const SCOPE = "[data-row], [data-men], [data-on], [data-keys]";
    let here = doc.activeElement?.closest(SCOPE), button = null;
    for (; here && !button; here = here.parentElement?.closest(SCOPE)) button = here.querySelector(wanted);
    button ??= doc.querySelector(`[data-on] ${wanted}`)
      ?? doc.querySelector(`[data-key-anywhere="${CSS.escape(key)}"]`);
    if (!button || button.matches("[aria-disabled=true], :disabled")) return false;
    button.click();
    return true;
  }

  const search = () => {
    const box = doc.querySelector("[data-search], main input[type=search]") ?? doc.getElementById("q-all");
    box?.focus();
    box?.select?.();
  };
  const tick = () => rowInFocus()?.querySelector("input[type=checkbox]")?.click();
  const preview = () => rowInFocus()?.querySelector("[data-preview]")?.click();
  const ALWAYS = {
    "/": search,
    "?": () => doc.getElementById("keys")?.showModal?.(),
    "[": () => newsroom.fold(),
    "j": () => step(1),
    "k": () => step(-1),
    "n": () => newsroom.nextUndecided(),
    "x": tick,
    "p": preview,
  };

  function escape() {
    const menu = doc.querySelector("details.menu-box[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); return; }
    const rooms = doc.querySelector(".nav[data-open]");
    if (rooms) { rooms.removeAttribute("data-open"); doc.querySelector("[data-menu]")?.focus(); return; }
    const clear = [...doc.querySelectorAll("[data-bulk-clear], [data-quote-clear]")].find(el => el.checkVisibility?.());
    if (clear) { clear.click(); return; }
    doc.querySelector("#toasts [data-toast]:last-child [data-dismiss]")?.click();
  }

  let lead = "", leadAt = 0;
  doc.addEventListener("keydown", e => {
    if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || newsroom.busyDialog()) return;
    if (e.key === "Escape") { escape(); return; }
    if (newsroom.typing()) return;
    const pair = Date.now() - leadAt < 1500 ? lead + e.key : "";
    lead = "";
    const room = pair && doc.querySelector(`[data-go="${CSS.escape(pair)}"]`);
    if (room) { e.preventDefault(); room.click(); return; }
    if (e.key === "g") { lead = "g"; leadAt = Date.now(); return; }
    if (e.key === "Enter") {
      // on a tick, Enter would send the whole form
      const link = doc.activeElement?.matches("[data-row], [data-row] input") && rowInFocus().querySelector("a[href]");
      if (link) { e.preventDefault(); link.click(); }
      return;
    }
    if (e.key.length !== 1 || e.key === " ") return;
    // a key that a part of the page gives a meaning of its own goes before the general one
    if (press(e.key)) { e.preventDefault(); return; }
    if (ALWAYS[e.key]) { e.preventDefault(); ALWAYS[e.key](); }
  });
})();
