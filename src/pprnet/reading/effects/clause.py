"""What the words around an effect say of it: outcome, comparison and direction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pprnet.reading.effects.lexemes import NUMBER, WORD, Lexeme

MOST_WORDS = 6
_REACH = 40
_LEAD = frozenset("in on for of with regarding concerning between".split())
_SMALL = frozenset(
    "the a an both all each their its any this that these those and or to as at but also some "
    "other".split()
)
_ENDS = frozenset(
    "than compared versus vs relative after at among between by from during within over across "
    "was were is are had have showed reported whereas while when where which who that but if "
    "because due following through until per using favoring favouring significantly".split()
)
_COMPARED = frozenset("versus vs than favoring favouring favored favoured".split())
_HIGHER = frozenset(
    "higher greater more increased increase increases larger longer improved gain better "
    "stronger additional likelier rose".split()
)
_LOWER = frozenset(
    "lower fewer less reduced reduction reductions decreased decrease decreases smaller shorter "
    "declined decline worse weaker fell".split()
)
_NO = frozenset("no not nor neither without nonsignificant insignificant".split())
_DIFFER = frozenset(
    "difference differences differ differed significant significantly superior effect effects "
    "association correlation improvement improve change".split()
)


class Clause(NamedTuple):
    """The words that say what an effect is of; each empty if not stated."""

    outcome: str
    comparison: str
    direction: str


def clause(text: str, found: Sequence[Lexeme], first: int, after: int) -> Clause:
    """Read the words before an effect, and a few after it, in its own sentence."""
    before = _before(found, first)
    return Clause(
        _outcome(text, found, before, first, after),
        _comparison(text, found, before, first),
        _direction(found, before, first, after),
    )


def _before(found: Sequence[Lexeme], first: int) -> int:
    """Give the lexeme with which the clause begins."""
    start = first
    while start > max(0, first - _REACH):
        lexeme = found[start - 1]
        if lexeme.kind in {";", ":"} and start < first:
            break
        start -= 1
    return start


def _outcome(
    text: str, found: Sequence[Lexeme], start: int, first: int, after: int
) -> str:
    if after < len(found) and found[after].text in {"for", "in", "on"}:
        return _phrase(text, found, after + 1, min(len(found), after + 12))
    end = first
    while end > start and found[end - 1].kind in {"(", ",", ":"}:
        end -= 1
    for place in range(end - 1, start - 1, -1):
        if found[place].text in _LEAD and (words := _phrase(text, found, place + 1, end)):
            return words
        if found[place].kind == NUMBER:
            return _phrase(text, found, place + 1, end)
    return _phrase(text, found, start, end)


def _phrase(text: str, found: Sequence[Lexeme], start: int, end: int) -> str:
    """Give the first words from a place on, up to where another thing begins."""
    while start < end and found[start].text.lower() in _SMALL | {"-", "/"}:
        start += 1
    stop, words = start, 0
    while stop < end and words < MOST_WORDS:
        lexeme = found[stop]
        if lexeme.kind not in {WORD, "-", "/"} or lexeme.text in _ENDS:
            break
        words += lexeme.kind == WORD and found[stop - 1].kind not in {"-", "/"}
        stop += 1
    while stop > start and found[stop - 1].text in _SMALL | _LEAD | {"-", "/"}:
        stop -= 1
    if stop <= start:
        return ""
    return " ".join(text[found[start].start : found[stop - 1].end].split()[:MOST_WORDS])


def _comparison(text: str, found: Sequence[Lexeme], start: int, first: int) -> str:
    for place in range(first - 1, start - 1, -1):
        word = found[place].text
        if word in _COMPARED:
            return _phrase(text, found, place + 1, first)
        if word in {"compared", "relative", "comparison"} and place + 1 < first:
            return _phrase(text, found, place + 2, first)
    return ""


def _direction(found: Sequence[Lexeme], start: int, first: int, after: int) -> str:
    words = [lexeme.text.lower() for lexeme in found[start:after] if lexeme.kind == WORD]
    for place, word in enumerate(words):
        if word in _NO and _DIFFER & set(words[place + 1 : place + 5]):
            return "none"
    for word in reversed(words):
        if word in _HIGHER or word in _LOWER:
            return "higher" if word in _HIGHER else "lower"
    return ""
