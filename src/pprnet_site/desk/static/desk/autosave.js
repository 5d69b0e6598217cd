/* A draft saved as it is typed. Without this script the button "Save" does everything. */
"use strict";

(() => {
  const line = document.querySelector("[data-autosave]");
  const form = line && line.closest("form");
  if (!form || line.dataset.begun) return;
  line.dataset.begun = "yes";
  const words = line.querySelector("[data-line]");
  const retry = line.querySelector("[data-retry]");
  const logIn = line.querySelector("[data-log-in]");
  const newest = line.querySelector("[data-newest]");
  const said = document.getElementById("said");

  const SHORT = 1500; /* ms without a key before it is saved */
  const LONG = 15000; /* ms after which it is saved while somebody types on, and tried again */
  let typed = 0; /* how often something was typed */
  let saved = 0; /* of these, how much is saved */
  let timer = 0;
  let since = 0; /* when the first key was pressed that is not saved */
  let running = null;
  let kind = ""; /* of the last answer; only a change of it is announced */

  const show = (state, text) => {
    words.textContent = text;
    line.classList.toggle("error", state !== "saved" && state !== "kept");
    retry.hidden = !["offline", "signed-out", "fault"].includes(state);
    logIn.hidden = state !== "signed-out";
    newest.hidden = state !== "overtaken";
    if (state !== kind && said) said.textContent = text;
    kind = state;
  };

  const isJson = (response) => (response.headers.get("Content-Type") || "").includes("json");

  /* "Back" shows the page as it is in the cache: what is fetched here does not take its place. */
  const PAGE = { credentials: "same-origin", cache: "no-store" };

  /* After a new sign-in the form needs the new token, also for its buttons. */
  const freshToken = async () => {
    const response = await fetch(line.dataset.page, PAGE);
    if (response.redirected || !response.ok) return false;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const token = page.querySelector("input[name=csrfmiddlewaretoken]");
    if (!token) return false;
    document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((field) => { field.value = token.value; });
    return true;
  };

  /* After "back" the page is that of before, and what was saved as it was left is the newest. */
  let returned = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  window.addEventListener("pageshow", (event) => { returned ||= event.persisted; });

  const typedForm = () => {
    const body = new URLSearchParams(new FormData(form));
    if (returned) body.set("returned", "1");
    return body;
  };

  const send = (keepalive) =>
    fetch(line.dataset.autosave, {
      method: "POST",
      body: typedForm(),
      credentials: "same-origin",
      headers: { Accept: "application/json" },
      keepalive,
    });

  const answer = async (keepalive) => {
    let response = await send(keepalive);
    if (response.status === 403) {
      if (!(await freshToken())) return ["signed-out", line.dataset.signedOut];
      response = await send(false);
      if (response.status === 403) return ["refused", line.dataset.refused];
    }
    if (response.redirected) return ["signed-out", line.dataset.signedOut];
    if (!isJson(response)) return ["fault", line.dataset.fault];
    const told = await response.json();
    if (told.opened) form.elements.namedItem("opened").value = String(told.opened);
    if (told.saved) {
      returned = false;
      return ["saved", told.message];
    }
    if (told.overtaken) return ["overtaken", told.message];
    return [response.ok ? "kept" : "not-saved", told.message];
  };

  /* What the page says of the saved version is that of the newest one; what is in use stays. */
  const isInUse = (part) => part.contains(document.activeElement) || part.querySelector("details[open]") !== null;

  const refresh = async () => {
    const at = saved;
    const response = await fetch(line.dataset.page, PAGE);
    if (response.redirected || !response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (at !== saved) return;
    document.querySelectorAll("[data-fresh]").forEach((part) => {
      const fresh = page.getElementById(part.id);
      if (fresh && !isInUse(part)) part.replaceWith(document.adoptNode(fresh));
    });
  };

  const once = async (keepalive) => {
    const at = typed;
    let state = "offline";
    let text = line.dataset.offline;
    try {
      [state, text] = await answer(keepalive);
    } catch { /* no connection: the words for it are set */ }
    if (state === "saved") {
      saved = at;
      if (saved === typed) {
        form.dataset.keep = "";
        refresh().catch(() => { /* it stays as it was until the next page */ });
      }
    }
    since = 0;
    show(state, text);
    return state;
  };

  /* One at a time: each answer names the version that the next is compared with. */
  const save = (keepalive = false) => {
    window.clearTimeout(timer);
    running ??= once(keepalive).finally(() => {
      running = null;
      if (saved !== typed) plan();
    });
    return running;
  };

  const plan = () => {
    window.clearTimeout(timer);
    since ||= Date.now();
    const failed = kind !== "" && kind !== "saved";
    const left = since + LONG - Date.now();
    timer = window.setTimeout(save, failed ? LONG : Math.max(0, Math.min(SHORT, left)));
  };

  const changed = () => {
    typed += 1;
    form.dataset.keep = "changed";
    if (!running) plan();
  };

  form.addEventListener("input", (event) => { if (event.target.name !== "schedule-at") changed(); });
  retry.addEventListener("click", () => { save(); });
  window.addEventListener("online", () => { if (saved !== typed) save(); });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && saved !== typed && !running) save(true);
  });

  /* A button of the form is pressed: first it is seen whether the site can be reached at all, as
     a browser would replace the page and what was typed by a log-in or an error. */
  let goes = false;
  let waits = false;
  form.addEventListener("submit", async (event) => {
    if (goes || saved === typed || event.defaultPrevented) {
      window.clearTimeout(timer);
      return;
    }
    event.preventDefault();
    if (waits) return;
    waits = true;
    const button = event.submitter;
    if (running) await running;
    const state = saved === typed ? "saved" : await save();
    waits = false;
    if (["offline", "signed-out", "refused", "fault"].includes(state)) {
      form.dataset.keep = "changed";
      line.scrollIntoView({ block: "nearest" });
      return;
    }
    goes = true;
    form.requestSubmit(button);
    goes = false;
  });

  if (form.dataset.keep === "changed") typed = 1;
})();
