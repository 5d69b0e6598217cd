"""Which type of research a work is."""

from __future__ import annotations

from dataclasses import dataclass

from pprnet.reading.calibration import calibration
from pprnet.reading.cues import TRIAL, TYPE, TypeRule, type_rules
from pprnet.reading.evidence import Evidence, Weights, weigh
from pprnet.reading.learning import NEVER, NOTHING, Lesson
from pprnet.reading.marks import Marks
from pprnet.reading.trial import SHORT, TrialScore
from pprnet.records import Record, Span
from pprnet.text import fold

TITLE = Weights(
    first={"title": 0.8, "sure": 0.75, "likely": 0.4, "hint": 0.15},
    again={"title": 0.3, "sure": 0.2, "likely": 0.1},
    most=3,
)
ABSTRACT = Weights(
    first={"sure": 0.6, "likely": 0.3, "hint": 0.2},
    again={"sure": 0.3, "likely": 0.15, "hint": 0.08},
    most=4,
)
PUBLICATION_TYPE = 0.9
LIKELY = 0.5
"""Probability from which corrections alone may tell the type of a text that tells none."""
THRESHOLD = 0.2
RANDOMISED = "randomised-trial"
NAMED_TRIAL = 0.75
"""Evidence that it takes to call a work whose title names a randomised trial another type."""
ESSAY, FIELD_STUDY = "narrative-review", "cross-sectional-study"
FEW_NUMBERS = 3
"""Numbers in an abstract under which it reports no data of its own."""
WEAK = 0.45
GUESS = 0.3


@dataclass(frozen=True, slots=True)
class TypeScore:
    """A research type with the probability that it is right, and the places it rests on."""

    key: str
    score: float
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class TypeEvidence:
    """What speaks for each type, on a scale from 0 to 1 that is no probability yet."""

    found: dict[str, Evidence]
    left: tuple[str, ...]
    """The types that no better supported one silences, in their order of precedence."""

    def best(self) -> tuple[str, float]:
        """Give the first type and its evidence, or nothing."""
        first = max(self.left, key=lambda key: self.found[key].score, default="")
        score = self.found[first].score if first else 0.0
        return (first, score) if score >= THRESHOLD else ("", 0.0)


def read_research_type(
    record: Record, marks: Marks, trial: TrialScore, lesson: Lesson = NOTHING
) -> TypeScore | None:
    """Give the type of research that a record speaks for most.

    Any abstract gets a type, be it a guess; a title alone that says nothing of it gets none.
    """
    evidence = type_evidence(record, marks, trial)
    key = evidence.best()[0]
    probability = type_probability(evidence)
    if lesson.keys:
        key, probability = _corrected(evidence, key, probability, lesson)
    if not key:
        return None
    found = evidence.found.get(key)
    spans = tuple(found.spans) if found and found.spans else lesson.spans(key)
    return TypeScore(key, round(probability, 3), spans)


def type_evidence(record: Record, marks: Marks, trial: TrialScore) -> TypeEvidence:
    """Weigh what speaks for each type."""
    found = _evidence(record, marks, trial)
    _guess(found, marks)
    return TypeEvidence(found, tuple(_not_silenced(found, marks)))


def type_probability(evidence: TypeEvidence) -> float:
    """Give the probability that the first type is right, 0 if there is none."""
    key, score = evidence.best()
    return calibration().type(score) if key else 0.0


def likelihoods(evidence: TypeEvidence, key: str, probability: float) -> dict[str, float]:
    """Give a probability to each type: the first as calibrated, the others share the rest.

    Where none is told, each keeps the little that speaks for it: there is no rest to share.
    """
    rest = {other: evidence.found[other].score for other in evidence.left if other != key}
    if not key:
        return rest
    total = sum(rest.values()) or 1.0
    shared = {other: (1.0 - probability) * score / total for other, score in rest.items()}
    return shared | {key: probability}


def _corrected(
    evidence: TypeEvidence, key: str, probability: float, lesson: Lesson
) -> tuple[str, float]:
    """Apply what people's corrections have taught, and give the first type after it."""
    before = likelihoods(evidence, key, probability)
    after = before | {
        label: lesson.applied(label, before.get(label, NEVER)) for label in lesson.keys
    }
    if not after:
        return "", 0.0
    best = max(after, key=lambda label: after[label])
    least = NEVER if key else LIKELY
    return (best, after[best]) if after[best] > least else (key, probability)


def _not_silenced(found: dict[str, Evidence], marks: Marks) -> list[str]:
    """Give the types that are left, in their order of precedence."""
    silenced = {
        key
        for rule in type_rules()
        if rule.key in found
        for key in rule.over
        if found[rule.key].score >= _enough(rule, key, marks)
    }
    return [rule.key for rule in type_rules() if rule.key in found and rule.key not in silenced]


def _enough(rule: TypeRule, other: str, marks: Marks) -> float:
    """Give the evidence at which a type silences another; a trial by its title, harder."""
    named = other == RANDOMISED and "design" in marks.title.found(TRIAL)
    return max(rule.enough, NAMED_TRIAL) if named else rule.enough


def _evidence(record: Record, marks: Marks, trial: TrialScore) -> dict[str, Evidence]:
    found = {RANDOMISED: Evidence(1.0 - trial.probability, list(trial.spans))}
    _add_publication_types(found, record)
    for field, weights in zip(marks, (TITLE, ABSTRACT), strict=False):
        weigh(found, field, field.found(TYPE), weights)
    return found


def _guess(found: dict[str, Evidence], marks: Marks) -> None:
    """Tell an abstract with little evidence of any type by whether it holds numbers."""
    words = marks.abstract.words
    best = max(evidence.score for evidence in found.values())
    if not words or best >= WEAK:
        return
    numbers = sum(token.word[:1].isdecimal() for token in words)
    if numbers < FEW_NUMBERS and len(words) >= SHORT:
        found.setdefault(ESSAY, Evidence()).add(WEAK)
    elif best < THRESHOLD:
        found.setdefault(FIELD_STUDY, Evidence()).add(GUESS)


def _add_publication_types(found: dict[str, Evidence], record: Record) -> None:
    """Take publication types into account; a span counts characters of them joined by "; "."""
    start = 0
    for given in record.publication_types:
        span = Span("publication_types", start, start + len(given))
        for rule in _rules_for(fold(given)):
            found.setdefault(rule.key, Evidence()).add(PUBLICATION_TYPE, span)
        start = span.end + 2


def _rules_for(publication_type: str) -> list[TypeRule]:
    return [rule for rule in type_rules() if publication_type in rule.publication_types]
