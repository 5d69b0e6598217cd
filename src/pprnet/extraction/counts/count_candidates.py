"""A counted number of people or things, and the nouns that identify it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pprnet.extraction.text_processing.token_stream import TokenStream
from pprnet.extraction.text_processing.whole_numbers import WholeNumber
from pprnet.extraction.text_processing.word_tokenizer import word_set
from pprnet.records import Span

PROVIDER_NOUNS = word_set(
    "therapists clinicians counselors psychologists psychiatrists psychotherapists psychoanalyzts "
    "analyzts practitioners supervisors supervizees trainees interns providers professionals staff "
    "workers nurses physicians doctors gps facilitators coaches"
)
"""People who treat, teach or rate; the sample is seldom theirs where clients are counted too."""
PAIR_NOUNS = word_set("couples dyads pairs twins triads")
PEOPLE_NOUNS = (
    PROVIDER_NOUNS
    | PAIR_NOUNS
    | word_set(
        "patients participants clients adults children adolescents women men students individuals "
        "subjects people persons gamblers youth youths veterans outpatients inpatients respondents "
        "mothers fathers soldiers volunteers employees caregivers offenders survivors users "
        "parents females males girls boys infants teenagers undergraduates smokers drinkers "
        "residents families consumers probands members sufferers controls elders carers relatives "
        "households musicians pupils alcoholics cases addicts abusers inmates prisoners dropouts "
        "attendees attenders enrollees callers completers refugees migrants immigrants seekers "
        "experts officers firefighters teachers spouses partners siblings widows widowers recruits "
        "personnel learners freshmen attempters injurers perpetrators batterers "
        "victims hoarders bulimics meditators analyzands interviewees informants recipients "
        "customers graduates seniors detainees ss"
    )
)
STUDY_NOUNS = word_set(
    "studies trials rcts samples articles papers comparisons reports publications investigations "
    "evaluations experiments reviews metaanalyzes manuscripts dissertations"
)
OTHER_NOUNS = word_set(
    "years year weeks week months month days day hours hour minutes min sessions session mg g ml "
    "kg percent items item points point times centers sites schools clinics countries hospitals "
    "practices groups group arms conditions modules visits questions scales of to per vs "
    "versus in at with from were was had for who did by the received if either is are has have "
    "that which whom whose when while whereas after before during since between among into on "
    "than because as themes episodes statements ratings interviews records observations factors "
    "variables subscales measures tests treatments techniques wk yrs yr h hr hrs authors reviewers "
    "raters researchers investigators judges coders observers interviewers assessors databases "
    "provided showed improved met completed received domains categories statements hits abstracts"
)
"""A number followed by one of these counts something else."""
_META_ANALYSES = "metaanalyzes"
_DAY_CARE = word_set("hospital hospitals clinic treatment care unit patients")
_JOINING_WORDS = word_set("and or")
THING_NOUNS = (STUDY_NOUNS - {"samples"}) | word_set(
    "sessions session abstracts centers clinics sites schools items episodes events segments "
    "statements tapes transcripts practices hospitals visits hits citations references effects "
    "observations wards services neighborhoods villages communities"
)
"""What "n" may count that is not people."""
_COUNTED_NOUNS = PEOPLE_NOUNS | STUDY_NOUNS
_STOP_WORDS = OTHER_NOUNS | _COUNTED_NOUNS
_UNITS = _COUNTED_NOUNS | THING_NOUNS
UNIT_WORDS = word_set(
    "years year weeks week wk months month days day hours hour hrs minutes minute min yrs yr "
    "sessions session points point items item mg g ml kg mm cm times time"
)
"""A number right before one of these is no count of people or studies."""
_COUNT_SIGNS = word_set("n k ns participants patients clients total")
LABEL_NOUNS = word_set(
    "group phase type step week day grade stage level table figure version dsm icd"
)
_YEAR_CUES = word_set("in since during from until between and by before after")
_RANGE_WORDS = word_set("to")
_RANGE_MARKS = frozenset("-–—/")
_UNIT_WINDOW = 4
_MAX_NOUN_DISTANCE, _MAX_REACH = 8, 32
_YEAR_RANGE = range(1900, 2101)
_YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class StatedCount:
    """A number of people or studies with its score and place."""

    value: int
    score: float
    spans: tuple[Span, ...]
    in_sample: bool = True
    """Whether the people are of the sample, not only planned, invited or eligible for it."""


def best_count(found: Sequence[StatedCount]) -> StatedCount | None:
    """Return the count with the highest score, of equals the first; `None` for none.

    Args:
        found: counts in the order of the text.
    """
    return max(found, key=lambda count: count.score, default=None)


def counted_noun_index(
    stream: TokenStream, number: WholeNumber, nouns: frozenset[str]
) -> int | None:
    """Return the position of the noun that a number counts, `None` if there is none.

    Args:
        stream: the words of a title or abstract.
        number: a whole number of `stream`.
        nouns: the nouns that are looked for, eight words on at most.
    """
    for place in _next_places(stream, number):
        word = stream.tokens[place].word
        if word in nouns:
            return place if _is_phrase(stream, number, place) else None
        if word == "meta" and _META_ANALYSES in nouns and _is_meta_analyses(stream, place):
            return place + 1
        if _ends_phrase_of(stream, number, place):
            break
    return None


def _next_places(stream: TokenStream, number: WholeNumber) -> Iterator[int]:
    """Yield the places after a number in its sentence, outside brackets or in the same ones."""
    outside, count = number.last in stream.outside_brackets, 0
    for place in range(number.last + 1, min(len(stream.tokens), number.last + 1 + _MAX_REACH)):
        if place in stream.sentence_starts or count == _MAX_NOUN_DISTANCE:
            return
        if (place in stream.outside_brackets) == outside:
            count += 1
            yield place
        elif not outside:
            return


def _is_phrase(stream: TokenStream, number: WholeNumber, noun: int) -> bool:
    """Return whether a number and its noun are of one phrase, not in "a 15-center trial"."""
    if is_percentage_or_unit(stream, number):
        return False
    return ":" not in stream.text_between(number.last, noun)


def _ends_phrase_of(stream: TokenStream, number: WholeNumber, place: int) -> bool:
    """Return whether a word cannot stand between a number and the noun that it counts."""
    word = stream.tokens[place].word
    if word in _JOINING_WORDS:
        return place == number.last + 1
    if word in _STOP_WORDS:
        return word != "day" or not _names_hospital(stream, place)
    return _starts_number(stream, place)


def _names_hospital(stream: TokenStream, place: int) -> bool:
    """Return whether "day" belongs to "day hospital patients"."""
    following = stream.tokens[place + 1 : place + 2]
    return bool(following) and following[0].word in _DAY_CARE


def _is_meta_analyses(stream: TokenStream, place: int) -> bool:
    following = stream.tokens[place + 1 : place + 2]
    return bool(following) and following[0].word == "analyzes"


def _starts_number(stream: TokenStream, place: int) -> bool:
    """Return whether another number begins, other than that of a manual as in "DSM-4"."""
    tokens = stream.tokens
    return tokens[place].word[0].isdecimal() and tokens[place - 1].word not in LABEL_NOUNS


def is_percentage_or_unit(stream: TokenStream, number: WholeNumber) -> bool:
    """Return whether "%" or a word with a hyphen follows: "66 % of", "a 15-center trial".

    Args:
        stream: the words of a title or abstract.
        number: a whole number of `stream`.
    """
    end = stream.tokens[number.last].end
    following = stream.text[end : end + 2]
    if following.lstrip().startswith("%"):
        return True
    return following[:1] == "-" and following[1:].isalpha()


def is_label_number(stream: TokenStream, number: WholeNumber) -> bool:
    """Return whether a number names something, as in "group 2".

    Args:
        stream: the words of a title or abstract.
        number: a whole number of `stream`.
    """
    if number.first == 0 or stream.tokens[number.first - 1].word not in LABEL_NOUNS:
        return False
    return not set(stream.text_between(number.first - 1, number.first)) & set(",;:.()")


def is_end_of_range(stream: TokenStream, number: WholeNumber) -> bool:
    """Return whether a number is an end of a range: "6-8 clients", "between 6 and 8 clients".

    Args:
        stream: the words of a title or abstract.
        number: a whole number of `stream`.
    """
    before = stream.words_before(number.first, 3)
    if _RANGE_WORDS & set(before[-1:]) or (before[:1] == ["between"] and before[-1] == "and"):
        return len(before) > 1 and before[-2][0].isdecimal()
    return any(
        first in range(len(stream.tokens) - 1)
        and stream.tokens[first].word[0].isdecimal()
        and stream.tokens[first + 1].word[0].isdecimal()
        and stream.text_between(first, first + 1).strip() in _RANGE_MARKS
        for first in (number.first - 1, number.last)
    )


def without_measures(stream: TokenStream) -> TokenStream:
    """Return a stream without the numbers that a unit or a sign shows to be no counts.

    Args:
        stream: the words of a title or abstract: "12 weeks", "M = 34" and "66 %" are left out.
    """
    kept = tuple([number for number in stream.numbers if not _is_measure(stream, number)])
    return replace(stream, numbers=kept) if len(kept) < len(stream.numbers) else stream


def _is_measure(stream: TokenStream, number: WholeNumber) -> bool:
    tokens, text = stream.tokens, stream.text
    end = tokens[number.last].end
    following = tokens[number.last + 1].word if number.last + 1 < len(tokens) else ""
    if following in UNIT_WORDS and text[end : end + 1] in {" ", "-", "‐"}:
        return True
    if text[end : end + 2].lstrip()[:1] in {"%", "±"}:
        return True
    if (
        number.first == 0
        or text[tokens[number.first].start - 2 : tokens[number.first].start].rstrip()[-1:] != "="
    ):
        return False
    return tokens[number.first - 1].word not in _COUNT_SIGNS


def unit_counted(stream: TokenStream, number: WholeNumber) -> str:
    """Return the noun that "n = 27" counts, of people or of things; empty where none is near.

    Args:
        stream: the words of a title or abstract.
        number: a whole number of `stream` that follows "n".
    """
    for place in stream.indices_after(number.last, _UNIT_WINDOW):
        if number.last not in stream.outside_brackets and place in stream.outside_brackets:
            break
        if stream.tokens[place].word in _UNITS:
            return stream.tokens[place].word
        if stream.ends_phrase(place - 1) or _starts_number(stream, place):
            break
    sign = number.first - 1
    at = bisect_left(stream.numbers, sign, key=lambda one: one.first)
    counted = {one.last for one in stream.numbers[max(0, at - _UNIT_WINDOW) : at]}
    for place in range(sign - 1, max(-1, sign - 1 - _UNIT_WINDOW), -1):
        word = stream.tokens[place].word
        if word in PEOPLE_NOUNS:
            return word
        if word in THING_NOUNS:  # "14 studies (n = 603)" counts people
            return "" if not counted.isdisjoint(range(place - _UNIT_WINDOW, place)) else word
        if place in stream.sentence_starts or place in counted:
            break
    return ""


def is_calendar_year(stream: TokenStream, number: WholeNumber) -> bool:
    """Return whether a number is a year, as in "in 2009".

    Args:
        stream: the words of a title or abstract.
        number: a whole number of `stream`.
    """
    printed, end = stream.tokens[number.first].printed, stream.tokens[number.first].end
    if len(printed) != _YEAR_DIGITS or number.value not in _YEAR_RANGE:
        return False
    if stream.text[end : end + 1] in {"s", "/", "-", "–"}:  # "the 1990s", "1998-2001"
        return True
    return bool(_YEAR_CUES & set(stream.words_before(number.first, 1)))
