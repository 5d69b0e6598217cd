/* Small helps on the desk's pages; each page is whole without them. */
"use strict";

(() => {
  /* Words counted as they are typed; the server counts them on every save. */
  const count = (text) => text.split(/\s+/u).filter(Boolean).length;
  document.querySelectorAll("[data-words]").forEach((meter) => {
    const field = document.getElementById(meter.dataset.words);
    const number = meter.querySelector("[data-count]");
    if (field && number) {
      field.addEventListener("input", () => { number.textContent = String(count(field.value)); });
    }
  });

  /* A page must not be left with words that nobody saved. */
  document.querySelectorAll("form[data-keep]").forEach((form) => {
    form.addEventListener("input", () => { form.dataset.keep = "changed"; });
    form.addEventListener("submit", () => { form.dataset.keep = ""; });
    window.addEventListener("beforeunload", (event) => {
      if (form.dataset.keep === "changed") event.preventDefault();
    });
  });

  /* A button that cannot work yet says why instead. */
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[aria-disabled=true]");
    if (!button) return;
    event.preventDefault();
    const why = document.getElementById(button.getAttribute("aria-describedby") || "");
    if (why) { why.setAttribute("tabindex", "-1"); why.focus(); }
  });

  /* The first message of a refused form gets the focus, as a list at the top should. */
  const refusal = document.querySelector("[data-focus]");
  if (refusal) refusal.focus();

  /* A file dropped anywhere on its field lands in it. */
  document.querySelectorAll("[data-drop]").forEach((place) => {
    const field = place.querySelector("input[type=file]");
    place.addEventListener("dragover", (event) => { event.preventDefault(); place.classList.add("over"); });
    place.addEventListener("dragleave", () => place.classList.remove("over"));
    place.addEventListener("drop", (event) => {
      event.preventDefault();
      place.classList.remove("over");
      if (event.dataTransfer.files.length) field.files = event.dataTransfer.files;
    });
  });

  /* An import that runs shows how far it has come. */
  const follow = () => {
    const run = document.querySelector("[data-running]");
    if (!run) return;
    window.setTimeout(async () => {
      try {
        const response = await fetch(window.location.href, { credentials: "same-origin" });
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        const fresh = page.getElementById("run");
        if (!response.ok || !fresh) throw new Error("no page");
        run.replaceWith(fresh);
        if (!fresh.hasAttribute("data-running")) {
          document.getElementById("said").textContent = fresh.dataset.done || "";
        }
      } finally {
        follow();
      }
    }, 1500);
  };
  follow();
})();
