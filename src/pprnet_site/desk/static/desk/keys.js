/* Keys and quick answers for the inbox. The page is whole without them: every key presses a
   button or follows a link that is there, and where anything fails the form goes its plain way. */
"use strict";

(() => {
  const main = document.getElementById("main");
  const bar = document.getElementById("bar");
  const said = document.getElementById("said");
  let busy = false;

  const typing = (target) =>
    target instanceof Element &&
    target.closest("input:not([type=hidden]), textarea, select, [contenteditable]") !== null;

  const keysOn = () => {
    const list = document.getElementById("keys");
    return list === null || list.dataset.keys !== "off";
  };

  const announce = () => {
    const words = [...main.querySelectorAll("[data-said]")].map((line) => line.textContent.trim());
    said.textContent = "";
    window.setTimeout(() => { said.textContent = words.join(" "); }, 50);
  };

  const putFocus = (stay) => {
    const place = stay && !main.querySelector("[data-focus]") && document.getElementById(stay);
    if (place) {
      place.focus({ preventScroll: true });
      return;
    }
    const target = main.querySelector("[data-focus]") || main.querySelector("#rec") || main;
    window.scrollTo(0, 0);
    target.focus({ preventScroll: true });
  };

  /* Take over the page that the server sent: its main part, its bar, its title. */
  const swap = (html, address, stay) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const fresh = page.getElementById("main");
    const freshBar = page.getElementById("bar");
    if (fresh === null || freshBar === null) return false;
    main.replaceChildren(...fresh.childNodes);
    bar.replaceChildren(...freshBar.childNodes);
    document.title = page.title;
    if (address && address !== window.location.href) history.pushState({ desk: true }, "", address);
    announce();
    putFocus(stay);
    return true;
  };

  const fetchPage = async (address, options, stay) => {
    const response = await fetch(address, { credentials: "same-origin", ...options });
    const kind = response.headers.get("Content-Type") || "";
    if (!kind.startsWith("text/html") || response.status >= 500) throw new Error("no page");
    const posted = options.method === "POST" && !response.redirected;
    if (!swap(await response.text(), posted ? null : response.url, stay)) throw new Error("not the desk");
  };

  /* The plain way: what the browser would have done by itself. The server knows a decision that
     it gets twice, so nothing is decided twice even where an answer was lost on its way. */
  const sendPlainly = (form, button) => {
    if (button && button.name) {
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = button.name;
      field.value = button.value;
      form.append(field);
    }
    HTMLFormElement.prototype.submit.call(form);
  };

  const working = (on) => {
    busy = on;
    main.setAttribute("aria-busy", on ? "true" : "false");
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches("form[data-swap]")) return;
    event.preventDefault();
    if (busy) return;
    working(true);
    const body = new FormData(form);
    if (event.submitter && event.submitter.name) body.append(event.submitter.name, event.submitter.value);
    try {
      await fetchPage(form.action, { method: "POST", body: new URLSearchParams(body) }, form.dataset.stay);
      working(false);
    } catch {
      sendPlainly(form, event.submitter);
    }
  });

  document.addEventListener("click", async (event) => {
    const link = event.target instanceof Element && event.target.closest("a[data-swap]");
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (busy) return;
    working(true);
    try {
      await fetchPage(link.href, { method: "GET" });
    } catch {
      window.location.assign(link.href);
    } finally {
      working(false);
    }
  });

  const press = (target) => {
    if (target.tagName === "SUMMARY") {
      const details = target.parentElement;
      details.open = !details.open;
      const inside = details.querySelector("textarea") || target;
      (details.open ? inside : target).focus();
      if (details.open) details.scrollIntoView({ block: "nearest" });
    } else {
      target.click();
    }
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && typing(event.target) && main.contains(event.target)) {
      (main.querySelector("#rec") || main).focus({ preventScroll: true });
      return;
    }
    if (event.defaultPrevented || event.repeat || event.isComposing) return;
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target) || !keysOn()) return;
    if (!/^[a-z1-6?]$/.test(event.key)) return;
    const target = main.querySelector(`[data-key="${event.key}"]`);
    if (!target || busy) return;
    event.preventDefault();
    press(target);
  });

  window.addEventListener("popstate", () => window.location.reload());
})();
