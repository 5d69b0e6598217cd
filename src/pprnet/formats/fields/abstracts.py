"""Abstracts that come with markup, as JATS or HTML, into text with labelled sections."""

from __future__ import annotations

import re

from pprnet.text import clean, strip_markup

_HEADING = re.compile(
    r"<(?P<tag>h[1-6]|(?:jats:)?title)(?:\s[^<>]*)?>(?P<label>.{0,120}?)</(?P=tag)\s*>",
    re.IGNORECASE | re.DOTALL,
)
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
