/* A button of a form with text that is not saved: first it is seen whether the site can be reached,
   as a browser would replace the page and what was typed by a log-in or an error. Without this
   script the button is sent at once. */
"use strict";

(() => {
  const line = document.querySelector("#unreached > span");
  const form = line && line.closest("form");
  if (!form) return;
  const address = window.location.pathname;
  let typed = form.dataset.keep === "changed";
  let goes = false;
  let waits = false;

  /* After a new sign-in the form needs the new token. */
  const isReached = async () => {
    const response = await fetch(address, { credentials: "same-origin", cache: "no-store" });
    if (response.redirected || response.status === 403) return false;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const token = page.querySelector("input[name=csrfmiddlewaretoken]");
    if (token) form.elements.namedItem("csrfmiddlewaretoken").value = token.value;
    return true;
  };

  form.addEventListener("input", () => { typed = true; });
  form.addEventListener("submit", async (event) => {
    if (goes || !typed || event.defaultPrevented) return;
    event.preventDefault();
    if (waits) return;
    waits = true;
    const button = event.submitter;
    const reached = await isReached().catch(() => false);
    waits = false;
    line.hidden = reached;
    if (!reached) {
      form.dataset.keep = "changed";
      line.scrollIntoView({ block: "nearest" });
      return;
    }
    goes = true;
    form.requestSubmit(button);
    goes = false;
  });
})();
