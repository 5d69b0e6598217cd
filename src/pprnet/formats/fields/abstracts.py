"""Abstracts that come with markup, as JATS or HTML, into text with labelled sections."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pprnet.text import clean, fold, strip_markup

_HEADING = re.compile(
    r"<(?P<tag>h[1-6]|(?:jats:)?title)(?:\s[^<>]*)?>(?P<label>.{0,120}?)</(?P=tag)\s*>",
    re.IGNORECASE | re.DOTALL,
)
_LOST = re.compile(r"[?\ufffd]+")
_LONGEST_LOST = 3
"""Characters that one character became which a program could not write: the bytes of UTF-8."""
_NO_LABELS = frozenset({"", "abstract", "summary", "unlabelled"})


def abstract_text(markup: str) -> str:
    """Return an abstract as text, its headings as labels ("Methods: ...") as PubMed has them.

    Args:
        markup: abstract in JATS or HTML, or plain.
    """
    if "<" not in markup and "&lt;" in markup:
        markup = markup.replace("&lt;", "<").replace("&gt;", ">")
    return clean(_HEADING.sub(_label, markup) if "<" in markup else markup)


def _label(found: re.Match[str]) -> str:
    label = clean(strip_markup(found["label"])).rstrip(": .")
    return " " if label.lower() in _NO_LABELS else f" {label}: "


def join_abstracts(texts: Iterable[str]) -> str:
    """Return the parts of an abstract joined, without repeats and notices of hosts.

    An abstract that is stated twice counts once: in the longer form, or in the one of which no
    characters were lost.

    Args:
        texts: the fields of a reference that may hold an abstract or a part of it.
    """
    parts: list[str] = []
    for text in map(clean, texts):
        if not text or (parts and text.startswith("Copyright of ")):
            continue
        if not any(_repeats(text, part) for part in parts):
            parts = [part for part in parts if not _repeats(part, text)]
            parts.append(text)
    return " ".join(parts)


def _repeats(text: str, other: str) -> bool:
    """Return whether a text says no more than another one."""
    return text in other or fold(text) in fold(other) or _is_damaged_copy(text, other)


def _is_damaged_copy(text: str, other: str) -> bool:
    """Return whether a text is another one with characters that became question marks."""
    if not _LOST.search(text) or _LOST.sub("", text) == "":
        return False
    at = 0
    for number, piece in enumerate(_LOST.split(text)):
        found = other.find(piece, at)
        if found < 0 or (found - at > _LONGEST_LOST and number):
            return False
        at = found + len(piece)
    return True
