"""Effects that are stated in words, without the name of a measure.

A share of variance that is explained ("explained 8% of the variance") is R2. A percentage is a
percent difference where a change "by" it is stated ("fell by 34%"), or where it is lower, higher
and the like and the sentence compares or tests ("24% lower than in controls"). A number of points
is a mean difference where a comparison follows ("4.2 points lower than controls").
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pprnet.extraction.reported_effects.notation.effect_tokenizer import (
    NUMBER,
    WORD,
    EffectToken,
)
from pprnet.extraction.reported_effects.notation.printed_values import PrintedValue, parse_value
from pprnet.extraction.text_processing.word_tokenizer import word_set

WORDED_UNITS = word_set("% percent percentage cent points point units unit")
"""The words and marks of which one follows a number whose effect is stated in words."""
_CHANGE_NOUNS = word_set("reduction reductions increase decrease decline improvement drop rise")
_PREDICTING_WORDS = word_set("associated predicted linked related corresponded")
_EACH_WORDS = word_set("each every per")
_ARTICLES = word_set("a an")
_ROUND_NUMBERS = frozenset({"1", "5", "10", "one"})
_UNIT_CHANGES = word_set("increase increment rise decrease unit point reduction additional sd")
_MAX_WORDS_TO_UNIT = 24
_POINTS = word_set("points point units unit")
_CHANGE_VERBS = word_set(
    "reduced reducing decreased decreasing increased increasing fell "
    "rose dropped declined improved lowered lowers raised grew diminished cut differed differs"
)
_COMPARATIVES = word_set(
    "lower higher greater fewer less more larger smaller better worse shorter longer reduced "
    "increased decreased reduction reductions increase decrease decline improvement improvements"
)
_DIRECTION_WORDS = word_set("lower higher greater fewer less more larger smaller better worse")
_COMPARISON_WORDS = word_set("than compared relative versus vs")
_UNCERTAIN_WORDS = word_set(
    "expected expect expecting assumed assuming assume should could would might may if least most "
    "defined definition define criterion criteria threshold target margin response responder "
    "responders responded hypothesised hypothesized"
)
"""Words before a number that make it a plan, a bound or the definition of an outcome."""
_EXPOSURE_WORDS = word_set("each every per than")
"""Words before "a 1% increase" that make it the unit of a predictor, or a bound."""
_DIMENSION_WORDS = word_set("factor factors component components dimensions")
"""What explains variance of a questionnaire's items, and not of an outcome."""
_EXPLAINING_WORDS = word_set(
    "explained explain explains explaining accounted account accounts accounting"
)
_VARIANCE_WORDS = frozenset({"variance", "variances"})
_UNIT_WORDS = word_set("therapist therapists clinician clinicians clinic clinics site sites")
_UNIT_SHARES = word_set("effect effects level differences variability variance")
_SHARE_LINKS = word_set("between among within to across")
_MAX_WORDS_BEFORE, _MAX_WORDS_AFTER, _MAX_WORDS_TO_VARIANCE, _MAX_VALUES = 20, 14, 5, 4
_MAX_WORDS_OF_OBJECT = 5


def worded_measure(tokens: Sequence[EffectToken], index: int, value: PrintedValue) -> str | None:
    """Return "R2", "percent-difference" or "MD" for a number stated in words, or `None`.

    Args:
        tokens: the tokens of one sentence.
        index: position in `tokens` of the first token of the value.
        value: the printed value.
    """
    if index and tokens[index - 1].kind in {"<", "=", "±"}:
        return None
    last = _last_of_list(tokens, value)
    before = _words(tokens, max(0, index - _MAX_WORDS_BEFORE), index)
    after = _words(tokens, last.next_index, last.next_index + _MAX_WORDS_AFTER)
    if last.percent and _is_share_of_variance(before, after):
        return "R2"
    if _UNCERTAIN_WORDS.intersection(before) or _EXPOSURE_WORDS.intersection(before[-2:]):
        return None
    if last.percent and is_of_predictor_unit(tokens, value.next_index):
        return None
    if last.percent:
        differs = (
            _is_changed_by(before)
            or _is_object_changed_by(tokens, before)
            or _is_compared(tokens, last.next_index, after)
            or _is_change_in(before, after)
        )
        return "percent-difference" if differs else None
    return "MD" if _is_points_of_difference(after) else None


def is_of_predictor_unit(tokens: Sequence[EffectToken], place: int) -> bool:
    """Return whether words before a place are as in "each point more" or "a 10% increase in".

    Args:
        tokens: the tokens of one sentence.
        place: a position in `tokens`, after the unit of a predictor where there is one.
    """
    words = [token.text.lower() for token in tokens[max(0, place - _MAX_WORDS_TO_UNIT) : place]]
    after = [token.text.lower() for token in tokens[place : place + _MAX_WORDS_AFTER]]
    for at, word in enumerate(words):
        near = words[at + 1 : at + _MAX_WORDS_OF_OBJECT + 1]
        if word in _EACH_WORDS and not _UNIT_CHANGES.isdisjoint(near):
            return True
        follows = [*words[at + 1 :], *after]
        if word in _ARTICLES and follows[:1] and follows[0] in _ROUND_NUMBERS:
            changes = not _UNIT_CHANGES.isdisjoint(follows[1:4])
            if changes and not _PREDICTING_WORDS.isdisjoint(follows[3:_MAX_WORDS_AFTER]):
                return True
    return False


def _last_of_list(tokens: Sequence[EffectToken], value: PrintedValue) -> PrintedValue:
    """Return the last value of "5%, 8% and 12%" or "24-31%", the value itself if it is alone."""
    for _ in range(_MAX_VALUES):
        place = value.next_index
        if place + 1 >= len(tokens) or not (
            tokens[place].kind in {"-", ","} or tokens[place].text in {"to", "and"}
        ):
            break
        following = parse_value(tokens, place + 1)
        if following is None and tokens[place + 1].kind == NUMBER:  # "24-31%"
            following = parse_value(tokens[place + 1 : place + 4], 0)
            following = following and following._replace(
                next_index=following.next_index + place + 1
            )
        if following is None or not following.percent:
            break
        value = following
    return value


def _is_share_of_variance(before: list[str], after: list[str]) -> bool:
    """Return whether a percentage is of variance that something other than a unit explains."""
    words = before + after
    if any(
        word in _UNIT_WORDS and _UNIT_SHARES.intersection(words[place + 1 : place + 2])
        for place, word in enumerate(words)
    ) or any(
        word in _SHARE_LINKS and _UNIT_WORDS.intersection(words[place + 1 : place + 3])
        for place, word in enumerate(words)
    ):
        return False
    if _DIMENSION_WORDS.intersection(before):
        return False
    if after[:1] == ["of"]:
        nouns = after[1 : 1 + _MAX_WORDS_TO_VARIANCE]
        explained = _EXPLAINING_WORDS.intersection(before[-10:] + after[:9])
        return bool(_VARIANCE_WORDS.intersection(nouns) and explained)
    nearby = before[-6:]
    return bool(
        nearby[-1:]
        and nearby[-1] in {"was", "were", "of", "explained", "for", "by"}
        and _VARIANCE_WORDS.intersection(nearby)
        and _EXPLAINING_WORDS.intersection(nearby)
    )


def _is_changed_by(before: list[str]) -> bool:
    """Return whether a percentage follows "fell by" or "were reduced by"."""
    if before[-1:] != ["by"]:
        return False
    verb = before[-3] if before[-2:-1] and before[-2].endswith("ly") and before[-3:-2] else ""
    return before[-2:-1] != [] and (before[-2] in _CHANGE_VERBS or verb in _CHANGE_VERBS)


def _is_object_changed_by(tokens: Sequence[EffectToken], before: list[str]) -> bool:
    """Return whether a sentence that compares or tests says "reduced relapse by 32%"."""
    near = before[-1 - _MAX_WORDS_OF_OBJECT : -1]
    return (
        before[-1:] == ["by"]
        and "p" not in near
        and not _CHANGE_VERBS.isdisjoint(near)
        and _compares_or_tests(tokens)
    )


def _is_compared(tokens: Sequence[EffectToken], next_index: int, after: list[str]) -> bool:
    """Return whether "lower" and the like follow, in a sentence that compares or tests."""
    words = after[:3]
    if words[:1] and words[0] in _POINTS:
        words = words[1:]
    if words[:1] and words[0].endswith("ly"):
        words = words[1:]
    if not words or words[0] not in _COMPARATIVES or tokens[next_index].kind not in {WORD, "-"}:
        return False
    return _compares_or_tests(tokens)


def _is_change_in(before: list[str], after: list[str]) -> bool:
    """Return whether words are as in "led to a 34% reduction in", not of a predictor's unit."""
    if after[:1] == [] or after[0] not in _CHANGE_NOUNS or after[1:2] != ["in"]:
        return False
    return before[-1:] in (["a"], ["an"], ["and"]) and _PREDICTING_WORDS.isdisjoint(after)


def _compares_or_tests(tokens: Sequence[EffectToken]) -> bool:
    """Return whether a sentence has a word of comparison or a p."""
    return any(
        token.text.lower() in _COMPARISON_WORDS
        or (token.text in {"p", "P"} and following.kind in {"=", "<"})
        for token, following in pairwise(tokens)
    )


def _is_points_of_difference(after: list[str]) -> bool:
    """Return whether "points lower than" or the like follows."""
    if not after or after[0] not in _POINTS:
        return False
    following = after[1:]
    return (
        following[:1] != []
        and following[0] in _DIRECTION_WORDS
        and bool(_COMPARISON_WORDS.intersection(following[1:]))
    )


def _words(tokens: Sequence[EffectToken], start: int, end: int) -> list[str]:
    return [token.text.lower() for token in tokens[start:end] if token.kind == WORD]


_SMALL_NUMBERS = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_NUMBER_BY_WORD = {word: str(number) for number, word in enumerate(_SMALL_NUMBERS, start=2)}
_BEFORE_NUMBERS = word_set("was were is of about approximately around roughly and to between from")
_MAX_TOKENS_TO_NUMBER = 14


def with_numbers_needed(tokens: list[EffectToken]) -> list[EffectToken]:
    """Return the tokens with the number words after "number needed to treat" as figures.

    Args:
        tokens: the tokens of one sentence.
    """
    until = -1
    changed = list(tokens)
    for place, token in enumerate(tokens):
        if token.text in {"NNT", "NNTs"} or (token.text == "treat" and place >= 2):  # noqa: PLR2004
            until = place + _MAX_TOKENS_TO_NUMBER
        elif (
            place <= until
            and token.text in _NUMBER_BY_WORD
            and (tokens[place - 1].text in _BEFORE_NUMBERS or tokens[place - 1].kind in {"=", ":"})
        ):
            changed[place] = token._replace(kind=NUMBER, text=_NUMBER_BY_WORD[token.text])
    return changed
