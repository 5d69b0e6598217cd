"""The values that the extractors find, in one form for all signals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pprnet.extraction.classification.work_labels import displayed_topics
from pprnet.extraction.counts.count_candidates import StatedCount
from pprnet.extraction.counts.participants import extract_participants
from pprnet.extraction.counts.studies import extract_studies, mentions_review
from pprnet.extraction.extraction_input import ExtractionInput
from pprnet.extraction.findings import ReportedFinding, extract_findings
from pprnet.extraction.reported_effects import extract_effects
from pprnet.extraction.sentence_roles.role_classifier import classify_sentences
from pprnet.records import EffectSize, Span

_MAX_OUTCOME_IN_VALUE = 36
"""Characters; a value is stored with its direction in 64."""


REVIEW_TYPES = frozenset(
    {
        "meta-analysis",
        "network-meta-analysis",
        "systematic-review",
        "umbrella-review",
        "qualitative-synthesis",
    }
)
"""Research types that include other studies."""


@dataclass(frozen=True, slots=True)
class ExtractedValue:
    """One value that an extractor found."""

    value: str
    """A key for topics, types and roles, a decimal number for counts, "d 0.91" for effects,
    "improved: worry" for findings."""
    score: float
    """0-1, the probability that it is right as far as the method can tell."""
    spans: tuple[Span, ...] = ()
    effect: EffectSize | None = None
    """The parts of an effect; `None` for any other value."""
    finding: ReportedFinding | None = None
    """The parts of a finding; `None` for any other value."""
    method: str = ""
    """The method, where it differs from the one of the signal's definition."""


def topic_values(work: ExtractionInput) -> Iterable[ExtractedValue]:
    """Yield the topics of a work that are shown, most probable first.

    Args:
        work: the prepared record.
    """
    for found in displayed_topics(work.labels):
        yield ExtractedValue(found.key, found.score, found.spans)


def research_type_values(work: ExtractionInput) -> Iterable[ExtractedValue]:
    """Yield the research type of a work, if one was recognised.

    Args:
        work: the prepared record.
    """
    found = work.labels.type
    if found:
        yield ExtractedValue(found.key, found.score, found.spans)


def count_values(found: StatedCount | None) -> Iterable[ExtractedValue]:
    """Yield a count that an extractor found, if it found one.

    Args:
        found: the count, `None` where none is stated.
    """
    if found:
        yield ExtractedValue(str(found.value), round(found.score, 3), found.spans)


def sentence_role_values(work: ExtractionInput) -> Iterable[ExtractedValue]:
    """Yield the role of each sentence of the abstract.

    Args:
        work: the prepared record.
    """
    for found in classify_sentences(work.record.abstract):
        yield ExtractedValue(found.role.value, found.score, (found.span,), method=found.method)


def effect_values(work: ExtractionInput) -> Iterable[ExtractedValue]:
    """Yield the effects that the abstract states.

    Args:
        work: the prepared record.
    """
    for found in extract_effects(work.record.abstract):
        value = f"{found.effect.measure} {found.effect.value:g}"
        yield ExtractedValue(value, found.score, (found.span,), found.effect)


def finding_values(work: ExtractionInput) -> Iterable[ExtractedValue]:
    """Yield the findings that the abstract states in words.

    Args:
        work: the prepared record.
    """
    for found in extract_findings(work.abstract):
        outcome = found.outcome[:_MAX_OUTCOME_IN_VALUE].strip()
        value = f"{found.direction}: {outcome}" if outcome else found.direction.value
        yield ExtractedValue(value, found.score, (found.span,), finding=found)


def participant_values(work: ExtractionInput) -> Iterable[ExtractedValue]:
    """Return the number of participants; a case in a narrative review illustrates it.

    Args:
        work: the prepared record.
    """
    found = extract_participants(work.abstract, work.title)
    illustrates = found and found.value == 1 and work.research_type == "narrative-review"
    return count_values(None if illustrates else found)


def study_values(work: ExtractionInput) -> Iterable[ExtractedValue]:
    """Return the number of studies of a review, known by its type or by the words of its text.

    Args:
        work: the prepared record.
    """
    is_review = work.research_type in REVIEW_TYPES or mentions_review(work.title, work.abstract)
    return count_values(extract_studies(work.abstract) if is_review else None)
