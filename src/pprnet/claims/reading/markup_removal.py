"""A text without markup, of the same length, so that places stay."""

from __future__ import annotations

import html
import re

_ESCAPED = re.compile(r"&(?:amp;)?(?:lt|gt|amp|quot|apos|nbsp|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
"""Some sources are escaped twice: "&amp;lt;"."""
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9:]{0,20}(?:\s[^<>]{0,200})?\s{0,9}/?>")


def without_markup(text: str) -> str:
    """Return a text in which tags are blanks, and escaped characters stand beside blanks.

    Args:
        text: a source, perhaps with tags ("<i>", "&lt;b&gt;") and entities ("p &lt; .05").
    """
    if "&" not in text and "<" not in text:
        return text
    text = _ESCAPED.sub(_unescaped, text)
    return _TAG.sub(lambda match: " " * len(match[0]), text)


def _unescaped(match: re.Match[str]) -> str:
    """Return a character with blanks to the length of what stood for it, "<" beside its tag."""
    character = html.unescape(html.unescape(match[0]))
    return character.rjust(len(match[0])) if character == "<" else character.ljust(len(match[0]))
