// workbench.js: entries and sections are put in order by hand or by key, and said aloud. What a drop sends is an ordinary form
// (data-move-form with section and position); without this script the same form has buttons for up and down.
(() => {
  const doc = document, say = text => globalThis.newsroom.say(text);
  let lifted = null;  // { item, grip, home: { parent, next } }
  let drag = null;

  const itemOf = el => el.closest("[data-entry]") ?? el.closest("[data-section]");
  const isEntry = item => item.hasAttribute("data-entry");
  const listOf = item => (isEntry(item) ? item.closest("[data-section]") : item.closest("[data-workbench]"));
  const itemsIn = (list, like) => [...list.querySelectorAll(isEntry(like) ? "[data-entry]" : "[data-section]")];
  const sections = () => [...doc.querySelectorAll("[data-workbench] [data-section]")];
  const nameOf = item => item.querySelector("h2, h3, h4, blockquote, p:not(.entry__kind)")?.textContent.trim().slice(0, 80) ?? "entry";
  const place = item => { const all = itemsIn(listOf(item), item); return { at: all.indexOf(item) + 1, of: all.length }; };

  const mark = doc.createElement("p");
  mark.className = "drop";
  mark.setAttribute("aria-hidden", "true");
  function showMark(item) {
    const { at, of } = place(item);
    mark.textContent = `drops here, place ${at} of ${of}`;
    item.before(mark);
  }

  function lift(grip) {
    const item = itemOf(grip);
    if (!item || grip.matches("[aria-disabled=true]")) { say("This entry is held by somebody else."); return; }
    lifted = { item, grip, home: { parent: item.parentNode, next: item.nextElementSibling } };
    item.setAttribute("data-lifted", "");
    grip.setAttribute("aria-pressed", "true");
    showMark(item);
    const { at, of } = place(item);
    const more = isEntry(item) ? " Alt with an arrow changes the section." : "";
    say(`Lifted: ${nameOf(item)}, place ${at} of ${of}. Arrows move it, Space drops it, Escape puts it back.${more}`);
  }
  function settle() {
    mark.remove();
    lifted.item.removeAttribute("data-lifted");
    lifted.grip.setAttribute("aria-pressed", "false");
    lifted = null;
  }
  // One answer at a time is put in: the one to what was asked last, and none under a hand that holds something. Each brings
  // the whole bench, so that nothing is lost by leaving an earlier one out.
  const asked = new WeakMap();
  let latest = 0, stale = false;
  doc.addEventListener("htmx:beforeRequest", e => { if (e.target.closest?.("#bench, #toasts")) asked.set(e.detail.xhr, ++latest); });
  doc.addEventListener("htmx:beforeSwap", e => {
    const number = asked.get(e.detail.xhr);
    if (!number || !e.detail.shouldSwap) return;
    if (lifted || number < latest) e.detail.shouldSwap = false;
    stale = Boolean(lifted) && number === latest;
  });

  // Focus: htmx keeps it on what has the same id in the new bench. Where that is gone it is handed on: from an entry to its
  // grip, or that of the entry at its place; from a suggestion to the next one, else to what it became; from a new note's form
  // to the note. Never into a field, where the keys would be letters.
  const found = selector => [...doc.querySelectorAll(`#bench ${selector}`)];
  const clamped = (all, at) => (at < 0 ? null : all[Math.min(at, all.length - 1)]);
  let from = null;
  function remember(el) {
    if (!el?.closest?.("#bench")) return;
    const entry = el.closest("[data-entry]"), offer = el.closest(".sugg");
    const section = el.closest("[data-section]") ?? (offer && doc.getElementById(`section-${doc.getElementById("into")?.value}`));
    from = {
      grip: entry && `grip-${entry.dataset.entry}`,
      entryAt: found("[data-entry]").indexOf(entry),
      offerAt: found(".sugg").indexOf(offer),
      isNew: Boolean(offer ?? el.closest(".more")),
      section: section?.id,
      sectionAt: found("[data-section]").indexOf(section),
    };
  }
  function handOn() {
    if (!from || (doc.activeElement && doc.activeElement !== doc.body)) return;
    const entry = doc.getElementById(from.grip ?? "") ?? clamped(found("[data-entry] [data-grip]"), from.entryAt);
    const offer = clamped(found(".sugg [data-key=i]"), from.offerAt);
    const section = doc.getElementById(from.section ?? "") ?? clamped(found("[data-section]"), from.sectionAt);
    const last = from.isNew ? [...(section?.querySelectorAll("[data-entry] [data-grip]") ?? [])].at(-1) : null;
    const to = offer ?? last ?? entry ?? section?.querySelector("[data-grip]") ?? doc.querySelector("#add-section button");
    to?.focus();
    to?.scrollIntoView({ block: "nearest" });
  }
  // taking back swaps the bench too, where the page would else be loaded anew
  function boostUndo() {
    const bench = doc.getElementById("bench");
    for (const form of bench ? doc.querySelectorAll("#toasts form:not([hx-boost])") : []) {
      form.setAttribute("hx-boost", "true");
      for (const name of ["hx-target", "hx-select", "hx-swap", "hx-push-url", "hx-select-oob"]) form.setAttribute(name, bench.getAttribute(name));
      globalThis.htmx.process(form);
    }
  }
  doc.addEventListener("htmx:beforeRequest", e => {
    if (!e.target.closest?.("#bench, #toasts")) return;
    remember(e.target.contains(doc.activeElement) || e.target.closest("#toasts") ? doc.activeElement : e.target);
  });
  doc.addEventListener("htmx:afterSettle", () => { boostUndo(); handOn(); });
  boostUndo();
  // a page that is loaded: back from an entry's own page one is at the entry, after a search at what it found. Only once the
  // browser has gone to the place that the address names, which takes the focus away.
  addEventListener("load", () => setTimeout(() => {
    const id = /^#entry-(\d+)$/.exec(doc.location.hash)?.[1];
    const searched = new URLSearchParams(doc.location.search).has("mq");
    const to = id ? doc.getElementById(`grip-${id}`) : searched && (doc.querySelector(".sugg [data-key=i]") ?? doc.getElementById("mq"));
    if (to && (doc.activeElement ?? doc.body) === doc.body) to.focus();
  }));

  function goHome({ item, home }) {
    if (home.next && home.next.parentNode === home.parent) home.parent.insertBefore(item, home.next);
    else home.parent.append(item);
  }
  function putBack() {
    const { item, grip } = lifted;
    mark.remove();
    goHome(lifted);
    settle();
    grip.focus();
    say(`Put back: ${nameOf(item)}.`);
    if (stale) doc.location.reload();
  }
  function drop() {
    const was = lifted, { item, grip, home } = lifted;
    mark.remove();
    const moved = item.parentNode !== home.parent || item.nextElementSibling !== home.next;
    const { at, of } = place(item);
    settle();
    grip.focus();
    if (!moved) { say(`Not moved: ${nameOf(item)}.`); if (stale) doc.location.reload(); return; }
    const form = item.querySelector("form[data-move-form]");
    if (!form) { goHome(was); return; }
    form.elements.position.value = at;
    if (form.elements.section && isEntry(item)) form.elements.section.value = listOf(item).dataset.section;
    say(`Dropped: ${nameOf(item)}, place ${at} of ${of}${isEntry(item) ? ` in ${nameOf(listOf(item))}` : ""}.`);
    const undo = () => { if (item.isConnected) goHome(was); };
    form.addEventListener("htmx:responseError", undo, { once: true });
    form.addEventListener("htmx:sendError", undo, { once: true });
    form.requestSubmit();
  }

  function after(item) {
    showMark(item);
    lifted.grip.focus();
    item.scrollIntoView({ block: "nearest" });
    const { at, of } = place(item);
    say(`Place ${at} of ${of}${isEntry(item) ? ` in ${nameOf(listOf(item))}` : ""}.`);
  }
  function moveBy(by) {
    const { item } = lifted, all = itemsIn(listOf(item), item);
    const to = all[all.indexOf(item) + by];
    if (!to) { say(by < 0 ? "Already first." : "Already last."); return; }
    mark.remove();
    if (by < 0) to.before(item); else to.after(item);
    after(item);
  }
  function changeSection(by) {
    const { item } = lifted;
    if (!isEntry(item)) { moveBy(by); return; }
    const all = sections(), to = all[all.indexOf(listOf(item)) + by];
    if (!to) { say(by < 0 ? "This is the first section." : "This is the last section."); return; }
    putInto(item, to);
    after(item);
  }
  function putInto(item, section) {
    mark.remove();
    const others = itemsIn(section, item).filter(el => el !== item);
    if (others.length) others.at(-1).after(item);
    else (section.querySelector("[data-entries]") ?? section).append(item);
  }

  doc.addEventListener("keydown", e => {
    const grip = doc.activeElement?.closest?.("[data-grip]");
    if (!lifted) {
      if (grip && (e.key === " " || e.key === "Enter") && !e.ctrlKey && !e.metaKey) { e.preventDefault(); lift(grip); }
      return;
    }
    const by = { ArrowUp: -1, ArrowDown: 1 }[e.key];
    if (by) { e.preventDefault(); if (e.altKey) changeSection(by); else moveBy(by); }
    else if (e.key === " " || e.key === "Enter") { e.preventDefault(); drop(); }
    else if (e.key === "Escape" || e.key === "Tab") { e.preventDefault(); putBack(); }
    else if (e.key.length === 1) e.preventDefault();  // no other key acts while something is lifted
  }, true);
  // Firefox would click on the way up
  doc.addEventListener("keyup", e => { if (e.key === " " && e.target.closest?.("[data-grip]")) e.preventDefault(); });
  // the grip is a button: a click by pointer alone does nothing, a click by assistive technology lifts and drops
  doc.addEventListener("click", e => {
    const grip = e.target.closest?.("[data-grip]");
    if (!grip || e.detail !== 0) return;
    e.preventDefault();
    if (lifted) drop(); else lift(grip);
  });

  // by hand: the same moves, under the pointer
  doc.addEventListener("pointerdown", e => {
    const grip = e.target.closest?.("[data-grip]");
    if (!grip || e.button !== 0 || lifted) return;
    e.preventDefault();
    grip.focus();
    drag = { grip, id: e.pointerId, x: e.clientX, y: e.clientY, on: false };
  });
  doc.addEventListener("pointermove", e => {
    if (!drag || e.pointerId !== drag.id) return;
    if (!drag.on) {
      if (Math.hypot(e.clientX - drag.x, e.clientY - drag.y) < 5) return;
      lift(drag.grip);
      if (!lifted) { drag = null; return; }
      drag.on = true;
      drag.grip.setPointerCapture?.(e.pointerId);
    }
    follow(e.clientX, e.clientY);
  });
  function follow(x, y) {
    const { item } = lifted;
    const under = doc.elementsFromPoint(x, y).find(el => !item.contains(el) && el !== mark && el.closest("[data-workbench]"));
    const other = under?.closest(isEntry(item) ? "[data-entry]" : "[data-section]");
    if (other && other !== item && listOf(other)) {
      const box = other.getBoundingClientRect();
      mark.remove();
      if (y < box.top + box.height / 2) other.before(item); else other.after(item);
      showMark(item);
    } else if (isEntry(item) && under) {
      const section = under.closest("[data-section]");
      if (section && section !== listOf(item)) { putInto(item, section); showMark(item); }
    }
    if (y < 80) scrollBy(0, -12); else if (y > innerHeight - 60) scrollBy(0, 12);
  }
  function release(e, keep) {
    if (!drag || e.pointerId !== drag.id) return;
    const was = drag;
    drag = null;
    if (was.on && lifted) { if (keep) drop(); else putBack(); }
  }
  doc.addEventListener("pointerup", e => release(e, true));
  doc.addEventListener("pointercancel", e => release(e, false));
})();
