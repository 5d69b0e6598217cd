/* A form whose answer takes long says that it waits, and is sent once. */
"use strict";

(() => {
  document.querySelectorAll("form[data-waiting]").forEach((form) => {
    const line = form.querySelector("[data-waiting-line]");
    const button = form.querySelector("button:not([type=button])");
    let waits = false;
    form.addEventListener("submit", (event) => {
      if (waits) { event.preventDefault(); return; }
      waits = true;
      line.hidden = false;
      line.textContent = line.dataset.waitingText;
      button.setAttribute("aria-disabled", "true");
    });
    window.addEventListener("pageshow", () => {
      waits = false;
      line.hidden = true;
      button.removeAttribute("aria-disabled");
    });
  });
})();
