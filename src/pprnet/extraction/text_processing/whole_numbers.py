"""Whole numbers in a text, in figures ("12,345", "12 345", "12'345") and in words ("sixty-two")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pprnet.extraction.text_processing.printed_numbers import (
    is_thousands_mark,
    may_continue_scientific,
    plain_notation,
    scientific_number_end,
)
from pprnet.extraction.text_processing.word_tokenizer import Token, word_set


def _values(words: str, step: int, first: int) -> dict[str, int]:
    return {word: step * place for place, word in enumerate(words.split(), start=first)}


_UNITS = _values(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen",
    step=1,
    first=0,
)
_TENS = _values("twenty thirty forty fifty sixty seventy eighty ninety", step=10, first=2)
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_WORDS = _UNITS | _TENS | _SCALES
_MAX_DIGITS = 15  # digits; more is a serial number
_MAX_SCALED_DIGITS = 6
_GROUP = 3
_MAX_GROUPS = 5
_MAX_POWER_TOKENS = 6
_NUMBERED_NOUNS = word_set(
    "group phase type step week day grade stage level table figure version study experiment trial "
    "sample wave time session cohort month year case site"
)
"""After these a number is a name and begins no other: "study 1 120 clients"."""


@dataclass(frozen=True, slots=True)
class WholeNumber:
    """A whole number and the tokens `first` to `last`, inclusive, that state it."""

    value: int
    first: int
    last: int


def whole_numbers(tokens: Sequence[Token], text: str) -> Iterator[WholeNumber]:
    """Yield the whole numbers in the order of the text; percentages and decimals are left out.

    Args:
        tokens: the words of a text.
        text: the text itself.
    """
    last = -1
    for index, (word, printed, _, _) in enumerate(tokens):
        if index <= last:
            continue
        found = None
        if word in _WORDS:
            found = _number_in_words(tokens, index)
        elif printed[0].isdecimal():
            last, value = _number_in_digits(tokens, text, index)
            found = None if value is None else WholeNumber(value, index, last)
        if found:
            last = found.last
            yield found


def _number_in_digits(tokens: Sequence[Token], text: str, index: int) -> tuple[int, int | None]:
    """Return the last token of a number and its value, `None` where it is not whole."""
    if may_continue_scientific(text, tokens[index].end):
        end = scientific_number_end(text, tokens[index].start)
        if end:
            return _last_token_before(tokens, index, end), _whole_power(
                text[tokens[index].start : end]
            )
    if scaled := _scaled_value(tokens, index):
        return index + 1, scaled
    last = _last_group(tokens, text, index)
    if last > index:
        digits = "".join([token.printed for token in tokens[index : last + 1]])
        return last, int(digits) if digits.isdecimal() else None
    return index, _whole_value(tokens[index].printed)


def _scaled_value(tokens: Sequence[Token], index: int) -> int:
    """Return the value of "1.2 million" or "12 thousand", 0 where no such word follows."""
    printed, following = tokens[index].printed, tokens[index + 1 : index + 2]
    if not following or following[0].word not in {"thousand", "million"}:
        return 0
    whole, _, decimals = printed.partition(".")
    if not (whole + decimals).isdecimal() or len(printed) > _MAX_SCALED_DIGITS:
        return 0
    return round(float(printed) * _SCALES[following[0].word])


def _whole_value(printed: str) -> int | None:
    if len(printed) > _MAX_DIGITS:
        return None
    groups = printed.split(",")
    if not all(group.isdecimal() for group in groups):
        return None
    if any(len(group) != _GROUP for group in groups[1:]) or len(groups[0]) > _GROUP < len(printed):
        return None if len(groups) > 1 else int(printed)
    return int("".join(groups))


def _whole_power(printed: str) -> int | None:
    value = float(plain_notation(printed))
    return int(value) if value.is_integer() and value < 10**_MAX_DIGITS else None


def _last_token_before(tokens: Sequence[Token], index: int, end: int) -> int:
    last = index
    while last + 1 < min(len(tokens), index + _MAX_POWER_TOKENS) and tokens[last + 1].start < end:
        last += 1
    return last


def _last_group(tokens: Sequence[Token], text: str, index: int) -> int:
    """Return the token of the last group of thousands, as in "12 345", "12'345", "12'345.60"."""
    first = tokens[index].printed
    if not first.isdecimal() or len(first) > _GROUP or first[0] == "0":
        return index
    last = index
    while last + 1 < len(tokens) and last - index < _MAX_GROUPS:
        token = tokens[last + 1]
        gap = text[tokens[last].end : token.start]
        if not (is_thousands_mark(gap) and token.printed[0].isdecimal()):
            break
        if len(token.printed) != _GROUP or not token.printed.isdecimal():
            return last + 1 if gap != " " and _ends_with_decimals(token.printed) else index
        if gap == " " and last == index and _begins_other_number(tokens, index):
            return index
        last += 1
    return last


def _ends_with_decimals(printed: str) -> bool:
    """Return whether a group of thousands is the last one and has a point: "345.60"."""
    group, point, decimals = printed.partition(".")
    return len(group) == _GROUP and bool(point) and group.isdecimal() and decimals.isdecimal()


def _begins_other_number(tokens: Sequence[Token], index: int) -> bool:
    """Return whether a number names what precedes it, so that the next one is another."""
    return index > 0 and tokens[index - 1].word in _NUMBERED_NOUNS


def _number_in_words(tokens: Sequence[Token], index: int) -> WholeNumber | None:
    if tokens[index].word in _SCALES:
        return None
    total, part, last = 0, 0, index
    while last < len(tokens) and last - index < _MAX_DIGITS:
        word = tokens[last].word
        if word in _SCALES:
            part *= _SCALES[word]
            if word != "hundred":
                total, part = total + part, 0
        elif word in _WORDS and (last == index or _continues_number(tokens[last - 1].word, word)):
            part += _WORDS[word]
        elif not (word == "and" and _joins_number_words(tokens, last)):
            break
        last += 1
    return WholeNumber(total + part, index, last - 1)


def _continues_number(previous_word: str, word: str) -> bool:
    """Return whether a word continues a number: in "sixty six", not in "six seven"."""
    if previous_word == "and" or previous_word in _SCALES:
        return True
    return previous_word in _TENS and 0 < _UNITS.get(word, 0) < 10  # noqa: PLR2004


def _joins_number_words(tokens: Sequence[Token], index: int) -> bool:
    """Return whether "and" is part of a number, as in "one hundred and two"."""
    return (
        index + 1 < len(tokens)
        and tokens[index - 1].word in _SCALES
        and tokens[index + 1].word in _WORDS
        and tokens[index + 1].word not in _SCALES
    )
