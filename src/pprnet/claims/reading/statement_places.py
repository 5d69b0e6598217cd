"""Where a direction stands in a text: its words with their negation, degree and test."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache

from pprnet.claims.reading.read_text import ReadText
from pprnet.claims.statements.statement_values import Statement
from pprnet.claims.statements.wording.cues.cue_lexicon import CueForm, cue_lexicon, word_table
from pprnet.extraction.text_processing.word_tokenizer import Token, word_set

_MAX_TO_DECIDING = 8
"""Words between a direction and a negation or test that is part of it."""
_MODIFIERS = word_set(
    "a an any slightly only just far much clearly somewhat almost nearly hardly barely still quite "
    "very rather mostly mainly particularly numerically marginally strongly weakly highly fairly "
    "little all some none did does do was were is are be been had has have both indeed markedly "
    "un une peu tres nettement bien encore presque legerement fortement que tout tous toutes ne n "
    "etait etaient est sont ete avait avaient a ont avec sans the la le l least most again also "
    "aussi reste restee restait remained stayed gave brought found showed"
)
_MAX_MODIFIERS = 4


def statement_place(text: ReadText, statement: Statement) -> tuple[int, int]:
    """Return where the words stand that decide a direction, with those that deny or grade them.

    Args:
        text: that makes the statement.
        statement: one of its statements.
    """
    tokens = _tokens_of(text, statement)
    starts = [token.start for token in tokens]
    first = max(0, bisect_right(starts, statement.start) - 1)
    last = max(first, bisect_left(starts, statement.end) - 1)
    if not tokens:
        return statement.start, statement.end
    words = [token.word for token in tokens]
    low, high = _clause(starts, statement)
    deciding = deciding_words(text.language)
    near = range(max(low, first - _MAX_TO_DECIDING), min(high, last + _MAX_TO_DECIDING + 1))
    places = [place for place in near if words[place] in deciding]
    begin, end = min([first, *places]), max([last, *places])
    while begin > low and first - begin < _MAX_MODIFIERS and words[begin - 1] in _MODIFIERS:
        begin -= 1
    while end + 1 < high and end - last < _MAX_MODIFIERS and words[end + 1] in _MODIFIERS:
        end += 1
    return min(statement.start, tokens[begin].start), max(statement.end, tokens[end].end)


def _tokens_of(text: ReadText, statement: Statement) -> Sequence[Token]:
    for sentence in text.sentences:
        if sentence.start <= statement.start < sentence.end:
            return sentence.tokens
    return ()


def _clause(starts: Sequence[int], statement: Statement) -> tuple[int, int]:
    """Return the positions of the first word of a clause and after its last."""
    if statement.clause_start < 0:
        return 0, len(starts)
    low = bisect_left(starts, statement.clause_start)
    return low, max(low, bisect_left(starts, statement.clause_end))


@cache
def deciding_words(language: str) -> frozenset[str]:
    """Return the single words that deny a direction or tell of its test.

    Args:
        language: "en" or "fr".
    """
    tests = {
        entry.phrase[0]
        for entries in cue_lexicon(language).values()
        for entry in entries
        if entry.entry.form is CueForm.TEST
    }
    return word_table(language, "negations") | tests
