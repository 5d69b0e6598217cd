"""Title Case to sentence case, as a proposal: no program knows every name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pprnet.citations.titles.proper_nouns import NameList, known_names, list_of_names
from pprnet.citations.titles.title_words import (
    TitleWord,
    is_numbered,
    is_title_case,
    title_words,
)

MAX_TITLE = 2_000
"""Characters; a longer text is no title and is returned as it is."""
FEWEST_LETTERS = 8
"""Of a title that is all in capitals; a shorter one may be an acronym."""
ENGLISH = re.compile(r"\b(?:the|of|and|in|for|with|on|to|an?|from|by)\b", re.IGNORECASE)
OTHER_LANGUAGE = re.compile(
    r"\b(?:der|die|das|und|von|mit|für|bei|zur|zum|eine?r?|le|la|les|des|du|dans|pour|avec|el|los|"
    r"las|del|una?|para|het|een|van|voor|og|och|för|av|på|til|della|delle|nella|uma|em)\b",
    re.IGNORECASE,
)
MONTH_WORDS = ("may", "march")
INSTRUMENT_NOUNS = frozenset(
    (
        *("battery", "checklist", "index", "interview", "inventory", "questionnaire", "scale"),
        *("scales", "schedule", "survey", "test"),
    )
)
ACRONYM_AFTER = re.compile(r"\s{0,3}\(([A-Z][A-Za-z]{0,12}[A-Z])(?:[-‐–]?[\dA-Z]{1,6})?\)")
JOINING_WORDS = frozenset(("of", "and", "for", "the", "in", "to"))


@dataclass(frozen=True, slots=True)
class ProposedTitle:
    """A title in sentence case, for a person to accept or correct."""

    text: str
    changed: tuple[str, ...]
    """The words that change, as they are proposed, in their order; empty for no proposal."""


def sentence_case(
    title: str, *, proper_nouns: Iterable[str] = (), language: str = ""
) -> ProposedTitle:
    """Return a title in sentence case, as APA 7 prints it, unchanged where it is already.

    Capitals stay on the first word of title and subtitle, on acronyms and words with a capital
    inside, on nouns with a numeral, on tests whose acronym follows in brackets, and on names: those
    that ship with the package and those that are given. A title in another language than English
    is unchanged. It is a proposal, as a name that nobody listed loses its capital.

    Args:
        title: as a record states it.
        proper_nouns: words and phrases that keep their capital, as of `proper_nouns_in`.
        language: ISO 639-1 where it is known.

    Source:
        *Publication Manual of the American Psychological Association* (7th ed.), section 6.17.
    """
    words = title_words(title)
    if not words or len(title) > MAX_TITLE or not _is_english(title, language):
        return ProposedTitle(title, ())
    given = list_of_names(proper_nouns)
    if _is_all_capitals(title):
        return _propose(
            title, words, _from_capitals(words, (known_names(with_acronyms=True), given))
        )
    printed = _printed_names(words, (known_names(), given)) | _named_instruments(title, words)
    kept = set(printed) | {at for at in range(len(words)) if _keeps_capital(words, at)}
    if not is_title_case(words, kept):
        return ProposedTitle(title, ())
    lowered = {
        at: word.text[0].lower() + word.text[1:]
        for at, word in enumerate(words)
        if at not in kept and not word.is_opening and word.is_capitalised
    }
    return _propose(title, words, lowered | printed)


def _is_english(title: str, language: str) -> bool:
    """Return whether a title is in English, as stated or by its small words."""
    if language:
        return language.lower().startswith("en")
    return bool(ENGLISH.search(title)) or not OTHER_LANGUAGE.search(title)


def _is_all_capitals(title: str) -> bool:
    """Return whether a title has no small letter and is longer than an acronym."""
    letters = [letter for letter in title if letter.isalpha()]
    return len(letters) >= FEWEST_LETTERS and all(map(str.isupper, letters)) and " " in title


def _keeps_capital(words: Sequence[TitleWord], at: int) -> bool:
    """Return whether a word keeps its capital for its form or for the number next to it."""
    word = words[at]
    if word.is_marked or is_numbered(words, at):
        return True
    if len(word.text) == 1:
        return word.text != "A" or (at > 0 and is_numbered(words, at - 1))
    near = [words[place].text for place in (at - 1, at + 1) if 0 <= place < len(words)]
    return word.stem in MONTH_WORDS and any(text.isdigit() for text in near)


def _printed_names(words: Sequence[TitleWord], lists: Iterable[NameList]) -> dict[int, str]:
    """Return the words of known names as they are printed, by their places."""
    printed: dict[int, str] = {}
    for names in lists:
        at = 0
        while at < len(words):
            length = _name_length(words, at, names)
            printed |= _name_words(words, at, length, names)
            at += max(length, 1)
    return printed


def _name_length(words: Sequence[TitleWord], at: int, names: NameList) -> int:
    """Return how many words the longest name at a place has, 0 where there is none."""
    most = min(names.longest, len(words) - at)
    lengths = range(most, 0, -1)
    return next((size for size in lengths if _name_at(words, at, size, names) is not None), 0)


def _name_at(
    words: Sequence[TitleWord], at: int, length: int, names: NameList
) -> tuple[str, ...] | None:
    """Return the printed words of a name of some length at a place."""
    parts = words[at : at + length]
    if any(part.text[0].islower() and part.stem not in JOINING_WORDS for part in parts):
        return None
    plain = (*(part.text.lower() for part in parts[:-1]), parts[-1].stem)
    return names.printed(plain) or names.printed((*plain[:-1], parts[-1].text.lower()))


def _name_words(
    words: Sequence[TitleWord], at: int, length: int, names: NameList
) -> dict[int, str]:
    """Return the words of the name at a place, each with the ending that the title has."""
    name = _name_at(words, at, length, names) if length else None
    printed = {}
    for offset, text in enumerate(name or ()):
        word = words[at + offset]
        ending = word.text[len(text) :]
        as_stated = word.is_opening or (word.is_marked and not word.text.isupper())
        printed[at + offset] = word.text if as_stated else text + ending
    return printed


def _named_instruments(title: str, words: Sequence[TitleWord]) -> dict[int, str]:
    """Return the words of tests whose acronym follows, as in "Quality of Life Scale (QOLS)"."""
    printed: dict[int, str] = {}
    for at, word in enumerate(words):
        acronym = ACRONYM_AFTER.match(title, word.end)
        if acronym and word.stem in INSTRUMENT_NOUNS:
            first = _first_of_acronym(words, at, acronym[1].upper())
            printed |= {place: words[place].text for place in range(first, at + 1)}
    return printed


def _first_of_acronym(words: Sequence[TitleWord], last: int, acronym: str) -> int:
    """Return the place of the first word of an acronym that ends at a word, else after it."""
    left = len(acronym)
    for at in range(last, -1, -1):
        if left and words[at].text[0].upper() == acronym[left - 1]:
            left -= 1
        elif words[at].stem not in JOINING_WORDS:
            break
        if not left:
            return at
    return last + 1


def _from_capitals(words: Sequence[TitleWord], lists: Sequence[NameList]) -> dict[int, str]:
    """Return the words of a title that is all in capitals as they are proposed."""
    printed = _printed_names(words, lists)
    proposed = {}
    for at, word in enumerate(words):
        lower = word.text.lower()
        if at in printed and not (word.is_opening and printed[at] == word.text):
            proposed[at] = printed[at]
        elif word.is_opening:
            name = next((found for names in lists if (found := names.printed((word.stem,)))), None)
            proposed[at] = name[0] if name else lower[0].upper() + lower[1:]
        elif not (is_numbered(words, at - 1) or any(map(str.isdigit, word.text))):
            proposed[at] = lower[0].upper() + lower[1:] if is_numbered(words, at) else lower
    return proposed


def _propose(title: str, words: Sequence[TitleWord], printed: dict[int, str]) -> ProposedTitle:
    """Return a title with some of its words printed otherwise."""
    text, end = "", 0
    changed = []
    for at, word in enumerate(words):
        proposed = printed.get(at, word.text)
        text += title[end : word.start] + proposed
        end = word.end
        if proposed != word.text:
            changed.append(proposed)
    return ProposedTitle(text + title[end:], tuple(changed))
