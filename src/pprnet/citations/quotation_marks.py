"""Quotation marks as citeproc can read them: in pairs, and not deep inside one another.

Citeproc looks for the end of each opening quotation mark and tries again where there is none, so
its time doubles with each unpaired one. Those travel as characters of the private use area, which
no real text holds, and come back when the answer is rendered.
"""

from __future__ import annotations

PAIRS = {"“": "”", "‘": "’"}
HIDDEN_QUOTES = {"“": "\ue002", "”": "\ue003", "‘": "\ue004", "’": "\ue005"}
REVEALED_QUOTES = {ord(hidden): quote for quote, hidden in HIDDEN_QUOTES.items()}
MAX_DEPTH = 4
"""Quotations inside one another; print knows two."""


def hide_unpaired_quotes(text: str) -> str:
    """Return a text with its unpaired and its deeply nested quotation marks replaced.

    A closing single mark before a letter or without an opening one is an apostrophe, and stays.

    Args:
        text: plain text on one line.
    """
    if "“" not in text and "‘" not in text:
        return text
    paired = _paired_quotes(text)
    return "".join(
        HIDDEN_QUOTES[sign] if sign in HIDDEN_QUOTES and at not in paired else sign
        for at, sign in enumerate(text)
    )


def _paired_quotes(text: str) -> set[int]:
    """Return the positions of quotation marks that citeproc can read, and of apostrophes."""
    paired: set[int] = set()
    opened: list[int] = []
    for at, sign in enumerate(text):
        if sign in PAIRS:
            opened.append(at)
        elif sign == "’" and text[at + 1 : at + 2].isalnum():
            paired.add(at)  # citeproc ends no quotation before a letter: this is an apostrophe
        elif sign in PAIRS.values():
            start = _matching_start(text, opened, sign)
            if start is None:
                paired |= {at} if sign == "’" else set()
                continue
            del opened[opened.index(start) :]
            if len(opened) < MAX_DEPTH:
                paired |= {start, at}
    return paired


def _matching_start(text: str, opened: list[int], closing: str) -> int | None:
    """Return the last opening mark of a closing one, if no other quotation would be cut by it."""
    for start in reversed(opened):
        if PAIRS[text[start]] == closing:
            return start
        if closing == "’":
            return None  # an apostrophe inside a quotation
    return None
