"""How many people a work is about, and how many studies a review is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pprnet.reading.numbers import Number, numbers
from pprnet.reading.tokens import Token, tokens
from pprnet.records import Record, Span

PEOPLE = frozenset(
    "patients patient participants clients adults children adolescents women men students "
    "individuals subjects people persons gamblers youth youths veterans outpatients inpatients "
    "respondents therapists mothers fathers couples soldiers volunteers employees workers "
    "caregivers dyads offenders survivors users nurses parents females males girls boys infants "
    "teenagers undergraduates smokers drinkers residents families consumers probands "
    "psychologists clinicians counselors trainees practitioners pairs adult cases sufferers "
    "responders persons elders carers relatives households physicians musicians pupils".split()
)
STUDIES = frozenset(
    "studies trials rcts study trial samples articles papers comparisons reports publications "
    "investigations reviews".split()
)
# A number followed by one of these counts something else.
OTHER_THINGS = frozenset(
    "years year weeks week months month days day hours hour minutes min sessions session mg ml kg "
    "percent items item points point times centers sites schools clinics countries hospitals "
    "practices groups group arms conditions modules visits questions scales of to and or per vs "
    "versus in at with from were was had for who did by the".split()
)
CHANCE = frozenset("randomized randomly random allocated".split())
ENTRY = frozenset(
    "enrolled recruited participated included entered completed analyzed treated assigned "
    "received consecutive eligible selected interviewed studied consented".split()
)
SMALLER = frozenset(
    "control controls healthy comparison completed completers dropped withdrew lost".split()
)
TOTAL = frozenset("total sample overall altogether".split())
BEFORE_LESS = frozenset("additional another of other further remaining these only least".split())
YEAR_SIGNS = frozenset("in since during from until between and by before after".split())
REACH = 5
FAR = 9
MOST_ARMS = 8
THRESHOLD = 0.5
PEOPLE_IN_MIND = 2


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people or studies with its score and place."""

    value: int
    score: float
    spans: tuple[Span, ...]


def read_participants(record: Record) -> Count | None:
    """Give the number of people randomised or analysed in all, where it is stated."""
    words = tokens(record.abstract)
    found = [
        Count(number.value, score, (_span("abstract", words, number),))
        for number in numbers(words)
        if (score := _people_score(words, number)) > 0
    ]
    best = _best(found)
    if best is None or best.score < THRESHOLD:
        best = _arms(record.abstract, words) or best
    return best if best and best.score >= THRESHOLD else _from_title(record)


def _from_title(record: Record) -> Count | None:
    words = tokens(record.title)
    found = [
        Count(number.value, score, (_span("title", words, number),))
        for number in numbers(words)
        if (score := _people_score(words, number)) >= THRESHOLD
    ]
    return _best(found)


def read_studies(record: Record) -> Count | None:
    """Give the number of studies that a review puts together, where it is stated."""
    words = tokens(record.abstract)
    found = [
        Count(number.value, score, (_span("abstract", words, number),))
        for number in numbers(words)
        if (score := _studies_score(words, number)) >= THRESHOLD
    ]
    return _best(found)


def _best(found: Sequence[Count]) -> Count | None:
    """Give the best supported count; of equals the first one."""
    return max(found, key=lambda count: count.score, default=None)


def _span(field: str, words: Sequence[Token], number: Number) -> Span:
    return Span(field, words[number.first].start, words[number.last].end)


def _people_score(words: Sequence[Token], number: Number) -> float:
    if number.value < 1 or _is_year(words, number):
        return 0.0
    before = [token.word for token in words[max(0, number.first - 4) : number.first]]
    if before and before[-1] == "n":
        return _n_equals_score(words, number)
    noun = _noun_after(words, number, PEOPLE)
    near_total = bool(TOTAL & set(before))
    if noun is None:
        return 0.55 if near_total and before[-1] == "of" and _counts_alone(words, number) else 0.0
    return _weigh(words, number, noun, before, near_total)


def _weigh(
    words: Sequence[Token], number: Number, noun: int, before: list[str], near_total: bool
) -> float:
    around = [token.word for token in words[noun + 1 : noun + 1 + FAR]]
    within = {token.word for token in words[number.last + 1 : noun]}
    score = 0.55
    score += 0.2 * near_total
    score += 0.2 * bool(CHANCE & set(around) or CHANCE & set(before) or "randomized" in within)
    score += 0.1 * bool(ENTRY & set(around) or ENTRY & set(before))
    score -= 0.25 * bool(SMALLER & within or SMALLER & set(around[:2]))
    score -= 0.15 * bool(before and before[-1] in BEFORE_LESS and not near_total)
    score -= 0.1 * (number.value < PEOPLE_IN_MIND)
    return min(score, 0.95)


def _n_equals_score(words: Sequence[Token], number: Number) -> float:
    sign = words[number.first - 1].printed
    before = {token.word for token in words[max(0, number.first - 5) : number.first - 1]}
    score = 0.7 if sign == "N" else 0.35
    return score + 0.15 * bool(TOTAL & before or PEOPLE & before and sign == "N")


def _noun_after(words: Sequence[Token], number: Number, nouns: frozenset[str]) -> int | None:
    """Give the place of the noun that a number counts, a few words on at most."""
    for index in range(number.last + 1, min(len(words), number.last + 1 + REACH)):
        word = words[index].word
        if word in nouns:
            return index
        if word in OTHER_THINGS or word[0].isdecimal():
            return None
    return None


def _counts_alone(words: Sequence[Token], number: Number) -> bool:
    after = number.last + 1
    return after >= len(words) or words[after].word not in OTHER_THINGS - {"were", "had", "with"}


def _is_year(words: Sequence[Token], number: Number) -> bool:
    printed = words[number.first].printed
    if not (len(printed) == 4 and printed.isdecimal() and 1900 <= number.value <= 2100):
        return False
    return number.first > 0 and words[number.first - 1].word in YEAR_SIGNS


def _arms(text: str, words: Sequence[Token]) -> Count | None:
    """Add up the arms where only they are given, as in "CBT (n = 31) or waiting list (n = 30)"."""
    arms: list[Number] = []
    for number in numbers(words):
        if number.first == 0 or words[number.first - 1].word != "n":
            continue
        if arms and _sentence_ends(text, words[arms[-1].last].end, words[number.first].start):
            break
        arms.append(number)
    if not 1 < len(arms) <= MOST_ARMS:
        return None
    spans = tuple(_span("abstract", words, number) for number in arms)
    return Count(sum(number.value for number in arms), 0.6, spans)


def _sentence_ends(text: str, start: int, end: int) -> bool:
    return ". " in text[start:end]


def _studies_score(words: Sequence[Token], number: Number) -> float:
    noun = _noun_after(words, number, STUDIES)
    if noun is None or _is_year(words, number):
        return 0.0
    before = {token.word for token in words[max(0, number.first - 4) : number.first]}
    around = {token.word for token in words[noun + 1 : noun + 1 + FAR]}
    score = 0.55
    score += 0.2 * bool(around & {"included", "met", "identified", "eligible", "pooled", "were"})
    score += 0.15 * bool(before & {"total", "included", "identified", "pooled", "of", "from"})
    return score
