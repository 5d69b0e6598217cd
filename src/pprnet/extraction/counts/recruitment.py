"""The stage of recruitment that a number of people belongs to, by the words beside it."""

from __future__ import annotations

from enum import IntEnum

from pprnet.extraction.counts.count_candidates import PEOPLE_NOUNS
from pprnet.extraction.text_processing.token_stream import TokenStream
from pprnet.extraction.text_processing.whole_numbers import WholeNumber
from pprnet.extraction.text_processing.word_tokenizer import word_set

_WORDS_AFTER, _WORDS_BEFORE = 8, 7
_HOST_WORDS, _SUBSAMPLE_WORDS, _MAX_HOST_LINKS = 7, 13, 4


class RecruitmentStage(IntEnum):
    """How far the people counted came; the sample of a study begins with SAMPLE."""

    EXCLUDED = 0
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
_PLANNING_WORDS = word_set(
    "planned target targeted required needed calculated anticipated desired intended projected"
)
_PLAN_NOUNS = word_set("target goal aim plan")
_PLAN_LINKS = word_set(
    "sample size number n of was is were the a an at set recruitment enrollment accrual total goal "
    "target about approximately around"
)
"""Words that may stand between "planned" or "target" and the number planned."""
_PLANNED_AFTER = word_set("planned intended targeted anticipated projected")
_PLAN_VERBS = word_set(
    "aim aims aimed plan plans planned intend intends intended seek sought hope hoped expect "
    "expected attempted out designed"
)
_RECRUITMENT_VERBS = word_set(
    "recruit enroll enrol include randomize allocate assign reach interview survey obtain collect "
    "accrue test invite"
)
REACHED_VERBS = word_set(
    "recruited enrolled enroled reached obtained included randomized accrued achieved interviewed "
    "selected analyzed studied surveyed"
)
"""Verbs of which the people of a sample are the object."""
_CALCULATION_WORDS = word_set("power calculation calculations")
_EXCLUDING_WORDS = word_set("excluding exclusion removing removal")
_EXCLUSION_LINKS = word_set("of the a an further another additional")
_EXCLUDED_WORDS = word_set("excluded removed discarded")
_SENDING_WORDS = word_set(
    "went sent mailed emailed distributed posted invited approached contacted"
)
_SCREENING_WORDS = word_set("screened assessed")
_HOST_NOUNS = word_set("trial rct study")
_HOST_MARKS = word_set("larger parent host original main alongside from within")
_NESTING_WORDS = word_set("nested embedded")
_PARTICIPATION_WORDS = word_set("taken took participated enrolled")
_TAKEN_FROM = word_set("of from in within")
_SUBSAMPLE_MARKS = word_set("substudy subsample subset subgroup")
_HOST_SAMPLE_NOUNS = word_set("sample cohort")
_HOST_SAMPLE_MARKS = word_set("larger parent host wider")
_HOST_LINKS = word_set(
    "n of with involving total in which that randomized enrolled included recruited the s"
)
_OUTCOME_WORDS = word_set("treatment therapy remission response follow")


def recruitment_stage(stream: TokenStream, number: WholeNumber) -> RecruitmentStage:
    """Return the stage of the people that a number counts, `UNKNOWN` where nothing says it.

    Args:
        stream: the words of a title or abstract.
        number: a whole number of `stream`.
    """
    further = stream.sentence_words_before(number.first, _SUBSAMPLE_WORDS)
    before, following = further[-_WORDS_BEFORE:], stream.words_after(number.last, _WORDS_AFTER)
    if _is_excluded(before, following[:3]):
        return RecruitmentStage.EXCLUDED
    after = _stage_after(following)
    if before and before[-1] in REACHED_VERBS and after is RecruitmentStage.UNKNOWN:
        after = RecruitmentStage.SAMPLE
    own = _words_since_number(before) if after >= RecruitmentStage.CONSENTED else before
    if _is_planned(own) or not _PLANNED_AFTER.isdisjoint(following[:1]):
        return RecruitmentStage.PLANNED  # also "200 planned participants"
    if _is_of_host(stream, number, further):
        return RecruitmentStage.HOST
    if after is not RecruitmentStage.UNKNOWN:
        return after
    nearest = before[-3:]
    if (_SENDING_WORDS & set(nearest) and "to" in nearest) or _SENDING_WORDS & set(before[-1:]):
        return RecruitmentStage.APPROACHED
    screened = bool(_SCREENING_WORDS & set(before[-1:]))
    return RecruitmentStage.APPROACHED if screened else RecruitmentStage.UNKNOWN


def _is_excluded(before: list[str], after: list[str]) -> bool:
    """Return whether people were left out: "after excluding 52", "52 were excluded"."""
    own = [word for word in before[-3:] if word not in _EXCLUSION_LINKS]
    if own and own[-1] in _EXCLUDING_WORDS:
        return True
    place = next((at for at, word in enumerate(after) if word in _EXCLUDED_WORDS), 0)
    return place > 0 and after[place - 1] in {"were", "was"}


def _stage_after(words: list[str]) -> RecruitmentStage:
    """Return the stage that the first telling one of the words after a number names."""
    for place, word in enumerate(words):
        if word[0].isdecimal() or word in {"who", "of"}:
            break
        stage = _STAGE_BY_WORD.get(word)
        following = set(words[place + 1 : place + 5])
        if stage is None or _has_number_as_object(words, place):
            continue
        if not _is_meant(words, place, following):
            continue
        return stage
    return RecruitmentStage.UNKNOWN


def _has_number_as_object(words: list[str], place: int) -> bool:
    """Return whether a verb is said of the next number: "612 were seen and we enrolled 204"."""
    following = words[place + 1 : place + 2]
    return words[place] in REACHED_VERBS and bool(following) and following[0][0].isdecimal()


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


def _words_since_number(before: list[str]) -> list[str]:
    """Return the words after the last number in figures among some words."""
    places = [place for place, word in enumerate(before) if word[0].isdecimal()]
    return before[places[-1] + 1 :] if places else before


def _is_planned(before: list[str]) -> bool:
    words = set(before)
    if _CALCULATION_WORDS & words:
        return True
    if _PLANNING_WORDS & words and words & {"sample", "size", "number"}:
        return True
    return _follows_planning_word(before) or _follows_verb_of_plan(before)


def _follows_planning_word(before: list[str]) -> bool:
    """Return whether a number is that of "the planned 200" or "a target of 200"."""
    for place in range(len(before) - 1, -1, -1):
        word = before[place]
        if word in _PLANNING_WORDS:
            return True
        if word in _PLAN_NOUNS and before[place + 1 : place + 2] != ["to"]:
            return True
        if word not in _PLAN_LINKS:
            return False
    return False


def _follows_verb_of_plan(before: list[str]) -> bool:
    """Return whether a number is that of "aimed to recruit 200"."""
    return any(
        word in _PLAN_VERBS
        and before[place + 1 : place + 2] == ["to"]
        and not _RECRUITMENT_VERBS.isdisjoint(before[place + 2 : place + 5])
        for place, word in enumerate(before)
    )


def _is_of_host(stream: TokenStream, number: WholeNumber, before: list[str]) -> bool:
    """Return whether a number is of another trial: "from a randomised trial of 300 adults"."""
    if number.first and "," in stream.text_between(number.first - 1, number.first):
        return False  # "of 300 clients in the parent trial, 60 were seen"
    trial = _words_before_noun(before, _HOST_NOUNS)
    sample = _words_before_noun(before, _HOST_SAMPLE_NOUNS)
    own_phrase = _words_since_number(trial[-_HOST_WORDS:])
    return (
        not _HOST_MARKS.isdisjoint(own_phrase)
        or not _HOST_SAMPLE_MARKS.isdisjoint(sample[-3:])
        or not _SUBSAMPLE_MARKS.isdisjoint(trial)
        or _follows_own_sample(trial)
        or _follows_participation(trial)
    )


def _words_before_noun(before: list[str], nouns: frozenset[str]) -> list[str]:
    """Return the words before the noun to which a number is linked, none if there is none."""
    places = [place for place, word in enumerate(before) if word in nouns]
    if not places or len(before) - places[-1] > _MAX_HOST_LINKS:
        return []
    linked = set(before[places[-1] + 1 :]) <= _HOST_LINKS
    return before[: places[-1]] if linked else []


def _follows_participation(phrase: list[str]) -> bool:
    """Return whether words before "trial" are as in "24 clients who had taken part in a"."""
    if "who" not in phrase or not any(word[0].isdecimal() for word in phrase):
        return False
    return not _PARTICIPATION_WORDS.isdisjoint(phrase[phrase.index("who") + 1 :])


def _follows_own_sample(phrase: list[str]) -> bool:
    """Return whether words before "trial" are as in "85 clients of a" or "nested in a"."""
    for place, word in enumerate(phrase[:-1]):
        if phrase[place + 1] in _TAKEN_FROM and phrase[place + 2 : place + 3] in (["a"], ["an"]):
            counted = phrase[max(0, place - 2) : place]
            people = word in PEOPLE_NOUNS and any(part[0].isdecimal() for part in counted)
            rest = phrase[place:]
            nested = word in _NESTING_WORDS and _words_since_number(rest) == rest
            if people or nested:
                return True
    return False
