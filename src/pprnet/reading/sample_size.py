"""How many people a work is about, and how many studies a review is about.

Each number of the abstract is weighed by the words near it: what it counts, whether chance or
entry to the study is spoken of, whether it is a part ("of whom", "in each group") of another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pprnet.reading.numbers import Number, numbers
from pprnet.reading.tokens import Token, Words
from pprnet.records import Record, Span


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


PEOPLE = _set(
    "patients patient participants clients adults children adolescents women men students "
    "individuals subjects people persons gamblers youth youths veterans outpatients inpatients "
    "respondents therapists mothers fathers couples soldiers volunteers employees workers "
    "caregivers dyads offenders survivors users nurses parents females males girls boys infants "
    "teenagers undergraduates smokers drinkers residents families consumers probands members "
    "psychologists clinicians counselors trainees practitioners pairs sufferers controls "
    "elders carers relatives households physicians musicians pupils alcoholics"
)
STUDIES = _set(
    "studies trials rcts samples articles papers comparisons reports publications investigations"
)
# A number followed by one of these counts something else.
OTHER_THINGS = _set(
    "years year weeks week months month days day hours hour minutes min sessions session mg ml kg "
    "percent items item points point times centers sites schools clinics countries hospitals "
    "practices groups group arms conditions modules visits questions scales of to per vs "
    "versus in at with from were was had for who did by the received if and either cases"
) - {"cases"}
NUMBERED = _set("group phase type step week day grade stage level table figure version dsm icd")
CHANCE = _set("randomized randomly random allocated assigned")
ENTRY = _set(
    "enrolled recruited participated included entered completed analyzed treated assigned "
    "received consecutive selected interviewed studied consented initiated"
)
PARTS = _set(
    "completed completers dropped withdrew lost refused screened invited approached discharged "
    "contacted"
)
CONTROLS = _set("control controls healthy")
TOTAL = _set("total overall altogether")
BEFORE_LESS = _set("additional another other further remaining these only least per")
YEAR_SIGNS = _set("in since during from until between and by before after")
REACH, FAR = 5, 12
MOST_ARMS = 8
THRESHOLD = 0.5
SMALL = 10
ARMS_SCORE = 0.6
PAIR = 2


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people or studies with its score and place."""

    value: int
    score: float
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of a field without what stands in brackets, and the numbers in all of it."""

    field: str
    text: str
    words: Sequence[Token]
    outside: frozenset[int]
    """Places of the words that stand outside brackets."""

    @classmethod
    def of(cls, field: str, text: str, words: Sequence[Token]) -> Passage:
        """Mark which words stand in brackets; a bracket that is never closed counts for little."""
        depth, place = 0, 0
        outside = []
        for index, token in enumerate(words):
            between = text[place : token.start]
            opened = between.count("(") + between.count("[")
            closed = between.count(")") + between.count("]") + 2 * between.count(". ")
            depth = max(0, depth + opened - closed)
            place = token.end
            if not depth:
                outside.append(index)
        return cls(field, text, words, frozenset(outside))

    def after(self, index: int, reach: int) -> list[int]:
        """Give the places of the next words on the same level of brackets, in one sentence."""
        level = index in self.outside
        places: list[int] = []
        for place in range(index + 1, min(len(self.words), index + 1 + 4 * reach)):
            if self._sentence_ends(place):
                break
            if (place in self.outside) == level or not level:
                places.append(place)
            if len(places) == reach:
                break
        return places

    def _sentence_ends(self, place: int) -> bool:
        gap = self.text[self.words[place - 1].end : self.words[place].start]
        return "." in gap or ";" in gap

    def before(self, index: int, reach: int) -> list[str]:
        """Give the words before a place."""
        return [token.word for token in self.words[max(0, index - reach) : index]]

    def span(self, number: Number) -> Span:
        """Give the place of a number in its field."""
        return Span(self.field, self.words[number.first].start, self.words[number.last].end)


def read_participants(record: Record, words: Words) -> Count | None:
    """Give the number of people randomised or analysed in all, where it is stated."""
    for field, text, tokens in (
        ("abstract", record.abstract, words.abstract),
        ("title", record.title, words.title),
    ):
        passage = Passage.of(field, text, tokens)
        best = _people(passage, list(numbers(tokens)))
        if best and best.score >= THRESHOLD:
            return best
    return None


def read_studies(words: Words) -> Count | None:
    """Give the number of studies that a review puts together, where it is stated."""
    passage = Passage("abstract", "", words.abstract, frozenset(range(len(words.abstract))))
    found = [
        Count(number.value, score, (passage.span(number),))
        for number in numbers(words.abstract)
        if (score := _studies_score(passage, number)) >= THRESHOLD
    ]
    return _best(found)


def _people(passage: Passage, found: list[Number]) -> Count | None:
    counts = [
        Count(number.value, score, (passage.span(number),))
        for number in found
        if (score := _people_score(passage, number)) > 0
    ]
    best = _best([*counts, *_arms(passage, found)])
    controls = _controls(passage, found)
    if best and controls and best.score < CERTAIN and best.value != controls.value:
        return Count(best.value + controls.value, best.score, best.spans + controls.spans)
    return best


CERTAIN = 0.75  # chance or a total was spoken of: the number is of all


def _best(found: Sequence[Count]) -> Count | None:
    """Give the best supported count; of equals the first one."""
    return max(found, key=lambda count: count.score, default=None)


def _people_score(passage: Passage, number: Number) -> float:
    before = passage.before(number.first, 4)
    last = before[-1] if before else ""
    if number.value < 1 or _is_label(passage, number) or _is_year(passage, number) or last == "n":
        return 0.0
    noun = _noun_after(passage, number, PEOPLE)
    if noun is None:
        return _bare_score(passage, number, before)
    if CONTROLS & {passage.words[place].word for place in range(number.last, noun + 1)}:
        return 0.0
    return _weigh(passage, number, noun, before)


def _is_label(passage: Passage, number: Number) -> bool:
    """Say whether a number names something, as in "group 2"."""
    if number.first == 0:
        return False
    before = passage.words[number.first - 1]
    gap = passage.text[before.end : passage.words[number.first].start]
    return before.word in NUMBERED and not set(gap) & set(",;:.()")


def _bare_score(passage: Passage, number: Number, before: list[str]) -> float:
    """Weigh a number without a noun, as in "41 were randomised" or "a total of 120"."""
    after = [passage.words[place].word for place in passage.after(number.last, 2)]
    if after[:1] == ["were"] and CHANCE & set(after):
        return 0.8
    if {"total", "sample"} & set(before) and before[-1] == "of" and not _other(after):
        return 0.55
    return 0.0


def _other(after: list[str]) -> bool:
    return bool(after) and after[0] in OTHER_THINGS - {"were", "had", "with", "who", "and"}


def _weigh(passage: Passage, number: Number, noun: int, before: list[str]) -> float:
    around = [passage.words[place].word for place in passage.after(noun, FAR)]
    within = {passage.words[place].word for place in range(number.last + 1, noun)}
    near = set(around) | set(before)
    score = 0.55
    score += 0.15 * bool(TOTAL & set(before))
    score += 0.2 * bool(CHANCE & (near | within))
    score += 0.1 * bool(ENTRY & near)
    score -= 0.25 * bool(PARTS & (within | set(around[:2])))
    score -= 0.25 * ("each" in around[:6] or "per" in around[:6])
    score -= 0.15 * bool(before and before[-1] in BEFORE_LESS)
    score -= 0.1 * (number.first not in passage.outside)
    score -= 0.1 * (number.value < SMALL)
    return max(0.0, min(score, 0.95))


def _noun_after(passage: Passage, number: Number, nouns: frozenset[str]) -> int | None:
    """Give the place of the noun that a number counts, a few words on at most."""
    for place in passage.after(number.last, REACH):
        word = passage.words[place].word
        if word in nouns:
            return place
        if word in OTHER_THINGS or _counts_on(passage, place):
            return None
    return None


def _counts_on(passage: Passage, place: int) -> bool:
    """Say whether another number begins, other than that of a manual as in "DSM-4"."""
    tokens = passage.words
    return tokens[place].word[0].isdecimal() and tokens[place - 1].word not in NUMBERED


_YEARS = range(1900, 2101)
_YEAR_DIGITS = 4


def _is_year(passage: Passage, number: Number) -> bool:
    printed = passage.words[number.first].printed
    if len(printed) != _YEAR_DIGITS or number.value not in _YEARS:
        return False
    return bool(YEAR_SIGNS & set(passage.before(number.first, 1)))


def _controls(passage: Passage, found: list[Number]) -> Count | None:
    """Give the number of controls who stand beside the people in question."""
    for number in found:
        noun = _noun_after(passage, number, PEOPLE)
        if noun is None:
            continue
        phrase = {passage.words[place].word for place in range(number.last, noun + 1)}
        if phrase & CONTROLS:
            return Count(number.value, THRESHOLD, (passage.span(number),))
    return None


def _arms(passage: Passage, found: list[Number]) -> list[Count]:
    """Read "n = 31": alone in its sentence a total, several times the arms, which are summed."""
    groups: list[list[Number]] = []
    for number in found:
        if number.first == 0 or passage.words[number.first - 1].word != "n":
            continue
        near = groups and not _sentence_between(passage, groups[-1][-1], number)
        groups[-1].append(number) if near else groups.append([number])
    return [_total(passage, group) for group in groups if len(group) <= MOST_ARMS]


def _sentence_between(passage: Passage, one: Number, other: Number) -> bool:
    gap = passage.text[passage.words[one.last].end : passage.words[other.first].start]
    return ". " in gap


def _total(passage: Passage, arms: list[Number]) -> Count:
    values = [arm.value for arm in arms]
    signs = {passage.words[arm.first - 1].printed for arm in arms}
    whole_and_parts = len(arms) > PAIR and max(values) * 2 == sum(values)
    if len(arms) > 1 and not whole_and_parts:
        return Count(sum(values), ARMS_SCORE, tuple(passage.span(arm) for arm in arms))
    largest = max(arms, key=lambda arm: arm.value)
    lone = 0.72 if signs == {"N"} else THRESHOLD
    chance = bool(CHANCE & set(passage.before(largest.first, FAR)))
    after = {passage.words[place].word for place in passage.after(largest.last, 3)}
    score = lone + 0.1 * chance - 0.4 * bool(after & {"each", "per"})
    return Count(largest.value, score, (passage.span(largest),))


def _studies_score(passage: Passage, number: Number) -> float:
    noun = _noun_after(passage, number, STUDIES)
    if noun is None or _is_year(passage, number):
        return 0.0
    before = set(passage.before(number.first, 4))
    around = {passage.words[place].word for place in range(noun + 1, len(passage.words))[:FAR]}
    score = 0.55
    score += 0.2 * bool(around & {"included", "met", "identified", "eligible", "pooled", "were"})
    score += 0.15 * bool(before & {"total", "included", "identified", "pooled", "of", "from"})
    return score
