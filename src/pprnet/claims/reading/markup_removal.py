"""A text without markup, of the same length, so that places stay."""

from __future__ import annotations

import html
import re

_ESCAPED = re.compile(r"&(?:lt|gt|amp|quot|apos|nbsp|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9:]{0,20}(?:\s[^<>]{0,200})?\s{0,9}/?>")


def without_markup(text: str) -> str:
    """Return a text in which tags are blanks, and escaped characters are followed by blanks.

    Args:
        text: a source, perhaps with tags ("<i>", "&lt;b&gt;") and entities ("p &lt; .05").
    """
    if "&" not in text and "<" not in text:
        return text
    for _ in range(2):  # some sources are escaped twice
        text = _ESCAPED.sub(lambda match: html.unescape(match[0]).ljust(len(match[0])), text)
    return _TAG.sub(lambda match: " " * len(match[0]), text)
