/* Keys and the check while typing, on the page of a draft beside its sources. The page is complete
   without them: every mark is a link, every decision a button of the form. */
"use strict";

(() => {
  const form = document.querySelector("form[data-check], #evidence");
  const said = document.getElementById("check-said");
  if (!form || !said) return;
  const sources = document.getElementById("sources");
  const DELAY = 450;
  const SLOW = 1200;
  const LONGEST = 15000;
  let remembered = null;
  let current = null;
  let asked = 0;
  let shown = 0;
  let timer = 0;
  let running = null;

  const say = (text) => { if (said.textContent !== text) said.textContent = text; };

  const announce = (text) => {
    const line = document.getElementById("said");
    if (line.textContent !== text) line.textContent = text;
  };

  const typing = (target) =>
    target instanceof Element &&
    target.closest("input:not([type=hidden]), textarea, select, [contenteditable]") !== null;

  const keysOn = () => {
    const list = document.getElementById("keys");
    return list !== null && list.dataset.keys !== "off";
  };

  /* Characters are counted as the server counts them, without the numbers of further claims. */
  const plain = (range) => {
    const part = range.cloneContents();
    part.querySelectorAll(".marker").forEach((marker) => marker.remove());
    return part.textContent;
  };
  const size = (text) => [...text].length;

  /* The passage selected in the sources: its text, and its place in one source text. */
  const selected = () => {
    const selection = window.getSelection();
    const range = selection && selection.rangeCount ? selection.getRangeAt(0) : null;
    if (!sources || !range || range.collapsed || !sources.contains(range.commonAncestorContainer)) return null;
    const blocks = [...sources.querySelectorAll("[data-source]")].filter((block) => range.intersectsNode(block));
    const parts = blocks.map((block) => {
      const part = document.createRange();
      part.selectNodeContents(block);
      const before = part.cloneRange();
      if (block.contains(range.startContainer)) part.setStart(range.startContainer, range.startOffset);
      if (block.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset);
      before.setEnd(part.startContainer, part.startOffset);
      const start = Number(block.dataset.start) + size(plain(before));
      const text = plain(part);
      return { source: block.dataset.source, start, end: start + size(text), text };
    }).filter((part) => part.text.trim());
    if (!parts.length || parts.some((part) => part.source !== parts[0].source)) return null;
    const quote = parts.map((part) => part.text).join("\n");
    return { quote, place: `${parts[0].source}:${parts[0].start}:${parts.at(-1).end}` };
  };
  document.addEventListener("selectionchange", () => { remembered = selected() || remembered; });

  /* Points that are open, otherwise those that are advice; walked round and round. */
  const points = () => {
    const open = [...form.querySelectorAll('[data-point="open"]')];
    return open.length ? open : [...form.querySelectorAll("[data-point]")];
  };

  const choose = (point) => {
    current = point.id;
    point.focus({ preventScroll: true });
    point.scrollIntoView({ block: "center" });
  };

  const here = () => {
    const point = current && document.getElementById(current);
    const focused = document.activeElement && document.activeElement.closest("[data-point]");
    return focused || point || null;
  };

  const walk = (step) => {
    const all = points();
    if (!all.length) return;
    const at = all.indexOf(here());
    const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : (at + step + all.length) % all.length;
    choose(all[next]);
  };

  /* Bind the selected passage to the claim at hand. */
  const fillQuote = (button, found) => {
    const field = button.closest(".settle-part").querySelector("textarea");
    field.value = found.quote.trim();
    form.elements.selected.value = found.place;
  };

  const bind = () => {
    const point = here();
    const button = point && point.querySelector("[data-bind]");
    const found = selected() || remembered;
    if (!button) { say(form.dataset.nowhere); return; }
    if (!found) { say(form.dataset.none); return; }
    fillQuote(button, found);
    form.requestSubmit(button);
  };

  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button && button.matches("[data-bind]") && remembered && !form.elements.selected.value) {
      const field = button.closest(".settle-part").querySelector("textarea");
      if (!field.value.trim()) fillQuote(button, remembered);
    }
  });

  /* Show a passage: its mark, or where there is none yet, its characters. */
  const reveal = (element) => {
    for (let each = element.closest("details"); each; each = each.parentElement.closest("details")) each.open = true;
    element.scrollIntoView({ block: "center" });
  };

  const select = (place) => {
    const [source, start, end] = place.split(":").map(Number);
    const blocks = [...document.querySelectorAll(`[data-source="${source}"]`)];
    const block = blocks.filter((each) => Number(each.dataset.start) <= start).at(-1);
    if (!block || Number.isNaN(end)) return;
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    range.selectNodeContents(block);
    let at = Number(block.dataset.start);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest(".marker")) continue;
      const letters = [...node.data];
      const offset = (to) => letters.slice(0, to - at).join("").length;
      if (start >= at && start < at + letters.length) range.setStart(node, offset(start));
      if (end > at && end <= at + letters.length) range.setEnd(node, offset(end));
      at += letters.length;
    }
    reveal(block);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  };

  const openPassage = (link) => {
    const mark = document.getElementById(link.hash.slice(1));
    if (mark) {
      reveal(mark);
      mark.focus({ preventScroll: true });
    } else if (link.dataset.place) {
      select(link.dataset.place);
    }
  };

  form.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const point = target && target.closest("[data-point]");
    if (point) current = point.id;
    const link = target && target.closest('a[href^="#p-"]');
    if (link && !document.getElementById(link.hash.slice(1))) {
      event.preventDefault();
      openPassage(link);
    }
    const button = target && target.closest("button[data-fix]");
    if (button && correct(button)) event.preventDefault();
  });

  /* A safe correction is made in the field at once; the server would do the same. */
  const correct = (button) => {
    const field = form.elements[button.dataset.fix];
    if (!field || shown !== asked) return false;
    const letters = [...field.value.trim()];
    const { start, end, replacement } = button.dataset;
    letters.splice(Number(start), Number(end) - Number(start), replacement);
    field.value = letters.join("");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    say(form.dataset.corrected);
    return true;
  };

  /* Take over what was checked, and keep what is typed and opened in it. */
  const takeOver = (fresh) => {
    const old = document.getElementById(fresh.id);
    if (!old) return;
    fresh.querySelectorAll("details[id]").forEach((each) => {
      const before = document.getElementById(each.id);
      if (before) each.open = before.open;
    });
    fresh.querySelectorAll("textarea[name], input[name]").forEach((each) => {
      const before = form.elements[each.name];
      if (before && before.value) each.value = before.value;
    });
    const active = old.contains(document.activeElement) ? document.activeElement : null;
    const caret = active && "selectionStart" in active ? [active.selectionStart, active.selectionEnd] : null;
    old.replaceWith(fresh);
    const again = active && active.id && document.getElementById(active.id);
    if (again) {
      again.focus({ preventScroll: true });
      if (caret) again.setSelectionRange(...caret);
    }
  };

  const show = (html, isGood) => {
    const section = document.getElementById("draft-points");
    if (section) section.hidden = false;
    const page = new DOMParser().parseFromString(html, "text/html");
    const problem = page.getElementById("check-problem");
    if (problem) { say(problem.textContent); return; }
    const state = page.getElementById("state");
    if (!isGood || !state) throw new Error("no check");
    page.querySelectorAll("#state, [data-live], #settled, #open-points").forEach((each) => takeOver(each));
    announce(document.querySelector("#state [data-state]").textContent);
    say(form.dataset.checked);
  };

  const check = async () => {
    const number = ++asked;
    if (running) running.abort();
    const control = new AbortController();
    running = control;
    const slow = window.setTimeout(() => say(form.dataset.waits), SLOW);
    const limit = window.setTimeout(() => control.abort("too slow"), LONGEST);
    try {
      const body = new URLSearchParams(new FormData(form));
      if (form.dataset.part) body.set("part", form.dataset.part);
      const answer = await fetch(form.dataset.check, { method: "POST", body, credentials: "same-origin", signal: control.signal });
      const html = await answer.text();
      if (number !== asked) return;
      shown = number;
      show(html, answer.ok && !answer.redirected);
    } catch {
      if (number === asked) say(form.dataset.failed);
    } finally {
      window.clearTimeout(slow);
      window.clearTimeout(limit);
    }
  };

  form.addEventListener("input", (event) => {
    if (!form.dataset.check || event.target.closest(".settle")) return;
    asked += 1;
    window.clearTimeout(timer);
    timer = window.setTimeout(check, DELAY);
  });

  const change = () => {
    const point = here();
    const details = point && point.closest("section").querySelector("details.change");
    if (!details) return;
    details.open = true;
    details.querySelector("textarea").focus();
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.repeat || event.isComposing) return;
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target) || !keysOn()) return;
    const acts = {
      j: () => walk(1),
      k: () => walk(-1),
      b: bind,
      o: () => { const link = here() && here().querySelector("[data-opens]"); if (link) openPassage(link); },
      e: change,
      "?": () => { const list = document.getElementById("keys"); list.open = !list.open; list.scrollIntoView({ block: "nearest" }); },
    };
    if (!Object.hasOwn(acts, event.key)) return;
    event.preventDefault();
    acts[event.key]();
  });

  const start = document.getElementById(form.dataset.go || window.location.hash.slice(1));
  if (start && start.matches("[data-point]")) choose(start);
})();
