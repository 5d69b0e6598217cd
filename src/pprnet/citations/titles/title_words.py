"""A title as words, with what each one's place in it says about its capital."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*\+?")
BREAK = re.compile(r"(?:[:?!—][”\"’')\]]{0,3}\s*|\s[–-]\s+)[(\[“\"'‘«]{0,2}$")
"""What stands before a word that begins a title, subtitle or sentence."""
FULL_STOP = re.compile(r"[.…][”\"’')\]]{0,3}\s+[(\[“\"'‘«]{0,2}$")
ABBREVIATIONS = frozenset(("dr", "no", "st", "vol", "vs"))
"""Words whose full stop ends no sentence; so does one after a single letter, as in "U.S."."""
POSSESSIVE = re.compile(r"(?:['’]s|['’])$")
NUMERAL = re.compile(r"\d+[a-z]?|[IVX]+|[A-Z]")

NUMBERED_NOUNS = frozenset(
    (
        *("axis", "case", "cluster", "day", "experiment", "factor", "grade", "group", "level"),
        *("part", "phase", "session", "stage", "step", "study", "time", "trial", "type", "version"),
        *("volume", "wave", "week"),
    )
)
"""Nouns that have a capital before a numeral or letter (APA 7, section 6.19)."""

NUMBERED_TYPES = frozenset(("axis", "phase", "type"))
"""Those after which "I" is a numeral wherever it stands."""
JOINING_NUMERALS = frozenset(("and", "or", "to", "versus", "vs"))

LOWER_WORDS = frozenset(
    (
        *("a", "an", "and", "as", "at", "between", "but", "by", "for", "from", "if", "in", "into"),
        *("is", "it", "its", "nor", "not", "of", "off", "on", "or", "our", "over", "per", "so"),
        *("than", "that", "the", "their", "through", "to", "toward", "towards", "under", "up"),
        *("upon", "versus", "via", "vs", "what", "when", "with", "within", "without", "yet"),
        *("after", "among", "during", "are", "be", "do", "does", "how", "who", "which", "can"),
    )
)
"""Words that say nothing of the case of a title, as many are in lower case in either."""


@dataclass(frozen=True, slots=True)
class TitleWord:
    """One word, or one part of a compound, of a title."""

    text: str
    start: int
    """Of its first character in the title."""
    is_opening: bool
    """Whether it is the first of the title or of a subtitle."""
    is_bound: bool
    """Whether a hyphen or slash joins it to the word before."""

    @property
    def end(self) -> int:
        """Return the place after its last character."""
        return self.start + len(self.text)

    @property
    def stem(self) -> str:
        """Return it in lower case without a possessive ending."""
        return POSSESSIVE.sub("", self.text).lower()

    @property
    def is_capitalised(self) -> bool:
        """Return whether it has a capital at its start and nowhere else."""
        return self.text[:1].isupper() and not any(map(str.isupper, self.text[1:]))

    @property
    def is_marked(self) -> bool:
        """Return whether it is an acronym or has a capital or digit inside, as "fMRI"."""
        return any(letter.isupper() or letter.isdigit() for letter in self.text[1:])


def title_words(title: str) -> list[TitleWord]:
    """Return the words of a title in their order.

    Args:
        title: on one line.
    """
    words: list[TitleWord] = []
    for found in WORD.finditer(title):
        before = title[words[-1].end : found.start()] if words else title[: found.start()]
        opening = not words or _begins(words[-1].text, before)
        bound = bool(words) and before in ("-", "‐", "‑", "–", "/")
        words.append(TitleWord(found[0], found.start(), opening, bound))
    return words


def _begins(last: str, before: str) -> bool:
    """Return whether what stands between two words ends a title or sentence."""
    if FULL_STOP.search(before):
        return "." not in last and len(last) > 1 and last.lower() not in ABBREVIATIONS
    return bool(BREAK.search(before))


def is_numbered(words: Sequence[TitleWord], at: int) -> bool:
    """Return whether a word is a noun with a numeral after it, as "Axis II" or "Study 2".

    Args:
        words: of the title.
        at: place of the word.
    """
    if words[at].stem not in NUMBERED_NOUNS or at + 1 >= len(words):
        return False
    after = words[at + 1].text
    return _is_numeral_one(words, at) if after == "I" else bool(NUMERAL.fullmatch(after))


def _is_numeral_one(words: Sequence[TitleWord], at: int) -> bool:
    """Return whether the "I" after a noun is a numeral: "Study I", but not "A Study I Made"."""
    rest = words[at + 2 : at + 4]
    if not rest or rest[0].is_opening or words[at].stem in NUMBERED_TYPES:
        return True
    return len(rest) > 1 and rest[0].stem in JOINING_NUMERALS and _is_other_numeral(words, at)


def _is_other_numeral(words: Sequence[TitleWord], at: int) -> bool:
    """Return whether "and II", or "and Study II", follows after a noun and "I"."""
    after = words[at + 3 : at + 5]
    texts = [word.text for word in after if word.stem != words[at].stem]
    return bool(texts) and bool(NUMERAL.fullmatch(texts[0])) and texts[0] != "I"


def is_title_case(words: Sequence[TitleWord], kept: set[int]) -> bool:
    """Return whether a title is in Title Case: most words that tell have a capital.

    Args:
        words: of the title.
        kept: places of the words that have a capital in any case.
    """
    telling = [
        word
        for at, word in enumerate(words)
        if at not in kept and not word.is_opening and not word.is_marked
        if word.stem not in LOWER_WORDS and word.text[0].isalpha()
    ]
    capitals = sum(word.is_capitalised for word in telling if not word.is_bound)
    lower = sum(word.text[0].islower() for word in telling if not word.is_bound)
    return capitals > lower
