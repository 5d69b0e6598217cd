"""Outcome, comparison and direction of an effect, from the words around it.

Plain rules on the words between the previous effect and this one; what they do not state is empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pprnet.extraction.reported_effects.notation.effect_tokenizer import (
    NUMBER,
    WORD,
    EffectToken,
)
from pprnet.extraction.text_processing.word_tokenizer import word_set

MAX_PHRASE_WORDS = 6
_MAX_TOKENS_BEFORE = 45
_MAX_TOKENS_AFTER = 10
_PREPOSITIONS = word_set("in on for of with regarding concerning")
_VERBS = word_set(
    "showed reported had improved reduced increased decreased predicted were was had scored "
    "revealed experienced lowered"
)
_FUNCTION_WORDS = word_set(
    "the a an both all each their its any this that these those and or to as at but also some "
    "other more less fewer greater higher lower better worse significantly significant stronger "
    "reduced increased improved scores score levels level"
)
_QUALIFIERS = word_set(
    "adjusted pooled mean overall unadjusted standardized standardised partial crude weighted "
    "effect size sizes estimated primary secondary outcome i.e e.g with"
)
_LEADING_WORDS = _FUNCTION_WORDS | _QUALIFIERS
_TRAILING_WORDS = _LEADING_WORDS | _PREPOSITIONS
_OUTCOME_INTRODUCERS = _PREPOSITIONS | _VERBS
_NAME_PREPOSITIONS = _PREPOSITIONS | {"between"}
_PHRASE_ENDS = word_set(
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
_COMPARISON_WORDS = word_set("versus vs than favoring favouring favored favoured")
_TWO_WORD_COMPARISONS = word_set("compared relative comparison")
_HIGHER_WORDS = word_set(
    "higher greater more increased increase increases larger longer improved gain better "
    "stronger additional likelier rose higher-than positively"
)
_LOWER_WORDS = word_set(
    "lower fewer less reduced reduction reductions decreased decrease decreases smaller shorter "
    "declined decline worse weaker fell negatively inversely"
)
_NEGATIONS = word_set("no not nor neither without nonsignificant insignificant")
_DIFFERENCE_WORDS = word_set(
    "difference differences differ differed significant significantly superior effect effects "
    "association correlation improvement improve change associated correlated"
)


class EffectContext(NamedTuple):
    """What an effect is of, in words of the text; each field empty if not stated."""

    outcome: str
    comparison: str
    direction: str


@dataclass(frozen=True, slots=True)
class EffectPosition:
    """The position of an effect among the tokens of its sentence."""

    context_start: int
    """The lexeme after the effect before it, or the first of the sentence."""
    first: int
    value_index: int
    """The lexeme of its number."""
    next_index: int


def extract_context(
    text: str, tokens: Sequence[EffectToken], position: EffectPosition
) -> EffectContext:
    """Return the outcome, comparison and direction of an effect.

    Args:
        text: the text that the tokens belong to.
        tokens: the tokens of one sentence.
        position: the position of the effect in `tokens`.
    """
    start = max(position.context_start, position.first - _MAX_TOKENS_BEFORE)
    return EffectContext(
        next(filter(None, _outcomes(text, tokens, start, position)), ""),
        _comparison(text, tokens, start, position),
        _direction(tokens, start, position),
    )


def _outcomes(
    text: str, tokens: Sequence[EffectToken], start: int, position: EffectPosition
) -> Iterator[str]:
    """Yield possible outcomes, the most reliable first."""
    yield from _phrases_after_prepositions(
        text, tokens, position.first, position.value_index, _NAME_PREPOSITIONS
    )
    opened = _open_bracket(tokens, start, position.first)
    if opened is not None:
        yield _outcome_phrase(text, tokens, opened + 1, position.first)
    if position.next_index < len(tokens) and tokens[position.next_index].text in {"for", "on"}:
        yield _outcome_phrase(
            text, tokens, position.next_index + 1, position.next_index + _MAX_TOKENS_AFTER
        )
    end = position.first if opened is None else opened
    yield from _phrases_after_prepositions(text, tokens, start, end, _OUTCOME_INTRODUCERS)
    if position.context_start:
        yield _outcome_phrase(text, tokens, start, end)


def _open_bracket(tokens: Sequence[EffectToken], start: int, first: int) -> int | None:
    """Return the position of the bracket that is open where an effect begins."""
    for position in range(first - 1, start - 1, -1):
        if tokens[position].kind == "(":
            return position
        if tokens[position].kind == ")":
            return None
    return None


def _phrases_after_prepositions(
    text: str,
    tokens: Sequence[EffectToken],
    start: int,
    end: int,
    leads: frozenset[str] = _PREPOSITIONS,
) -> Iterator[str]:
    """Yield the phrases that follow "in", "on", "for" and the like, the nearest first."""
    for position in range(end - 1, start - 1, -1):
        if tokens[position].text in leads:
            yield _outcome_phrase(text, tokens, position + 1, end)


def _outcome_phrase(text: str, tokens: Sequence[EffectToken], start: int, end: int) -> str:
    """Return the first words from a position on, up to where something else begins."""
    end = min(end, len(tokens))
    while start < end and (
        tokens[start].kind != WORD or tokens[start].text.lower() in _LEADING_WORDS
    ):
        start += 1
    stop, words = start, 0
    while stop < end and words < MAX_PHRASE_WORDS and _continues_phrase(tokens[stop]):
        joined = stop > start and tokens[stop - 1].kind in {"-", "/"}
        words += tokens[stop].kind == WORD and not joined
        stop += 1
    while stop > start and _cannot_end_phrase(tokens[stop - 1]):
        stop -= 1
    if stop <= start or tokens[stop - 1].text.lower() in _NOT_OUTCOMES:
        return ""
    return " ".join(text[tokens[start].start : tokens[stop - 1].end].split()[:MAX_PHRASE_WORDS])


def _cannot_end_phrase(token: EffectToken) -> bool:
    """Return whether no phrase ends with a token: a function word, or a dash before a number."""
    return token.text in _TRAILING_WORDS or token.kind in {"-", "/"}


def _continues_phrase(token: EffectToken) -> bool:
    if token.kind == WORD:
        return token.text not in _PHRASE_ENDS
    return token.kind in {"-", "/"}


def _comparison(
    text: str, tokens: Sequence[EffectToken], start: int, position: EffectPosition
) -> str:
    for index in range(position.value_index - 1, start - 1, -1):
        word = tokens[index].text.lower()
        if word in _COMPARISON_WORDS:
            return _comparison_phrase(text, tokens, index + 1, position.value_index)
        if word in _TWO_WORD_COMPARISONS and index + 1 < position.value_index:
            return _comparison_phrase(text, tokens, index + 2, position.value_index)
    return ""


def _comparison_phrase(text: str, tokens: Sequence[EffectToken], start: int, end: int) -> str:
    """Return up to six words as printed."""
    while start < end and tokens[start].text in {"the", "a", "an", "in", "those", "that", "-"}:
        start += 1
    stop = start
    while stop < end and stop - start < MAX_PHRASE_WORDS and _continues_phrase(tokens[stop]):
        stop += 1
    return text[tokens[start].start : tokens[stop - 1].end] if stop > start else ""


def _direction(tokens: Sequence[EffectToken], start: int, position: EffectPosition) -> str:
    end_index = min(len(tokens), position.next_index)
    words = [token.text.lower() for token in tokens[start:end_index] if token.kind != NUMBER]
    for index, word in enumerate(words):
        if word in _NEGATIONS and _DIFFERENCE_WORDS & set(words[index + 1 : index + 6]):
            return "none"
    for word in reversed(words):
        if word in _HIGHER_WORDS or word in _LOWER_WORDS:
            return "higher" if word in _HIGHER_WORDS else "lower"
    return ""
