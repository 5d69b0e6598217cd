"""The outcomes of a list of values, as in "effects of 0.4 and 0.7 for worry and sleep"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pprnet.extraction.reported_effects.effect_parser import ParsedEffect
from pprnet.extraction.reported_effects.notation.effect_tokenizer import WORD, EffectToken
from pprnet.extraction.reported_effects.outcome_phrases import outcome_phrase

_PREPOSITIONS = frozenset({"for", "on", "in"})
_SEPARATORS = frozenset({",", "and", "&"})
_ITEM_ENDS = frozenset(
    {"was", "were", "is", "are", "at", "with", "respectively", "compared", "than", "after", "from"}
)
_MAX_TOKENS_OF_LIST, _MAX_TOKENS_BEFORE = 40, 30


def listed_outcomes(
    text: str, tokens: Sequence[EffectToken], parsed: Sequence[ParsedEffect]
) -> dict[int, str]:
    """Return the outcomes of effects by their position, where as many are listed as values.

    Args:
        text: the text that the tokens belong to.
        tokens: the tokens of one sentence.
        parsed: the effects of the sentence, in order.
    """
    found: dict[int, str] = {}
    for start, end in _value_lists(tokens, parsed):
        for phrases in _phrase_lists(text, tokens, parsed[start], parsed[end - 1]):
            if len(phrases) == end - start and all(phrases):
                found.update(enumerate(phrases, start))
                break
    return found


def _value_lists(
    tokens: Sequence[EffectToken], parsed: Sequence[ParsedEffect]
) -> Iterator[tuple[int, int]]:
    """Yield the first and the end position of each list of two or more values in a row."""
    start = 0
    for position in range(1, len(parsed) + 1):
        if position < len(parsed) and _continues_list(tokens, parsed, position):
            continue
        if position - start > 1:
            yield start, position
        start = position


def _continues_list(
    tokens: Sequence[EffectToken], parsed: Sequence[ParsedEffect], position: int
) -> bool:
    """Return whether only a comma or "and" stands between an effect and the one before it."""
    one, last = parsed[position], parsed[position - 1]
    between = tokens[last.precision.next_index : one.first]
    return one.source == "row" and all(token.text in _SEPARATORS for token in between)


def _phrase_lists(
    text: str, tokens: Sequence[EffectToken], first: ParsedEffect, last: ParsedEffect
) -> Iterator[list[str]]:
    """Yield the lists of phrases after and before a list of values."""
    place = last.precision.next_index
    while place < len(tokens) and tokens[place].text in {")", ",", "respectively"}:
        place += 1
    if place < len(tokens) and tokens[place].text in _PREPOSITIONS:
        yield _phrases(text, tokens, place + 1, place + _MAX_TOKENS_OF_LIST)
    earliest = max(-1, first.first - _MAX_TOKENS_BEFORE)
    for place in range(first.value.next_index - 1, earliest, -1):
        if tokens[place].text in _PREPOSITIONS:
            yield _phrases(text, tokens, place + 1, first.value.next_index)


def _phrases(text: str, tokens: Sequence[EffectToken], start: int, end: int) -> list[str]:
    """Return the phrases between separators, up to what ends a list."""
    phrases: list[str] = []
    place = start
    while place < min(end, len(tokens)):
        token = tokens[place]
        if token.text in _ITEM_ENDS or token.kind not in {WORD, "-", "/", ",", "number", "&"}:
            break
        if token.text in _SEPARATORS:
            if place > start:
                phrases.append(outcome_phrase(text, tokens, start, place))
            start = place + 1
        place += 1
    return [*phrases, outcome_phrase(text, tokens, start, place)] if place > start else phrases
