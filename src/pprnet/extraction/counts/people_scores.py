"""The score of one number as that of the people studied, by the words near it."""

from __future__ import annotations

from itertools import pairwise

from pprnet.extraction.counts.count_candidates import (
    OTHER_NOUNS,
    PEOPLE_NOUNS,
    PROVIDER_NOUNS,
    STUDY_NOUNS,
    counted_noun_index,
    is_calendar_year,
    is_end_of_range,
    is_label_number,
)
from pprnet.extraction.counts.group_sizes import RANDOMISATION_WORDS
from pprnet.extraction.text_processing.token_stream import TokenStream
from pprnet.extraction.text_processing.whole_numbers import WholeNumber
from pprnet.extraction.text_processing.word_tokenizer import word_set

_ENTRY_WORDS = word_set(
    "enrolled recruited participated included entered completed analyzed treated assigned "
    "received consecutive selected interviewed studied consented initiated"
)
_SUBSET_WORDS = word_set(
    "dropped withdrew lost refused screened invited approached discharged contacted declined died"
)
_COMPLETION_WORDS = word_set("completed completers completer completing")
_TREATED_NOUNS = word_set(
    "treatment treatments therapy program study trial intervention course protocol sessions follow "
    "followup all"
)
_RETENTION_WORDS = word_set(
    "met consented included randomized eligible analyzed participated enrolled agreed randomly "
    "allocated assigned"
)
_TOTAL_WORDS = word_set("total overall altogether")
_PARTIAL_COUNT_WORDS = word_set(
    "additional another other further remaining these only least per every"
)
_ANSWERED_NOUNS = word_set("questionnaire questionnaires survey surveys measures scales")
_PART_NOUNS = word_set("completers dropouts responders")
_SEX_NOUNS = word_set("women men females males girls boys")
"""In brackets these count a part: "144 participants (51 females)"."""
_SAMPLE_WORDS = word_set("sample data comprized consisted participants subjects studied")
_GROUP_LINKS = word_set("in to for from into")
_SUBSAMPLES = word_set("subgroup subset subsample")
_OF_EACH = (["up", "to"], ["groups", "of"])
"""Before the number of people of each group, as in "groups of eight clients"."""
_TREATING_VERBS = word_set("treated saw treating seeing")
CONTROL_WORDS = word_set("control controls healthy")
TREATMENT_WORDS = word_set("intervention treatment experimental study")
_WINDOW = 12
SMALL_COUNT = 10
_PLURAL = 2
_REPLY_VERBS = word_set("replied responded returned answered participated took enrolled entered")
_AGE_WORDS = word_set("aged age ages")
_OTHER_UNITS = word_set(
    "practices clinics schools centers hospitals sites groups sessions arms classes rats mice "
    "animals eyes teeth dogs wards villages communities"
)
_WORDS_AFTER_TOTAL = word_set(
    "were was who had with aged from and completed participated met received"
)


def participant_score(stream: TokenStream, number: WholeNumber) -> float:
    """Return the score (0-1) of a number as that of the people studied.

    Args:
        stream: the words of a title or abstract.
        number: a whole number of `stream`.
    """
    words_before = stream.words_before(number.first, 4)
    if _is_no_count(stream, number) or words_before[-1:] == ["n"]:
        return 0.0
    if _is_remainder(stream, number):
        return 0.8
    noun = counted_noun_index(stream, number, PEOPLE_NOUNS)
    if noun is None:
        return _score_without_noun(stream, number, words_before)
    phrase = {stream.tokens[position].word for position in range(number.last, noun + 1)}
    if phrase & CONTROL_WORDS and not phrase & TREATMENT_WORDS:
        return 0.0
    return _score_with_noun(stream, number, noun, words_before)


def _is_no_count(stream: TokenStream, number: WholeNumber) -> bool:
    """Return whether a number is one, a name, a year, an end of a range or a footnote."""
    return (
        number.value < _PLURAL
        or is_label_number(stream, number)
        or is_calendar_year(stream, number)
        or is_end_of_range(stream, number)
        or _is_footnote(stream, number)
    )


def _is_footnote(stream: TokenStream, number: WholeNumber) -> bool:
    """Return whether a small number in figures is joined to the end of a sentence: "done.5"."""
    token = stream.tokens[number.first]
    joined = token.start > 0 and stream.text[token.start - 1] in ".,"
    return joined and number.value < SMALL_COUNT and token.printed.isdecimal()


def _is_remainder(stream: TokenStream, number: WholeNumber) -> bool:
    """Return whether a number is what is left, as in "Of 1062 patients, 1004 were randomised"."""
    if counted_noun_index(stream, number, STUDY_NOUNS) is not None:
        return False
    start, numbers_met = number.first - 1, 0
    for position in range(start, max(-1, start - _WINDOW), -1):
        if position < start and position + 1 in stream.sentence_starts:
            return False
        word = stream.tokens[position].word
        if word == "of" and (
            position == 0 or position in stream.sentence_starts or _follows_colon(stream, position)
        ):
            follows_comma = "," in stream.text_between(start, number.first)
            return numbers_met == 1 and follows_comma and _is_retained(stream, number)
        numbers_met += word[:1].isdecimal()
    return False


def _follows_colon(stream: TokenStream, position: int) -> bool:
    return stream.text_between(position - 1, position).rstrip().endswith(":")


def _is_retained(stream: TokenStream, number: WholeNumber) -> bool:
    words_after = stream.words_after(number.last, 3 * _WINDOW)
    return bool(_RETENTION_WORDS & set(words_after)) and not (
        _SUBSET_WORDS | _COMPLETION_WORDS
    ) & set(words_after[:3])


def _score_with_noun(
    stream: TokenStream, number: WholeNumber, noun: int, words_before: list[str]
) -> float:
    words_around = stream.words_after(noun, _WINDOW)
    words_within = {stream.tokens[position].word for position in range(number.last + 1, noun)}
    words_nearby = set(words_around) | set(words_before)
    score = 0.55
    in_all = words_before[-2:] == ["in", "all"]
    score += 0.15 * (in_all or bool(_TOTAL_WORDS & set(words_before)))
    score += 0.2 * bool(RANDOMISATION_WORDS & (words_nearby | words_within))
    score += 0.1 * bool(_ENTRY_WORDS & words_nearby)
    score += 0.05 * bool(_SAMPLE_WORDS & set(words_before))
    following = [] if stream.ends_phrase(noun) else words_around
    subset = set() if _is_whole_of_fraction(words_before) else set(following[:2])
    score -= _part_penalty(words_within | subset, words_around)
    score -= 0.15 * (
        stream.tokens[noun].word in PROVIDER_NOUNS and bool(_TREATING_VERBS & set(words_around[:1]))
    )
    score -= 0.25 * _is_of_each_group(words_around[:7])
    score -= 0.15 * bool(words_before and words_before[-1] in _PARTIAL_COUNT_WORDS)
    score -= 0.3 * (words_before[-2:] in _OF_EACH)
    score -= 0.05 * (words_before[-1:] == ["of"] and bool(_SUBSAMPLES & set(words_before)))
    score -= 0.1 * (number.first not in stream.outside_brackets)
    score -= 0.05 * (number.value < SMALL_COUNT) + 0.05 * (number.value <= _PLURAL)
    score -= 0.1 * (stream.tokens[noun].word in _PART_NOUNS)
    score -= 0.3 * (
        stream.tokens[noun].word in _SEX_NOUNS and number.first not in stream.outside_brackets
    )
    score -= 0.1 * (
        stream.tokens[noun].word == "cases"
        and number.first not in stream.sentence_starts | {0}
        and not words_nearby & (_ENTRY_WORDS | RANDOMISATION_WORDS)
    )
    return max(0.0, min(score, 0.95))


def _part_penalty(words: set[str], following: list[str]) -> float:
    """Return by how much the score falls where words name a part of the people."""
    if "completed" in words and "completed" in following[:2]:
        done = following[following.index("completed") + 1 :][:6]
        words = words - {"completed"}
        if not _TREATED_NOUNS.isdisjoint(done) and _ANSWERED_NOUNS.isdisjoint(done):
            return 0.15
    if words & _COMPLETION_WORDS:
        return 0.15
    return 0.25 * bool(words & _SUBSET_WORDS)


def _is_whole_of_fraction(before: list[str]) -> bool:
    """Return whether what is said after people is said of a part of them: "151 of 180 clients"."""
    return len(before) > 1 and before[-1] == "of" and before[-2][0].isdecimal()


def _is_of_each_group(after: list[str]) -> bool:
    """Return whether "each" or "per group" follows; "per protocol" is no group."""
    for place, (word, following) in enumerate(pairwise([*after, ""])):
        if word[0].isdecimal():
            return False
        if word == "per" and following != "protocol":
            return True
        if word == "each" and (place == 0 or after[place - 1] in _GROUP_LINKS):
            return True
    return False


def _is_mean(stream: TokenStream, number: WholeNumber) -> bool:
    """Return whether a number is a value, as in "age = 56 ± 9"."""
    end = stream.tokens[number.last].end
    after = stream.text[end : end + 2].strip()
    before = stream.text_between(number.first - 1, number.first) if number.first else ""
    return after.startswith("±") or before.rstrip().endswith("=")


def stands_alone(stream: TokenStream, number: WholeNumber) -> bool:
    """Return whether a verb tells that a number is of people: "131 took part", "412 replied".

    Args:
        stream: the words of a title or abstract.
        number: a whole number of `stream`.
    """
    before = stream.sentence_words_before(number.first, 3)
    if number.value < SMALL_COUNT or _AGE_WORDS & set(before):
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


def _score_without_noun(stream: TokenStream, number: WholeNumber, words_before: list[str]) -> float:
    """Return the score (0-1) of "41 were randomised" or "a total of 120".

    Args:
        stream: the words of a title or abstract.
        number: a whole number of `stream`.
        words_before: the words before it.
    """
    words_after = stream.words_after(number.last, 6)
    if _is_mean(stream, number):
        return 0.0
    if words_after[1:3] == ["randomized", "controlled"]:  # "of these, 8 were randomised trials"
        return 0.0
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
