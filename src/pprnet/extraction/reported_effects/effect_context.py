"""Outcome, comparison and direction of an effect, from the words around it.

Plain rules on the words between the previous effect and this one; what they do not state is empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pprnet.extraction.reported_effects.notation.effect_tokenizer import (
    NUMBER,
    EffectToken,
)
from pprnet.extraction.reported_effects.notation.statistic_labels import short_name_in_brackets
from pprnet.extraction.reported_effects.outcome_phrases import (
    MAX_PHRASE_WORDS,
    PREPOSITIONS,
    VERBS,
    continues_phrase,
    outcome_phrase,
    subject_phrase,
)
from pprnet.extraction.text_processing.word_tokenizer import word_set

_MAX_TOKENS_BEFORE = 45
_MAX_TOKENS_AFTER = 10
_OUTCOME_INTRODUCERS = PREPOSITIONS | VERBS
_NAME_PREPOSITIONS = PREPOSITIONS | {"between"}
_UNITS = word_set("points point units unit days day sessions hours")
_COMPARISON_WORDS = word_set("versus vs than favoring favouring favored favoured")
_TWO_WORD_COMPARISONS = frozenset(
    {
        *((word, link) for word in ("compared", "comparison") for link in ("to", "with")),
        *((word, "to") for word in ("relative", "superior", "inferior", "equivalent")),
    }
)
_COMPARISON_STARTS = frozenset({*_COMPARISON_WORDS, "between"}) | {
    word for word, _link in _TWO_WORD_COMPARISONS
}
_DIFFERENCES = word_set("difference differences differ differed comparison comparisons")
_MAX_AFTER = 12
"""Tokens after an effect in which its comparison is searched."""
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
    if bracket := short_name_in_brackets(tokens, position.next_index):
        yield outcome_phrase(text, tokens, *bracket)
    yield from _phrases_after_prepositions(
        text, tokens, position.first, position.value_index, _NAME_PREPOSITIONS
    )
    opened = _open_bracket(tokens, start, position.first)
    if opened is not None:
        yield outcome_phrase(text, tokens, opened + 1, position.first)
    yield _phrase_after_value(text, tokens, position)
    if bracket := short_name_in_brackets(tokens, start):
        start = bracket[1]  # it belongs to the effect before
    end = position.first if opened is None else opened
    yield from _phrases_after_prepositions(text, tokens, start, end, _OUTCOME_INTRODUCERS)
    if position.context_start:
        yield outcome_phrase(text, tokens, start, end)
    yield subject_phrase(text, tokens, start, end)


def _phrase_after_value(text: str, tokens: Sequence[EffectToken], position: EffectPosition) -> str:
    """Return the outcome of "3.2 points on the scale", "of the variance in worry", "for worry"."""
    place = position.next_index
    if place < len(tokens) and tokens[place].text.lower() in _UNITS:
        place += 1
    words = [token.text for token in tokens[place : place + 6]]
    if words[:1] == ["of"] and "variance" in words:
        place += words.index("variance") + 1
    introducers = {"for", "on", "in"} if place > position.next_index else {"for", "on"}
    if place < len(tokens) and tokens[place].text in introducers:
        return outcome_phrase(text, tokens, place + 1, place + _MAX_TOKENS_AFTER)
    return ""


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
    leads: frozenset[str] = PREPOSITIONS,
) -> Iterator[str]:
    """Yield the phrases that follow "in", "on", "for" and the like, the nearest first."""
    for position in range(end - 1, start - 1, -1):
        if tokens[position].text in leads:
            yield outcome_phrase(text, tokens, position + 1, end)


def _comparison(
    text: str, tokens: Sequence[EffectToken], start: int, position: EffectPosition
) -> str:
    for index in range(position.value_index - 1, start - 1, -1):
        if tokens[index].text.lower() not in _COMPARISON_STARTS:
            continue
        if found := _comparison_at(text, tokens, index, position.value_index):
            return found
    for index in range(position.next_index, min(len(tokens), position.next_index + _MAX_AFTER)):
        if tokens[index].kind in {";", "."} or tokens[index].kind == NUMBER:
            break
        if tokens[index].text in {"than", "compared", "relative"}:
            return _comparison_at(text, tokens, index, len(tokens))
    return ""


def _comparison_at(text: str, tokens: Sequence[EffectToken], index: int, end: int) -> str:
    """Return what a comparison word at a position is followed by, empty if there is none."""
    word = tokens[index].text.lower()
    following = tokens[index + 1].text if index + 1 < end else ""
    if word in _COMPARISON_WORDS or (word, following) in _TWO_WORD_COMPARISONS:
        skipped = 1 if word in _COMPARISON_WORDS else 2
        return _comparison_phrase(text, tokens, index + skipped, end)
    if word == "between" and index and tokens[index - 1].text in _DIFFERENCES:
        phrase = _comparison_phrase(text, tokens, index + 1, end)
        return phrase if " and " in phrase or " or " in phrase else ""
    return ""


def _comparison_phrase(text: str, tokens: Sequence[EffectToken], start: int, end: int) -> str:
    """Return up to six words as printed."""
    while start < end and tokens[start].text in {"the", "a", "an", "in", "those", "that", "-"}:
        start += 1
    stop = start
    while stop < end and stop - start < MAX_PHRASE_WORDS and continues_phrase(tokens, stop):
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
