"""The research type of a work."""

from __future__ import annotations

from dataclasses import dataclass

from pprnet.extraction.classification.cue_evidence import CueEvidence, CueWeights, add_cue_evidence
from pprnet.extraction.classification.cue_lists import TRIAL, TYPE, TypeRule, type_rules
from pprnet.extraction.classification.cue_matches import CueMatches
from pprnet.extraction.classification.secondary_works import (
    about_trials_span,
    counts_trials,
    is_notice_by_publication_type,
    notice_span,
    study_within_trial_span,
)
from pprnet.extraction.classification.trial_classifier import SHORT_ABSTRACT_WORDS, TrialScore
from pprnet.extraction.text_processing.word_runs import NUMBER
from pprnet.records import Record, Span
from pprnet.text import fold

TITLE_TYPE_WEIGHTS = CueWeights(
    first_match={"title": 0.8, "sure": 0.75, "likely": 0.4, "hint": 0.15},
    repeat_match={"title": 0.3, "sure": 0.2, "likely": 0.1},
    max_matches=3,
)
ABSTRACT_TYPE_WEIGHTS = CueWeights(
    first_match={"sure": 0.6, "likely": 0.3, "hint": 0.2},
    repeat_match={"sure": 0.3, "likely": 0.15, "hint": 0.08},
    max_matches=4,
)
PUBLICATION_TYPE_WEIGHT = 0.9
MIN_TYPE_EVIDENCE = 0.2
RANDOMISED_TRIAL = "randomised-trial"
TITLED_TRIAL_OVERRIDE_EVIDENCE = 0.75
"""Evidence that it takes to call a work whose title names a randomised trial another type."""
NOTICE_TYPE, PROCESS_TYPE, REVIEW_TYPE = (
    "theory-or-commentary",
    "process-study",
    "systematic-review",
)
NOTICE_EVIDENCE, OTHERWISE_EVIDENCE = 0.95, 0.5
TYPES_OF_TRIALS = (RANDOMISED_TRIAL, "non-randomised-trial")
"""What the trial is that a work is about or within which it lies; the work is neither."""
ESSAY_TYPE, FIELD_STUDY_TYPE = "narrative-review", "cross-sectional-study"
FEW_NUMBERS = 3
"""Numbers in an abstract under which it reports no data of its own."""
WEAK_EVIDENCE = 0.45
GUESS_EVIDENCE = 0.3


@dataclass(frozen=True, slots=True)
class TypeScore:
    """A research type with the probability that it is right, and the supporting places."""

    key: str
    score: float
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class TypeEvidence:
    """The evidence for each type, 0-1, before calibration."""

    by_type: dict[str, CueEvidence]
    remaining: tuple[str, ...]
    """The types that no better supported one silences, in their order of precedence."""
    stated_types: tuple[str, ...] = ()
    """The types that an index states."""
    excluded_types: tuple[str, ...] = ()
    """The types of the trial that the work is about or lies within."""
    is_notice: bool = False
    """Whether the work is a notice about another work, which settles its type."""

    def best(self) -> tuple[str, float]:
        """Return the first type and its evidence (0-1), or an empty key and 0."""
        first = max(self.remaining, key=lambda key: self.by_type[key].score, default="")
        score = self.by_type[first].score if first else 0.0
        return (first, score) if score >= MIN_TYPE_EVIDENCE else ("", 0.0)


def type_evidence(record: Record, cue_matches: CueMatches, trial: TrialScore) -> TypeEvidence:
    """Return the evidence for each type.

    Args:
        record: the record that is classified.
        cue_matches: the phrases found in the fields of the record.
        trial: the probability of a randomised trial and its places.
    """
    span = notice_span(record)
    if span or is_notice_by_publication_type(record):
        notice = CueEvidence()
        notice.add(NOTICE_EVIDENCE, span)
        return TypeEvidence({NOTICE_TYPE: notice}, (NOTICE_TYPE,), is_notice=True)
    found = _collect_evidence(record, cue_matches, trial)
    trial_in_title = "design" in cue_matches.title.matches(TRIAL)
    excluded: tuple[str, ...] = ()
    if span := study_within_trial_span(record, trial_in_title=trial_in_title):
        excluded = TYPES_OF_TRIALS
        _leave_trial_out(found, span, PROCESS_TYPE)
    elif span := about_trials_span(record):
        excluded = TYPES_OF_TRIALS
        otherwise = REVIEW_TYPE if counts_trials(record) else NOTICE_TYPE
        _leave_trial_out(found, span, otherwise if record.abstract else "")
    _add_guess(found, cue_matches)
    stated = {rule.key for given in record.publication_types for rule in _rules_for(fold(given))}
    remaining = tuple(_remaining_types(found, cue_matches))
    return TypeEvidence(found, remaining, tuple(sorted(stated)), excluded)


def _remaining_types(found: dict[str, CueEvidence], cue_matches: CueMatches) -> list[str]:
    """Return the types that no other type overrides, in their order of precedence."""
    overridden = {
        key
        for rule in type_rules()
        if rule.key in found
        for key in rule.overrides
        if found[rule.key].score >= _override_evidence(rule, key, cue_matches)
    }
    return [rule.key for rule in type_rules() if rule.key in found and rule.key not in overridden]


def _override_evidence(rule: TypeRule, other: str, cue_matches: CueMatches) -> float:
    """Return the evidence from which a type overrides another; higher for a trial by its title."""
    named = other == RANDOMISED_TRIAL and "design" in cue_matches.title.matches(TRIAL)
    return (
        max(rule.override_evidence, TITLED_TRIAL_OVERRIDE_EVIDENCE)
        if named
        else rule.override_evidence
    )


def _collect_evidence(
    record: Record, cue_matches: CueMatches, trial: TrialScore
) -> dict[str, CueEvidence]:
    found = {RANDOMISED_TRIAL: CueEvidence(1.0 - trial.probability, list(trial.spans))}
    _add_publication_types(found, record)
    for field, weights in zip(
        cue_matches, (TITLE_TYPE_WEIGHTS, ABSTRACT_TYPE_WEIGHTS), strict=False
    ):
        add_cue_evidence(found, field, field.matches(TYPE), weights)
    return found


def _leave_trial_out(found: dict[str, CueEvidence], span: Span, otherwise: str) -> None:
    """Leave out the types of the trial that a work is about; what says nothing is `otherwise`.

    An empty `otherwise` adds nothing.
    """
    for key in TYPES_OF_TRIALS:
        found.pop(key, None)
    best = max((evidence.score for evidence in found.values()), default=0.0)
    if otherwise and best < OTHERWISE_EVIDENCE:
        found.setdefault(otherwise, CueEvidence()).add(OTHERWISE_EVIDENCE, span)


def _add_guess(found: dict[str, CueEvidence], cue_matches: CueMatches) -> None:
    """Add a guess for an abstract with little evidence, by whether it contains numbers."""
    words = cue_matches.abstract.words
    best = max((evidence.score for evidence in found.values()), default=0.0)
    if not words or best >= WEAK_EVIDENCE:
        return
    if words.count(NUMBER) < FEW_NUMBERS and len(words) >= SHORT_ABSTRACT_WORDS:
        found.setdefault(ESSAY_TYPE, CueEvidence()).add(WEAK_EVIDENCE)
    elif best < MIN_TYPE_EVIDENCE:
        found.setdefault(FIELD_STUDY_TYPE, CueEvidence()).add(GUESS_EVIDENCE)


def _add_publication_types(found: dict[str, CueEvidence], record: Record) -> None:
    """Add publication types; a span counts characters of them joined by "; "."""
    start = 0
    for given in record.publication_types:
        span = Span("publication_types", start, start + len(given))
        for rule in _rules_for(fold(given)):
            found.setdefault(rule.key, CueEvidence()).add(PUBLICATION_TYPE_WEIGHT, span)
        start = span.end + 2


def _rules_for(publication_type: str) -> list[TypeRule]:
    return [rule for rule in type_rules() if publication_type in rule.publication_types]
