/* Improves pages that work without it: files dropped, texts copied, ticks
   set, forms saved while they are written, marks given by key. */
"use strict";

const all = (query, root = document) => [...root.querySelectorAll(query)];

/* Files may be dropped where they may be chosen. */
for (const box of all("[data-drop]")) {
  const input = box.querySelector("input[type=file]");
  const over = (on) => (event) => {
    event.preventDefault();
    box.classList.toggle("over", on);
  };
  box.addEventListener("dragover", over(true));
  box.addEventListener("dragleave", over(false));
  box.addEventListener("drop", (event) => {
    over(false)(event);
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

/* A button that copies the text of another element. */
for (const button of all("[data-copy]")) {
  const before = button.textContent;
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(
      document.getElementById(button.dataset.copy).textContent);
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = before; }, 2000);
  });
}

/* One tick for all rows; how many are chosen; shift chooses a range. */
for (const table of all("table[data-select]")) {
  const head = table.querySelector("[data-all]");
  const ticks = all("tbody input[type=checkbox]", table);
  const count = table.closest("form").querySelector("[data-count]");
  let last = null;
  const show = () => {
    const n = ticks.filter((tick) => tick.checked).length;
    head.checked = n > 0 && n === ticks.length;
    head.indeterminate = n > 0 && n < ticks.length;
    count.textContent = n > 0 ? `${n} ${count.dataset.count}` : "";
  };
  head.hidden = false;
  head.addEventListener("change", () => {
    for (const tick of ticks) tick.checked = head.checked;
    show();
  });
  ticks.forEach((tick, i) => tick.addEventListener("click", (event) => {
    if (event.shiftKey && last !== null)
      for (let k = Math.min(i, last); k <= Math.max(i, last); k++)
        ticks[k].checked = tick.checked;
    last = i;
    show();
  }));
}

/* A form that is saved, or checked, a moment after the last change. */
for (const form of all("form[data-autosave]")) {
  const said = form.querySelector("[data-saved]");
  let timer = 0;
  let busy = false; /* one save at a time: each needs the last revision */
  let again = false;
  let pressed = null; /* the button that waits for a save to end */
  const save = async () => {
    const data = new FormData(form);
    for (const [name, value] of [...data])
      if (value instanceof File) data.delete(name);
    data.set("do", "save");
    data.set("quiet", "1");
    const answer = await fetch(form.action, { method: "POST", body: data })
      .catch(() => null);
    if (!answer || !answer.ok) {
      if (said && said.dataset.failed) said.textContent = said.dataset.failed;
      return;
    }
    const page = new DOMParser().parseFromString(
      await answer.text(), "text/html");
    const revision = page.querySelector("input[name=revision]");
    if (revision) form.elements.revision.value = revision.value;
    if (said) said.textContent = said.dataset.saved;
    for (const id of ["findings"]) {
      const now = document.getElementById(id);
      const next = page.getElementById(id);
      if (now && next) now.replaceChildren(...next.childNodes);
    }
  };
  const send = async () => {
    again = busy;
    if (busy) return;
    busy = true;
    await save();
    busy = false;
    if (pressed) form.requestSubmit(pressed);
    else if (again) send();
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    if (said) said.textContent = "";
    timer = setTimeout(send, 900);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!busy) return;
    event.preventDefault();
    pressed = event.submitter;
  });
}

/* A form that is checked a moment after the last change; nothing is kept. */
for (const form of all("form[data-check]")) {
  let timer = 0;
  let asked = 0;
  const check = async () => {
    const mine = ++asked;
    const data = new FormData(form);
    for (const [name, value] of [...data])
      if (value instanceof File) data.delete(name);
    const answer = await fetch(form.dataset.check, { method: "POST", body: data })
      .catch(() => null);
    if (!answer || !answer.ok || mine !== asked) return;
    const page = new DOMParser().parseFromString(
      await answer.text(), "text/html");
    for (const id of ["findings", "drawing"]) {
      const now = document.getElementById(id);
      const next = page.getElementById(id);
      if (!now || !next) continue;
      if (next.src) now.src = next.src;
      else now.replaceChildren(...next.childNodes);
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(check, 600);
  });
}

/* Words are counted where there may be only so many. */
for (const area of all("[data-words]")) {
  const line = document.createElement("p");
  const show = () => {
    const n = area.value.trim().split(/\s+/u).filter(Boolean).length;
    line.textContent = `${n} / ${area.dataset.words}`;
    line.className = n > Number(area.dataset.words) ? "fault" : "hint";
  };
  area.after(line);
  area.addEventListener("input", show);
  show();
}

/* The figures of work that is under way. */
for (const bar of all("[data-progress]")) {
  const look = async () => {
    const answer = await fetch(bar.dataset.progress).catch(() => null);
    if (answer && answer.ok) {
      const figures = await answer.json();
      bar.value = figures.done;
      for (const place of all("[data-figure]"))
        place.textContent = figures[place.dataset.figure];
      if (figures.state !== "running") {
        location.reload();
        return;
      }
    }
    setTimeout(look, 1000);
  };
  setTimeout(look, 500);
}

/* Marking by key: 1 to 9 a level, J and K the next and the last, C a comment. */
for (const form of all("form[data-keys]")) {
  const rubrics = all(".rubric", form);
  let at = 0;
  const go = (to) => {
    at = Math.max(0, Math.min(rubrics.length - 1, to));
    const chosen = rubrics[at].querySelector("input:checked, input");
    if (chosen) chosen.focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.matches("textarea")) {
      event.target.blur();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey ||
        event.target.matches("textarea, select, input:not([type=radio])"))
      return;
    const key = event.key.toLowerCase();
    const levels = rubrics.length ? all("input[type=radio]", rubrics[at]) : [];
    if (key === "j") go(at + 1);
    else if (key === "k") go(at - 1);
    else if (key === "c" && rubrics[at])
      rubrics[at].querySelector("textarea").focus();
    else if (key >= "1" && key <= "9" && levels[key - 1])
      levels[key - 1].click();
    else return;
    event.preventDefault();
  });
  rubrics.forEach((rubric, i) =>
    rubric.addEventListener("focusin", () => { at = i; }));
}

/* Passkeys: the device makes or uses one, and the form carries what it says. */
const unpacked = (text) => Uint8Array.from(
  atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const packed = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const deviceAsked = {
  create: (asked) => navigator.credentials.create({ publicKey: {
    challenge: unpacked(asked.challenge),
    rp: { id: asked.rp, name: document.title },
    user: { id: unpacked(asked.user), name: asked.name, displayName: asked.name },
    pubKeyCredParams: [-7, -8].map((alg) => ({ type: "public-key", alg })),
    excludeCredentials: asked.known.map(
      (id) => ({ type: "public-key", id: unpacked(id) })),
    authenticatorSelection:
      { residentKey: "required", userVerification: "required" },
  } }),
  get: (asked) => navigator.credentials.get({ publicKey: {
    challenge: unpacked(asked.challenge), rpId: asked.rp,
    userVerification: "required",
  } }),
};
for (const form of all("form[data-passkey]")) {
  form.hidden = !window.PublicKeyCredential;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const fields = form.elements;
    const said = form.querySelector("[data-failed]");
    said.hidden = true;
    try {
      const answer = await fetch(`${form.action}/question`, { method: "POST",
        headers: fields.csrf ? { "X-CSRF-Token": fields.csrf.value } : {} });
      if (!answer.ok) {
        location.href = `/sign-in?next=${encodeURIComponent(location.pathname)}`;
        return;
      }
      const made = await deviceAsked[form.dataset.passkey](await answer.json());
      const { response } = made;
      fields.client_data.value = packed(response.clientDataJSON);
      fields.data.value = packed(
        response.authenticatorData ?? response.getAuthenticatorData());
      if (fields.signature) {
        fields.id.value = packed(made.rawId);
        fields.signature.value = packed(response.signature);
      }
      form.submit();
    } catch {
      said.hidden = false;
    }
  });
}

/* On a wide screen the choices of a search stand open. */
if (matchMedia("(min-width: 48rem)").matches)
  for (const more of all("[data-wide-open]")) more.open = true;

/* What is wrong with a form is read out and seen first. */
const faults = document.getElementById("faults");
if (faults) faults.focus();
