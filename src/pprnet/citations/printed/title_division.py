"""A title divided from the journal after it, at the end of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pprnet.citations.printed.source_patterns import SENTENCE_END, SHORT_WORD


@dataclass(frozen=True, slots=True)
class DividedTitle:
    """A title and the journal after it."""

    title: str
    journal: str
    guesses: dict[str, str] = field(default_factory=dict)
    """Fields of which a person must judge whether they are right, with the reason."""


def divide_title(text: str) -> DividedTitle:
    """Return a title and the journal after it, divided at the last end of a sentence.

    An abbreviated journal ("J. Example. Psychol.") has ends of its own, which are skipped.

    Args:
        text: what is between the date and the volume, without quotation marks around the title.
    """
    text = text.strip(" .,;")
    ends = list(SENTENCE_END.finditer(text))
    guesses = {}
    is_short = bool(ends) and SHORT_WORD.fullmatch(text[ends[-1].end() :])
    while is_short and len(ends) > 1 and _is_short_word(text, ends):
        ends.pop()
        guesses["container-title"] = "the journal is abbreviated; title and journal may mix"
    if not ends:
        reason = "title and journal could not be separated"
        return DividedTitle(text, "", {"container-title": reason})
    if len(ends) > 1:
        guesses["title"] = "it has several sentences; the journal may begin earlier"
    title = _without_stop(text[: ends[-1].end()].strip())
    return DividedTitle(title, text[ends[-1].end() :].strip(" ,"), guesses)


def _is_short_word(text: str, ends: Sequence[re.Match[str]]) -> bool:
    """Return whether the last sentence but one is a single short word, as "Couns."."""
    return bool(SHORT_WORD.fullmatch(text[ends[-2].end() : ends[-1].start()]))


def _without_stop(title: str) -> str:
    """Return a title without the full stop after it, which print sets inside a quotation."""
    if title.endswith((".”", '."', ".’")):
        return title[:-2] + title[-1]
    return title.removesuffix(".")
