/* Buttons that copy a reference; without this file its text is selected by hand. */
"use strict";

(() => {
  if (!navigator.clipboard) return;
  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  document.body.append(said);

  document.querySelectorAll("button[data-copy]").forEach((button) => {
    const source = document.querySelector(button.dataset.copy);
    if (!source) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(source.textContent.trim().replace(/\s+/gu, " "));
      said.textContent = button.dataset.done;
    });
  });
})();
