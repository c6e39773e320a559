// upload.js: an upload that is too large for one request is sent in portions. Without it the form is sent as it is.
// The first portion makes the upload, the others are added to it; what arrived is read, whatever becomes of this window.
(() => {
  const form = document.querySelector("form[data-portions]");
  if (!form) return;
  const said = form.querySelector("[data-portions-said]");
  const BYTES = 16 * 2 ** 20, FILES = 400; // a request may bring 32 MB

  const chosen = () => [...form.querySelectorAll("input[type=file]")].flatMap(input => [...input.files]);
  const size = files => files.reduce((sum, file) => sum + file.size, 0);

  function portions(files) {
    const parts = [];
    let part = [];
    for (const file of files) {
      if (part.length && (part.length >= FILES || size(part) + file.size > BYTES)) { parts.push(part); part = []; }
      part.push(file);
    }
    return part.length ? [...parts, part] : parts;
  }

  async function send(address, files, fields) {
    const body = new FormData();
    for (const [name, value] of fields) if (!(value instanceof File)) body.append(name, value);
    for (const file of files) body.append("pages", file, file.name);
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    const answer = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token, "X-Portion": "1" } });
    if (answer.ok) return answer.json();
    const words = (await answer.text()).trim();
    throw new Error(words.startsWith("<") ? "" : words);
  }

  async function all(parts, total) {
    const fields = [...new FormData(form)];
    let places = null, sent = 0;
    for (const part of parts) {
      try {
        places = await send(places ? places.more : form.action, part, fields);
      } catch (error) {
        const why = error.message || "The server did not take them.";
        said.textContent = `${sent} of ${total} files were sent. ${why}`;
        if (places) setTimeout(() => location.assign(places.page), 3000);
        return false;
      }
      sent += part.length;
      said.textContent = `Sent ${sent} of ${total} files.`;
    }
    location.assign(places.page);
    return true;
  }

  form.addEventListener("submit", async event => {
    const files = chosen().filter(file => !file.name.startsWith("."));
    if (size(files) <= BYTES) return; // one request carries it
    event.preventDefault();
    const button = form.querySelector("button[type=submit]");
    button.disabled = true;
    button.setAttribute("aria-busy", "true");
    said.textContent = `Sending ${files.length} files.`;
    if (!await all(portions(files), files.length)) { button.disabled = false; button.removeAttribute("aria-busy"); }
  });
})();
