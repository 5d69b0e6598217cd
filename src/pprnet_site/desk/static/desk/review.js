/* Keys on the page on which a draft is read; the page is complete without them: each comment and
   each passage is a link, and the form of a comment takes a passage that was copied. */
"use strict";

(() => {
  const main = document.getElementById("main");
  const said = document.getElementById("said");
  const form = document.getElementById("comment-form");
  let at = -1;

  const typing = (target) =>
    target instanceof Element &&
    target.closest("input:not([type=hidden]), textarea, select, [contenteditable]") !== null;

  const keysOn = () => {
    const list = document.getElementById("keys");
    return list === null || list.dataset.keys !== "off";
  };

  /* Walk through the comments, round and round. */
  const walk = (step) => {
    const comments = [...main.querySelectorAll("[data-comment]")];
    if (!comments.length) return;
    at = at < 0 && step < 0 ? comments.length - 1 : (at + step + comments.length) % comments.length;
    comments[at].focus();
    comments[at].scrollIntoView({ block: "center" });
  };

  /* The text before the selection as it is stored, without the numbers of the comments. */
  const length = (range) => {
    const part = range.cloneContents();
    part.querySelectorAll(".marker").forEach((marker) => marker.remove());
    return part.textContent.length;
  };

  const quote = () => {
    const selection = window.getSelection();
    const range = selection.rangeCount ? selection.getRangeAt(0) : null;
    const start = range && range.startContainer;
    const element = start && (start.nodeType === Node.ELEMENT_NODE ? start : start.parentElement);
    const text = element && element.closest("[data-field]");
    if (!text || range.collapsed || !text.contains(range.endContainer)) return;
    const before = document.createRange();
    before.setStart(text, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const part = range.cloneContents();
    part.querySelectorAll(".marker").forEach((marker) => marker.remove());
    form.elements["comment-field"].value = text.dataset.field;
    form.elements["comment-quotation"].value = part.textContent.trim();
    form.elements["comment-start"].value = String(length(before));
  };

  const comment = () => {
    quote();
    const field = form.elements["comment-text"];
    field.focus();
    field.scrollIntoView({ block: "center" });
    if (said) said.textContent = form.elements["comment-quotation"].value;
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.repeat || event.isComposing) return;
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target) || !keysOn()) return;
    const list = document.getElementById("keys");
    const acts = {
      j: () => walk(1),
      k: () => walk(-1),
      c: comment,
      "?": () => { if (list) list.open = !list.open; },
    };
    if (!Object.hasOwn(acts, event.key)) return;
    event.preventDefault();
    acts[event.key]();
  });
})();
