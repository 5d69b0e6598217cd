"""A title as it is compared: its words, its numbers and the kind of text it heads."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pprnet.text import fold

# Publishers put these before the title of an article that they took back: still that article.
_MARKS = re.compile(r"^(?:retracted|withdrawn|removed)(?: (?:article|paper|chapter))?\s+(?=\w+ )")
_KINDS = (
    (
        "notice",
        r"^(?:authors? |publishers? )?(?:erratum|errata|corrigend(?:um|a)|corrections?|addendum|"
        r"retraction|withdrawal|expression of concern|editorial expression of concern)\b"
        r"|\b(?:erratum|corrigendum)$",
    ),
    (
        "reply",
        r"^(?:(?:in )?reply|replies|authors? (?:reply|response)|response to|rejoinder)\b"
        r"|\b(?:reply|replies|rejoinder|(?:authors?|the authors) (?:reply|respond|response))$",
    ),
    ("comment", r"^(?:comments?(?: on)?|commentary|re|letter)\b|\b(?:comments?|commentary)$"),
    (
        "protocol",
        r"^protocol\b|\bprotocol$|\b(?:study|trial|review|research) protocol\b"
        r"|\bprotocol (?:for|of) (?:an?|the)\b"
        r"|\b(?:rationale (?:and )?(?:study )?design|design and rationale)\b",
    ),
)
_KIND_FORMS = tuple((kind, re.compile(form)) for kind, form in _KINDS)
_NUMBERS = re.compile(r"\d+|\b(?:ii|iii|iv|vi|vii|viii|ix)\b|\bpart (\w+)|\b[ivx]$")

SHORT_WORDS, SHORT_LETTERS = 3, 20
"""Below this a title ("Editorial", "Book review") tells nothing without a place."""

SLIP_LETTERS = 5
"""Shorter words are left alone: "men" and "mean", "pre" and "pro" are not slips."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title, ready to be compared."""

    words: tuple[str, ...]
    squeezed: str
    """The words without spaces, so that "meta-analysis" and "metaanalysis" are one."""
    kind: str
    """Which sort of text about another text it heads, or empty."""
    numbers: tuple[str, ...]
    """Numerals in their order: what tells part I from part II."""

    @property
    def is_short(self) -> bool:
        """Tell whether it is too short to identify a publication."""
        return len(self.words) < SHORT_WORDS or len(self.squeezed) < SHORT_LETTERS


def read_title(text: str) -> Title | None:
    """Prepare a title, or `None` where there is none."""
    folded = _MARKS.sub("", fold(text))
    if not folded or folded in {"unknown", "untitled", "no title", "na"}:
        return None
    kind = next((kind for kind, form in _KIND_FORMS if form.search(folded)), "")
    numbers = tuple(match[0].removeprefix("part ") for match in _NUMBERS.finditer(folded))
    return Title(tuple(folded.split()), folded.replace(" ", ""), kind, numbers)


def grams(text: str) -> frozenset[str]:
    """Cut a text into overlapping pieces of three letters."""
    return frozenset(text[at : at + 3] for at in range(max(1, len(text) - 2)))


def likeness(a: Title, b: Title) -> float:
    """Give the share of three-letter pieces that two titles have in common, 0 to 1 (Dice)."""
    if a.squeezed == b.squeezed:
        return 1.0
    left, right = grams(a.squeezed), grams(b.squeezed)
    return 2 * len(left & right) / (len(left) + len(right))


def begins(a: Title, b: Title) -> bool:
    """Tell whether one title is the other without its subtitle."""
    short, long = sorted((a, b), key=lambda title: len(title.words))
    return not short.is_short and long.words[: len(short.words)] == short.words


def one_slip(a: str, b: str) -> bool:
    """Tell whether two words differ by one letter put in, left out or changed."""
    short, long = sorted((a, b), key=len)
    if len(long) - len(short) > 1:
        return False
    same = next((at for at, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), None)
    if same is None:
        return True
    return short[same + (len(short) == len(long)) :] == long[same + 1 :]


def spelt_alike(a: Title, b: Title) -> bool:
    """Tell whether titles are equal but for spelling ("behaviour", "behavior")."""
    if a.squeezed == b.squeezed:
        return True
    if len(a.words) != len(b.words) or a.numbers != b.numbers or a.is_short:
        return False
    pairs = [(x, y) for x, y in zip(a.words, b.words, strict=True) if x != y]
    return all(min(len(x), len(y)) >= SLIP_LETTERS and one_slip(x, y) for x, y in pairs)
