"""What the words around an effect say of it: outcome, comparison and direction.

Plain rules on the words between the effect before and this one; what they do not say is empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pprnet.reading.effects.lexemes import NUMBER, WORD, Lexeme, word_set

MOST_WORDS = 6
_REACH = 45
_AFTERWARDS = 10
_PREPOSITIONS = word_set("in on for of with regarding concerning")
_VERBS = word_set(
    "showed reported had improved reduced increased decreased predicted were was had scored "
    "revealed experienced lowered"
)
_SMALL = word_set(
    "the a an both all each their its any this that these those and or to as at but also some "
    "other more less fewer greater higher lower better worse significantly significant stronger "
    "reduced increased improved scores score levels level"
)
_QUALIFIERS = word_set(
    "adjusted pooled mean overall unadjusted standardized standardised partial crude weighted "
    "effect size sizes estimated primary secondary outcome i.e e.g with"
)
_SKIPPED = _SMALL | _QUALIFIERS
_TRAILING = _SKIPPED | _PREPOSITIONS
_LEADS = _PREPOSITIONS | _VERBS
_WITHIN = _PREPOSITIONS | {"between"}
_ENDS = word_set(
    "than compared versus vs relative after at among between by from during within over across "
    "was were is are had have showed reported whereas while when where which who that but if "
    "because due following through until per using favoring favouring compared did with"
)
_NOT_OUTCOMES = word_set(
    "group groups condition conditions month months week weeks year years participants patients "
    "women men arm arms controls control placebo studies trials follow followup up treatment "
    "time adults children people analysis models average difference comparison addition "
    "intervention session sessions day days posttreatment post meta no found small large medium "
    "moderate total n results result upper lower findings conclusions there units"
)
_COMPARED = word_set("versus vs than favoring favouring favored favoured")
_TWO_WORDS = word_set("compared relative comparison")
_HIGHER = word_set(
    "higher greater more increased increase increases larger longer improved gain better "
    "stronger additional likelier rose higher-than positively"
)
_LOWER = word_set(
    "lower fewer less reduced reduction reductions decreased decrease decreases smaller shorter "
    "declined decline worse weaker fell negatively inversely"
)
_NO = word_set("no not nor neither without nonsignificant insignificant")
_DIFFER = word_set(
    "difference differences differ differed significant significantly superior effect effects "
    "association correlation improvement improve change associated correlated"
)


class Clause(NamedTuple):
    """The words that say what an effect is of; each empty if not stated."""

    outcome: str
    comparison: str
    direction: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where an effect stands among the lexemes of its sentence."""

    before: int
    """The lexeme after the effect before it, or the first of the sentence."""
    first: int
    value: int
    """The lexeme of its number."""
    after: int


def clause(text: str, found: Sequence[Lexeme], place: Place) -> Clause:
    """Read the words before, within and shortly after an effect in its sentence."""
    start = max(place.before, place.first - _REACH)
    return Clause(
        next(filter(None, _outcomes(text, found, start, place)), ""),
        _comparison(text, found, start, place),
        _direction(found, start, place),
    )


def _outcomes(text: str, found: Sequence[Lexeme], start: int, place: Place) -> Iterator[str]:
    """Give what may be the outcome, the surest first."""
    yield from _after_prepositions(text, found, place.first, place.value, _WITHIN)
    opened = _bracket(found, start, place.first)
    if opened is not None:
        yield _phrase(text, found, opened + 1, place.first)
    if place.after < len(found) and found[place.after].text in {"for", "on"}:
        yield _phrase(text, found, place.after + 1, place.after + _AFTERWARDS)
    end = place.first if opened is None else opened
    yield from _after_prepositions(text, found, start, end, _LEADS)
    if place.before:
        yield _phrase(text, found, start, end)


def _bracket(found: Sequence[Lexeme], start: int, first: int) -> int | None:
    """Give the bracket that is open where an effect begins."""
    for place in range(first - 1, start - 1, -1):
        if found[place].kind == "(":
            return place
        if found[place].kind == ")":
            return None
    return None


def _after_prepositions(
    text: str,
    found: Sequence[Lexeme],
    start: int,
    end: int,
    leads: frozenset[str] = _PREPOSITIONS,
) -> Iterator[str]:
    """Give the phrases that follow "in", "on", "for" and the like, the nearest first."""
    for place in range(end - 1, start - 1, -1):
        if found[place].text in leads:
            yield _phrase(text, found, place + 1, end)


def _phrase(text: str, found: Sequence[Lexeme], start: int, end: int) -> str:
    """Give the first words from a place on, up to where another thing begins."""
    end = min(end, len(found))
    while start < end and (found[start].kind != WORD or found[start].text.lower() in _SKIPPED):
        start += 1
    stop, words = start, 0
    while stop < end and words < MOST_WORDS and _goes_on(found[stop]):
        joined = stop > start and found[stop - 1].kind in {"-", "/"}
        words += found[stop].kind == WORD and not joined
        stop += 1
    while stop > start and _hangs(found[stop - 1]):
        stop -= 1
    if stop <= start or found[stop - 1].text.lower() in _NOT_OUTCOMES:
        return ""
    return " ".join(text[found[start].start : found[stop - 1].end].split()[:MOST_WORDS])


def _hangs(lexeme: Lexeme) -> bool:
    """Tell what no phrase ends with: a small word, or the dash before the next number."""
    return lexeme.text in _TRAILING or lexeme.kind in {"-", "/"}


def _goes_on(lexeme: Lexeme) -> bool:
    if lexeme.kind == WORD:
        return lexeme.text not in _ENDS
    return lexeme.kind in {"-", "/"}


def _comparison(text: str, found: Sequence[Lexeme], start: int, place: Place) -> str:
    for index in range(place.value - 1, start - 1, -1):
        word = found[index].text.lower()
        if word in _COMPARED:
            return _named(text, found, index + 1, place.value)
        if word in _TWO_WORDS and index + 1 < place.value:
            return _named(text, found, index + 2, place.value)
    return ""


def _named(text: str, found: Sequence[Lexeme], start: int, end: int) -> str:
    """Give up to six words as they stand."""
    while start < end and found[start].text in {"the", "a", "an", "in", "those", "that", "-"}:
        start += 1
    stop = start
    while stop < end and stop - start < MOST_WORDS and _goes_on(found[stop]):
        stop += 1
    return text[found[start].start : found[stop - 1].end] if stop > start else ""


def _direction(found: Sequence[Lexeme], start: int, place: Place) -> str:
    until = min(len(found), place.after)
    words = [lexeme.text.lower() for lexeme in found[start:until] if lexeme.kind != NUMBER]
    for index, word in enumerate(words):
        if word in _NO and _DIFFER & set(words[index + 1 : index + 6]):
            return "none"
    for word in reversed(words):
        if word in _HIGHER or word in _LOWER:
            return "higher" if word in _HIGHER else "lower"
    return ""
