"""Whole numbers in words, read by text2num within the borders that are set here.

Measured on 0 to 20,000 in both languages, text2num 3.1.0 reads a whole run of number words
rightly, with "and", without it, and in the Belgian and Swiss forms ("septante"). It is not asked
where it is wrong or cannot know: "two thirds" (it gives "two 3rds"), "a dozen", "deux ou trois"
(it reads the second number only), "forty and two" (it adds), "one" and "un" as pronoun and
article, "second" as ordinal, "neuf" as adjective.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from text_to_num import text2num

from pprnet.claims.quantities.numerals.pieces import Piece
from pprnet.extraction.text_processing.word_tokenizer import word_set

SCALES = {
    "en": {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000},
    "fr": {
        "mille": 1000, "million": 1_000_000, "millions": 1_000_000, "milliard": 1_000_000_000,
        "milliards": 1_000_000_000,
    },
}  # fmt: skip
NUMBER_WORDS = {
    "en": word_set(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy "
        "eighty ninety hundred thousand million billion"
    ),
    "fr": word_set(
        "zéro un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze "
        "quinze seize vingt vingts trente quarante cinquante soixante septante huitante octante "
        "nonante cent cents mille million millions milliard milliards"
    ),
}
_AFTER_AND = {
    "en": word_set("hundred thousand million"),
    "fr": word_set("vingt trente quarante cinquante soixante septante huitante nonante"),
}
_JOINED_BY_ET = word_set("un une onze")
_CONJUNCTION = {"en": "and", "fr": "et"}
_MAX_PIECES = 32


def word_number(
    pieces: Sequence[Piece], text: str, first: int, language: str
) -> tuple[float, int] | None:
    """Return a value and the place after its last piece, `None` where no number is spelt out.

    Args:
        pieces: the pieces of the text.
        text: the text itself.
        first: the place of the first word in `pieces`.
        language: "en" or "fr".
    """
    last = _run_end(pieces, text, first, language)
    while last > first:
        words = " ".join([p.text for p in pieces[first:last] if p.text != "-"])
        if (value := _value_of(words, language)) is not None:
            return value, last
        last -= 1
        while last > first and pieces[last - 1].text not in NUMBER_WORDS[language]:
            last -= 1
    return None


def _run_end(pieces: Sequence[Piece], text: str, first: int, language: str) -> int:
    """Return the place after the number words that follow each other from `first`."""
    words, last = NUMBER_WORDS[language], first + 1
    while last < min(len(pieces), first + _MAX_PIECES):
        gap = text[pieces[last - 1].end : pieces[last].start]
        if len(gap) > 1:
            break
        if pieces[last].text in words:
            last += 1
        elif step := _joining_pieces(pieces, last, language):
            last += step
        else:
            break
    return last


def _joining_pieces(pieces: Sequence[Piece], place: int, language: str) -> int:
    """Return how many pieces join a number word with the next one: "-", "and", "-et-"; else 0."""
    step = 1 if pieces[place].text == "-" else 0
    if place + step >= len(pieces):
        return 0
    word = pieces[place + step].text
    if step and word in NUMBER_WORDS[language]:
        return 1
    if word != _CONJUNCTION[language] or pieces[place - 1].text not in _AFTER_AND[language]:
        return 0
    step += 1
    if place + step < len(pieces) and pieces[place + step].text == "-":
        step += 1
    following = pieces[place + step].text if place + step < len(pieces) else ""
    allowed = _JOINED_BY_ET if language == "fr" else NUMBER_WORDS["en"]
    return step if following in allowed and following not in SCALES[language] else 0


@lru_cache(maxsize=4096)
def _value_of(words: str, language: str) -> float | None:
    try:
        return float(text2num(words, language))
    except ValueError:
        return None
