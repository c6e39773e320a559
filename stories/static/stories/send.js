// send.js: takes a page from the window that opened this one (the bookmarklet), shows it, and keeps nothing by itself.
// Taken once, from the opener only, and only with an address of the opener's own origin: no page can speak for another.
(() => {
  const form = document.querySelector("[data-sent-form]"), said = document.querySelector("[data-sent-said]");
  const part = name => form.querySelector(`[data-sent="${name}"]`);
  const button = form?.querySelector("button[type=submit]");
  const MOST = 25 * 2 ** 20;
  if (!form) return;
  const say = text => { said.textContent = text; };
  if (part("content").value) return say("This was sent before, and is not kept yet.");
  if (!window.opener) {
    return say("No page has been sent. Open the page that you want to keep and choose the bookmark there; if you had to sign in just now, choose it again.");
  }

  function wrong(data, origin) {
    if (typeof data !== "object" || data === null || data.newsroom !== 1) return "What came is no page.";
    if (![data.address, data.title, data.content].every(value => typeof value === "string")) return "What came is no page.";
    if (!["page", "words"].includes(data.kind)) return "What came is no page.";
    if (data.content.length > MOST) return "The page is larger than 25 MB.";
    let address;
    try { address = new URL(data.address); } catch { return "The page has no address."; }
    if (!["http:", "https:"].includes(address.protocol)) return "Only pages of the web (http, https) are kept.";
    return address.origin === origin ? "" : "The page says that it stands elsewhere than it does.";
  }

  addEventListener("message", function take(event) {
    if (event.source !== window.opener || event.origin === location.origin) return;
    const trouble = wrong(event.data, event.origin);
    if (trouble) return say(trouble);
    removeEventListener("message", take);
    part("address").value = event.data.address.slice(0, 2000);
    part("title").value = event.data.title.slice(0, 300);
    part("kind").value = event.data.kind;
    part("content").value = event.data.content;
    const what = event.data.kind === "words" ? "The selected words" : "The page";
    say(`${what} came from ${new URL(event.data.address).host}, ${event.data.content.length.toLocaleString("en")} characters. Nothing is kept yet.`);
    button.focus();
  });
  window.opener.postMessage("newsroom ready", "*"); // tells nothing but that the window is open
})();
