// newsroom.js: the shell of every page. No inline code, nothing kept in the browser, works with a strict content policy.
// Everything listens at the document, so that what htmx puts in needs no wiring. Without scripts all of it is forms and links.
(() => {
  const doc = document, root = doc.documentElement;
  const wide = matchMedia("(width >= 64rem)");
  const TYPED = "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=file])";

  /** What the other scripts share: the CSRF token, whether somebody is typing, and a voice for those who do not see. */
  const newsroom = {
    token() {
      try { return JSON.parse(doc.body.getAttribute("hx-headers"))["X-CSRFToken"]; } catch { return ""; }
    },
    typing: () => Boolean(doc.activeElement?.matches(TYPED)),
    busyDialog: () => doc.querySelector("dialog[open]"),
    say(text) {
      const place = doc.getElementById("announce");
      if (place) { place.textContent = ""; requestAnimationFrame(() => { place.textContent = text; }); }
    },
    wide,
  };
  globalThis.newsroom = newsroom;

  // the server keeps theme and rooms with the account; when it cannot be reached they last as long as the page
  function keep(field, value) {
    const address = doc.body.dataset.preference;
    if (!address) return;
    fetch(address, {
      method: "POST", redirect: "manual", keepalive: true,
      headers: { "X-CSRFToken": newsroom.token() }, body: new URLSearchParams({ [field]: value }),
    }).catch(() => {});
  }
  function turn(theme) {
    if (theme === "system") delete root.dataset.theme; else root.dataset.theme = theme;
    keep("theme", theme);
  }
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);

  // rooms: folded to a rail on wide screens, opened in place on narrow ones
  const nav = doc.getElementById("nav"), rail = doc.querySelector("[data-rail]");
  function fold() {
    const folded = doc.body.dataset.nav !== "rail";
    doc.body.dataset.nav = folded ? "rail" : "full";
    rail.setAttribute("aria-pressed", folded);
    keep("nav", doc.body.dataset.nav);
  }
  newsroom.fold = () => { if (rail && wide.matches) fold(); };
  function openRooms() {
    nav.toggleAttribute("data-open");
    if (nav.hasAttribute("data-open")) nav.querySelector("a").focus();
  }

  // side panels start folded on narrow screens; without this script they are simply open
  const settleFolds = folds => folds?.forEach(el => { el.open = wide.matches; });
  function suit() {
    if (rail) { rail.hidden = !wide.matches; rail.setAttribute("aria-pressed", doc.body.dataset.nav === "rail"); }
    settleFolds(doc.querySelectorAll("[data-fold]"));
  }
  suit();
  wide.addEventListener("change", suit);

  // one open menu at a time; a click outside and Esc close it
  const closeMenus = but => doc.querySelectorAll("details.menu-box[open]").forEach(el => { if (el !== but) el.open = false; });

  doc.addEventListener("click", e => {
    const hit = selector => e.target.closest?.(selector);
    closeMenus(hit("details.menu-box"));
    if (hit("[data-theme-turn]")) turn(isDark() ? "light" : "dark");
    else if (hit("[data-rail]")) fold();
    else if (hit("[data-menu]")) { e.preventDefault(); openRooms(); }
    else if (hit("[data-focus-on]")) doc.getElementById(hit("[data-focus-on]").dataset.focusOn)?.focus();
    else if (hit("[data-dismiss]")) hit("[data-toast]")?.remove();
    else if (hit("[data-open]")) {
      const dialog = doc.getElementById(hit("[data-open]").dataset.open);
      if (dialog?.showModal && !dialog.open) { e.preventDefault(); dialog.showModal(); }
    }
    else if (e.target.matches?.("dialog[open]")) e.target.close();  // the backdrop belongs to the dialog
  });

  doc.addEventListener("submit", e => {
    const theme = e.submitter?.name === "theme" && e.submitter.closest(".topbar") && e.submitter.value;
    if (theme) {
      e.preventDefault();
      turn(theme);
      e.target.querySelectorAll("[name=theme]").forEach(b => b.toggleAttribute("aria-current", b === e.submitter));
      closeMenus();
      return;
    }
    // a second press while the first is under way does nothing; the button says that it works
    const form = e.target;
    if (form.method === "dialog" || e.defaultPrevented || form.hasAttribute("hx-post") || form.hasAttribute("hx-get")) return;
    if (form.method !== "post") return;
    if (form.dataset.sent) { e.preventDefault(); return; }
    form.dataset.sent = "1";
    e.submitter?.setAttribute("aria-busy", "true");
  });
  addEventListener("pageshow", () => doc.querySelectorAll("form[data-sent]").forEach(form => {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-busy]").forEach(b => b.removeAttribute("aria-busy"));
  }));

  doc.addEventListener("change", e => {
    const form = e.target.closest?.("[data-submit-on-change]") && e.target.form;
    if (form) form.requestSubmit();
  });

  // margin notes and passages light each other up
  newsroom.light = number => doc.querySelectorAll("[data-men]").forEach(el => el.toggleAttribute("data-on", el.dataset.men === number));
  for (const type of ["focusin", "pointerover"]) {
    doc.addEventListener(type, e => {
      const found = e.target.closest?.("[data-men]");
      if (found && !found.hasAttribute("data-on")) newsroom.light(found.dataset.men);
    });
  }

  // after a form came back with errors, or a swap took the focus away, the reader is put where it matters
  const attend = within => within.querySelector?.("[data-focus]")?.focus();
  attend(doc);
  let decided = null;
  doc.addEventListener("htmx:beforeRequest", e => { decided = e.target.closest?.("[data-verdict]") && e.target.closest("[data-men]")?.dataset.men; });
  doc.addEventListener("htmx:afterSettle", e => {
    settleFolds(e.target.querySelectorAll?.("[data-fold=list]"));  // a list comes anew with its filters; other panels stay as they were left
    attend(e.target);
    if (decided && !doc.activeElement?.closest("[data-men]")) newsroom.nextUndecided?.(Number(decided));
    decided = null;
  });
  doc.addEventListener("htmx:sendError", () => newsroom.say("The server did not answer. Nothing was changed; try again."));
  doc.addEventListener("htmx:responseError", e => newsroom.say(`That did not work (${e.detail.xhr.status}). Nothing was changed.`));
})();
