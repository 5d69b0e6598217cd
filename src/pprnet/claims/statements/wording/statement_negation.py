"""Whether a direction is denied, and whether its test was significant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pprnet.claims.statements.wording.cues.cue_lexicon import CueForm, word_table
from pprnet.claims.statements.wording.cues.cue_values import Chain, DirectionCue
from pprnet.claims.statements.wording.cues.sentence_words import Clause, SentenceWords
from pprnet.extraction.text_processing.word_tokenizer import word_set

_MAX_BEFORE, _MAX_AFTER, _MAX_TO_TEST = 8, 3, 9
_P_VALUE = re.compile(r"\b[pP]s?\s{0,2}([<=>≤≥])\s{0,2}0?\s?[.,·](\d{1,6})")
_MAX_TO_P = 160
"""Characters from a statement to its p."""
_ALPHA, _TREND = 0.05, 0.1
_OPENINGS = word_set("on in at under for with sur dans a pour avec")
_STOPS = word_set("and et or ou")


class Test(NamedTuple):
    """A word of significance: its position, and whether it says that there is some."""

    place: int
    is_significant: bool


def is_denied(
    sentence: SentenceWords, clause: Clause, chain: Chain, previous_end: int, *, is_first: bool
) -> bool:
    """Return whether a negation before or after a chain denies it.

    Args:
        sentence: the sentence.
        clause: the clause of the chain.
        chain: the words with the direction.
        previous_end: position after the chain before it.
        is_first: whether it is the first chain of its clause.
    """
    if is_first and _opens_with_denial(sentence, clause):
        return True
    first = max(clause.first, previous_end, chain.first - _MAX_BEFORE)
    for place in range(chain.first - 1, first - 1, -1):
        if is_denial(sentence, place):
            return True
        if sentence.words[place] in _STOPS and place < chain.first - 2:
            break
        if set(sentence.marks[place + 1]) & set(",;:()") and place < chain.first - 1:
            break
    return _is_denied_within(sentence, clause, chain)


def _opens_with_denial(sentence: SentenceWords, clause: Clause) -> bool:
    """Return whether a clause begins as in "On no outcome did" or "At no time was"."""
    words = sentence.words[clause.first : clause.first + 3]
    opening = words[1:] if words[0] in {"and", "but", "et", "mais"} else words
    return opening[:1] != [] and opening[0] in _OPENINGS and opening[1:2] in (["no"], ["aucun"])


def _is_denied_within(sentence: SentenceWords, clause: Clause, chain: Chain) -> bool:
    words = sentence.words
    after = range(chain.last + 1, min(clause.end, chain.last + 1 + _MAX_AFTER))
    if sentence.language == "fr" and not {"n", "ne"}.isdisjoint(
        words[max(clause.first, chain.first - 3) : chain.first + 1]
    ):
        return any(
            is_denial(sentence, place) for place in [*range(chain.first, chain.last), *after]
        )
    return any(words[place] in {"none", "neither", "nothing"} for place in after)


def is_denial(sentence: SentenceWords, place: int) -> bool:
    """Return whether a word denies what follows: not in "not only", "non-significant", "no 5".

    Args:
        sentence: the sentence.
        place: position of the word.
    """
    words = sentence.words
    if words[place] not in word_table(sentence.language, "negations"):
        return False
    following = words[place + 1] if place + 1 < len(words) else ""
    if words[place] == "non" and sentence.language != "fr":
        return False
    if words[place] == "non" and following.startswith("signif"):
        return False
    if words[place] == "t":
        return "'" in sentence.marks[place] or "’" in sentence.marks[place]
    return following not in word_table(sentence.language, "not_negating")


def find_tests(sentence: SentenceWords, clause: Clause, cues: Sequence[DirectionCue]) -> list[Test]:
    """Return the words of significance in a clause.

    Args:
        sentence: the sentence.
        clause: the part of it that is read.
        cues: the cues of the clause.
    """
    tests = []
    for cue in cues:
        if cue.entry.form is CueForm.TEST:
            word = sentence.words[cue.first]
            denied = word.startswith(("non", "insig")) or any(
                is_denial(sentence, place)
                for place in range(max(clause.first, cue.first - 4), cue.first)
                if not _crosses(sentence, place, cue.first)
            )
            tests.append(Test(cue.first, not denied))
    return tests


def _crosses(sentence: SentenceWords, place: int, end: int) -> bool:
    """Return whether a comma or "and" stands between two words."""
    return any(
        "," in sentence.marks[index] or sentence.words[index] in _STOPS
        for index in range(place + 1, end)
    )


def significance_of(
    sentence: SentenceWords, chain: Chain, tests: Sequence[Test], next_start: int
) -> bool | None:
    """Return what is said of the test of a chain, `None` where nothing is.

    Args:
        sentence: the sentence.
        chain: the words with the direction.
        tests: the words of significance in its clause.
        next_start: position of the first word that is no longer about it.
    """
    near = [
        (min(abs(test.place - chain.first), abs(test.place - chain.last)), test)
        for test in tests
        if chain.first - _MAX_TO_TEST <= test.place < min(next_start, chain.last + _MAX_TO_TEST)
    ]
    if near:
        return min(near)[1].is_significant
    start = sentence.tokens[chain.last].end
    limit = (
        sentence.end if next_start >= len(sentence.tokens) else sentence.tokens[next_start].start
    )
    return p_significance(sentence.text, start, min(limit, start + _MAX_TO_P))


def p_significance(text: str, start: int, end: int) -> bool | None:
    """Return whether the first p in a part of a text is of a significant test.

    Args:
        text: the text.
        start: of the part, in characters.
        end: of the part, exclusive.
    """
    found = _P_VALUE.search(text, start, end)
    if not found:
        return None
    sign, value = found[1], float(f"0.{found[2]}")
    if value <= _ALPHA:
        return True if sign in "<=≤" else None
    if sign in "<≤" and value < _TREND:
        return None
    return False
