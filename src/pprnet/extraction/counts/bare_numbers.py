"""Numbers of people without a noun: "131 took part", "41 were randomised", "a total of 120"."""

from __future__ import annotations

from pprnet.extraction.counts.count_candidates import OTHER_NOUNS
from pprnet.extraction.counts.group_sizes import RANDOMISATION_WORDS
from pprnet.extraction.text_processing.token_stream import TokenStream
from pprnet.extraction.text_processing.whole_numbers import WholeNumber
from pprnet.extraction.text_processing.word_tokenizer import word_set

_REPLY_VERBS = word_set("replied responded returned answered participated took enrolled entered")
_AGE_WORDS = word_set("aged age ages")
_OTHER_UNITS = word_set(
    "practices clinics schools centers hospitals sites groups sessions arms classes rats mice "
    "animals eyes teeth dogs wards villages communities"
)
_WORDS_AFTER_TOTAL = word_set(
    "were was who had with aged from and completed participated met received"
)
_SMALL_COUNT = 10


def stands_alone(stream: TokenStream, number: WholeNumber) -> bool:
    """Return whether a verb tells that a number is of people: "131 took part", "412 replied".

    Args:
        stream: the words of a title or abstract.
        number: a whole number of `stream`.
    """
    before = stream.sentence_words_before(number.first, 3)
    if number.value < _SMALL_COUNT or _AGE_WORDS & set(before):
        return False
    after = stream.words_after(number.last, 2)
    if after == ["responded", "to"]:  # "to treatment"
        return False
    return bool(_REPLY_VERBS & set(after[:1])) or _is_left(stream, number)


def _is_left(stream: TokenStream, number: WholeNumber) -> bool:
    """Return whether people are those of "leaving a final sample of 731" or "731 remained"."""
    after = stream.words_after(number.last, 2)
    if after[:1] == ["remained"]:
        return after[1:] == ["for"] or stream.ends_phrase(stream.indices_after(number.last, 1)[0])
    if not stream.ends_phrase(number.last) and after[:1] != ["for"]:
        return False
    before = stream.sentence_words_before(number.first, 5)
    return "leaving" in before or (before[-1:] == ["was"] and {"final", "sample"} <= set(before))


def score_without_noun(stream: TokenStream, number: WholeNumber, words_before: list[str]) -> float:
    """Return the score (0-1) of "41 were randomised" or "a total of 120".

    Args:
        stream: the words of a title or abstract.
        number: a whole number of `stream`.
        words_before: the words before it.
    """
    words_after = stream.words_after(number.last, 6)
    if "were" in words_after[:4] and RANDOMISATION_WORDS & set(
        words_after[words_after.index("were") :][:3]
    ):
        return 0.8 if not _OTHER_UNITS & set(words_after[: words_after.index("were")]) else 0.0
    if not {"total", "sample"} & set(words_before) or words_before[-1] != "of":
        return 0.0
    if (
        words_after
        and words_after[0] not in _WORDS_AFTER_TOTAL
        and not stream.ends_phrase(number.last)
    ):
        counts = "total" in words_before and not (OTHER_NOUNS | _OTHER_UNITS) & set(words_after[:5])
        return 0.55 if counts else 0.0
    return 0.55
