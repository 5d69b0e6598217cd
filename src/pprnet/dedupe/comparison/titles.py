"""A title prepared for comparison: its words, its numbers and the kind of its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pprnet.text import fold, strip_markup

# Indexes add the language of the text to the translated title: "Example. [French]".
_LANGUAGE_NOTE = re.compile(r"(?<!\s)\s*\[(?:article in )?[A-Z][a-z]+(?:, [A-Z][a-z]+)*\]\.?$")
# Publishers put these before the title of a retracted article: still that article.
_RETRACTION_PREFIX = re.compile(
    r"^(?:retracted|withdrawn|removed)(?: (?:article|paper|chapter))?\s+(?=\w+ )"
)
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
# No pattern above can match a title without one of these words; most titles have none.
_KIND_WORDS = {
    "erratum", "errata", "corrigendum", "corrigenda", "correction", "corrections", "addendum",
    "retraction", "retracted", "withdrawal", "withdrawn", "removed", "concern", "re", "letter",
    "reply", "replies", "response", "respond", "rejoinder", "comment", "comments", "commentary",
    "protocol", "rationale", "design",
}  # fmt: skip
_ROMANS = {"ii", "iii", "iv", "vi", "vii", "viii", "ix", "part"}
_LONE_ROMANS = {"i", "v", "x"}
_DIGITS = re.compile(r"\d+")

SHORT_WORDS, SHORT_LETTERS = 3, 20
"""A title with fewer ("Editorial", "Book review") identifies nothing without volume and page."""

TITLE_CACHE_SIZE = 4096
"""Titles whose trigrams are cached: one is compared with a few others in succession."""

MIN_LETTERS_FOR_TYPO = 5
"""Differences in shorter words are no typing errors: "men" and "mean", "pre" and "pro"."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title prepared for comparison."""

    words: tuple[str, ...]
    joined_words: str
    """The words without spaces, so that "meta-analysis" and "metaanalysis" are one."""
    kind: str
    """Kind of a text about another text, such as "reply", or empty."""
    numbers: tuple[str, ...]
    """Numbers in their order: they distinguish part I from part II."""

    @property
    def is_short(self) -> bool:
        """Return whether the title is too short to identify a publication."""
        return len(self.words) < SHORT_WORDS or len(self.joined_words) < SHORT_LETTERS

    @property
    def outline(self) -> str:
        """Return the form that titles share whose long words differ by a typing error."""
        return " ".join([word if len(word) < MIN_LETTERS_FOR_TYPO else "*" for word in self.words])


def parse_title(text: str) -> Title | None:
    """Return a title prepared for comparison, or `None` where there is none.

    Args:
        text: the title as it is printed; markup and a note of its language are ignored.
    """
    if "[" in text:
        text = _LANGUAGE_NOTE.sub("", text) or text
    folded = fold(strip_markup(text) if "<" in text or "&" in text else text)
    words = tuple(folded.split())
    kind = ""
    if not _KIND_WORDS.isdisjoint(words):
        folded = _RETRACTION_PREFIX.sub("", folded)
        words = tuple(folded.split())
        kind = next((kind for kind, form in _KIND_FORMS if form.search(folded)), "")
    if not folded or folded in {"unknown", "untitled", "no title", "na"}:
        return None
    return Title(words, folded.replace(" ", ""), kind, _title_numbers(words))


def _title_numbers(words: Sequence[str]) -> tuple[str, ...]:
    """Return the numbers of a title in their order: digits, Roman numerals, part."""
    if words[-1] not in _LONE_ROMANS and _ROMANS.isdisjoint(words) and "".join(words).isalpha():
        return ()
    found: list[str] = []
    for before, word in zip(("", *words), words, strict=False):
        if not word.isalpha():
            found += _DIGITS.findall(word)
        elif (word in _ROMANS and word != "part") or before == "part":
            found.append(word)
    if words[-1] in _LONE_ROMANS and found[-1:] != [words[-1]]:
        found.append(words[-1])
    return tuple(found)


@lru_cache(maxsize=TITLE_CACHE_SIZE)
def _trigrams(text: str) -> frozenset[str]:
    """Return the overlapping sequences of three letters in a text."""
    return frozenset(text[at : at + 3] for at in range(max(1, len(text) - 2)))


def title_similarity(a: Title, b: Title) -> float:
    """Return the share of trigrams that two titles have in common, 0-1.

    Args:
        a: one title.
        b: the other; the order does not matter.

    Returns:
        Dice coefficient of the sets of trigrams; 1 where the words are equal.
    """
    if a.joined_words == b.joined_words:
        return 1.0
    left, right = _trigrams(a.joined_words), _trigrams(b.joined_words)
    return 2 * len(left & right) / (len(left) + len(right))


def differ_by_subtitle(a: Title, b: Title) -> bool:
    """Return whether one title is the other without its subtitle.

    Args:
        a: one title.
        b: the other; the order does not matter.
    """
    short, long = sorted((a, b), key=lambda title: len(title.words))
    return not short.is_short and long.words[: len(short.words)] == short.words


def _differ_by_one_letter(a: str, b: str) -> bool:
    """Return whether two words differ by one letter added, omitted or changed."""
    short, long = sorted((a, b), key=len)
    if len(long) - len(short) > 1:
        return False
    same = next((at for at, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), None)
    if same is None:
        return True
    return short[same + (len(short) == len(long)) :] == long[same + 1 :]


def differ_in_spelling_only(a: Title, b: Title) -> bool:
    """Return whether titles are equal except for spelling ("behaviour").

    Args:
        a: one title.
        b: the other; the order does not matter.
    """
    if a.joined_words == b.joined_words:
        return True
    if len(a.words) != len(b.words) or a.numbers != b.numbers or a.is_short:
        return False
    pairs = [(x, y) for x, y in zip(a.words, b.words, strict=True) if x != y]
    return all(
        min(len(x), len(y)) >= MIN_LETTERS_FOR_TYPO and _differ_by_one_letter(x, y)
        for x, y in pairs
    )
