"""Whether a full text is the article that it should be, by its title."""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import pairwise

from pprnet.fulltext.article_values import FullText
from pprnet.text import fold, folded_words

_SAME = 0.85
_OTHER = 0.5
_FEWEST_WORDS = 3
_FIRST_CHARACTERS = 12_000
_LAST_FIRST_PAGE = 2
"""A cover sheet may come before the first page."""
_ABOUT_ANOTHER = re.compile(
    r"(?:(?:author )?correction|corrigendum|erratum|comment(?:ary)?|reply|response|letter"
    r"|retraction|retracted|expression of concern|editorial|protocol|supplement(?:ary|al)?) "
)


class TitleMatch(StrEnum):
    """Whether a full text has the title of a work."""

    SAME = "same"
    OTHER = "other"
    UNCLEAR = "unclear"


def matches_title(fulltext: FullText, title: str) -> TitleMatch:
    """Return whether a full text is the work with a title.

    Args:
        fulltext: as it was read.
        title: of the work.
    """
    wanted = folded_words(title)
    if len(wanted) < _FEWEST_WORDS:
        return TitleMatch.SAME if fold(fulltext.title) == fold(title) else TitleMatch.UNCLEAR
    own = fold(fulltext.title)
    if _ABOUT_ANOTHER.match(own) and not _ABOUT_ANOTHER.match(fold(title)):
        return TitleMatch.UNCLEAR
    if _share(wanted, own) >= _SAME:
        return TitleMatch.SAME
    first = fold(_first_text(fulltext))
    share = _share(wanted, f"{own} {first}")
    if share >= _SAME:
        return TitleMatch.SAME
    if len(own.split()) >= _FEWEST_WORDS and f" {own} " in f" {fold(title)} ":
        return TitleMatch.UNCLEAR  # perhaps without its subtitle
    is_known = len(own.split()) >= _FEWEST_WORDS or len(first) > _FEWEST_TEXT
    return TitleMatch.OTHER if share <= _OTHER and is_known else TitleMatch.UNCLEAR


_FEWEST_TEXT = 400
"""Characters of a first page that would state the title."""


def _first_text(fulltext: FullText) -> str:
    """Return the beginning of an article, its headings included."""
    pages = [page for page in fulltext.pages if page.number <= _LAST_FIRST_PAGE]
    passages = [passage for page in pages for passage in page.passages]
    texts = (part for passage in passages for part in (passage.section, passage.text))
    return " ".join(dict.fromkeys(texts))[:_FIRST_CHARACTERS]


def _share(wanted: list[str], text: str) -> float:
    """Return how many of the pairs of words that follow each other in a title do so in a text."""
    if "".join(wanted) in text.replace(" ", ""):
        return 1.0
    words = text.split()
    present = set(pairwise(words))
    pairs = list(pairwise(wanted))
    return sum(pair in present for pair in pairs) / len(pairs)
