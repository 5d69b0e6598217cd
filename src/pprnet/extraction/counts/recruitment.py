"""The stage of recruitment that a number of people belongs to, by the words beside it."""

from __future__ import annotations

from enum import IntEnum

from pprnet.extraction.text_processing.token_stream import TokenStream
from pprnet.extraction.text_processing.whole_numbers import WholeNumber
from pprnet.extraction.text_processing.word_tokenizer import word_set

_WORDS_AFTER, _WORDS_BEFORE, _HOST_WORDS = 8, 7, 9


class RecruitmentStage(IntEnum):
    """How far the people counted came; the sample of a study begins with SAMPLE."""

    PLANNED = 1
    HOST = 2
    """Of the trial from which the sample was taken."""
    APPROACHED = 3
    ELIGIBLE = 4
    UNKNOWN = 5
    CONSENTED = 6
    SAMPLE = 7
    RANDOMISED = 8


_STAGE_BY_WORD = {
    word: stage
    for stage, words in (
        (RecruitmentStage.PLANNED, "needed required necessary planned targeted"),
        (
            RecruitmentStage.APPROACHED,
            "screened invited approached contacted mailed emailed assessed sent telephoned",
        ),
        (RecruitmentStage.ELIGIBLE, "eligible"),
        (RecruitmentStage.CONSENTED, "consented agreed"),
        (
            RecruitmentStage.SAMPLE,
            "replied responded returned answered participated enrolled took recruited "
            " entered analyzed included completed interviewed",
        ),
        (RecruitmentStage.RANDOMISED, "randomized randomly allocated"),
    )
    for word in word_set(words)
}
_SURVEY_WORDS = word_set("survey questionnaire questionnaires interview interviews form part")
_PLANNING_WORDS = word_set("planned target targeted required needed calculated anticipated desired")
_CALCULATION_WORDS = word_set("power calculation calculations")
_SENDING_WORDS = word_set("sent mailed emailed distributed posted invited approached contacted")
_SCREENING_WORDS = word_set("screened assessed")
_HOST_NOUNS = word_set("trial rct study")
_HOST_MARKS = word_set("larger parent host original main nested alongside from within embedded")
_OUTCOME_WORDS = word_set("treatment therapy remission response follow")


def recruitment_stage(stream: TokenStream, number: WholeNumber) -> RecruitmentStage:
    """Return the stage of the people that a number counts, `UNKNOWN` where nothing says it.

    Args:
        stream: the words of a title or abstract.
        number: a whole number of `stream`.
    """
    before = stream.sentence_words_before(number.first, _WORDS_BEFORE)
    if _is_planned(before):
        return RecruitmentStage.PLANNED
    if _is_of_host(stream, number):
        return RecruitmentStage.HOST
    after = _stage_after(stream, number)
    if after is not RecruitmentStage.UNKNOWN:
        return after
    nearest = before[-3:]
    if (_SENDING_WORDS & set(nearest) and "to" in nearest) or _SENDING_WORDS & set(before[-1:]):
        return RecruitmentStage.APPROACHED
    screened = bool(_SCREENING_WORDS & set(before[-1:]))
    return RecruitmentStage.APPROACHED if screened else RecruitmentStage.UNKNOWN


def _stage_after(stream: TokenStream, number: WholeNumber) -> RecruitmentStage:
    """Return the stage that the first telling word after a number names."""
    words = stream.words_after(number.last, _WORDS_AFTER)
    for place, word in enumerate(words):
        if word[0].isdecimal() or word in {"who", "of"}:
            break
        stage = _STAGE_BY_WORD.get(word)
        following = set(words[place + 1 : place + 5])
        if stage is None or not _is_meant(words, place, following):
            continue
        return stage
    return RecruitmentStage.UNKNOWN


def _is_meant(words: list[str], place: int, following: set[str]) -> bool:
    """Return whether a word is said of the people counted, and means their recruitment."""
    word = words[place]
    if word == "took":
        return "part" in following
    if word == "completed":
        return bool(following & _SURVEY_WORDS)
    if word == "responded":
        return not following & _OUTCOME_WORDS
    if word in {"eligible", "needed", "required", "necessary"}:
        return bool({"were", "was"} & set(words[max(0, place - 2) : place]))
    if word == "assessed":
        return bool({"eligibility", "inclusion"} & following)
    return True


def _is_planned(before: list[str]) -> bool:
    words = set(before)
    if _CALCULATION_WORDS & words:
        return True
    sample = words & {"sample", "size", "number"}
    return bool(_PLANNING_WORDS & words and sample) or (
        bool({"aimed", "planned", "intended"} & words) and "to" in words
    )


def _is_of_host(stream: TokenStream, number: WholeNumber) -> bool:
    """Return whether a number is of another trial: "from a randomised trial of 300 adults"."""
    before = stream.sentence_words_before(number.first, _HOST_WORDS)
    nouns = [place for place, word in enumerate(before) if word in _HOST_NOUNS]
    if not nouns or len(before) - nouns[-1] > 3:  # noqa: PLR2004
        return False
    joined = set(before[nouns[-1] + 1 :]) <= {"n", "of", "with", "involving", "total"}
    return joined and bool(_HOST_MARKS & set(before[: nouns[-1]]))
