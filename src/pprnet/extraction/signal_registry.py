"""The signals that are read from a work: one definition each, from which all uses derive.

`extract_signals`, the output of `pprnet read` and its help, the tables of the site and the
reference page of signals are made from `SIGNALS`. To add a signal: write its extractor, add its
kind to `SignalKind` and its definition to `SIGNALS`, and raise `EXTRACTION_VERSION`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum

from pprnet.extraction.counts.arms import extract_arms
from pprnet.extraction.extracted_values import (
    ExtractedValue,
    count_values,
    effect_values,
    finding_values,
    participant_values,
    research_type_values,
    sentence_role_values,
    study_values,
    topic_values,
)
from pprnet.extraction.extraction_input import ExtractionInput
from pprnet.extraction.findings import ReportedFinding
from pprnet.extraction.sentence_roles.role_classifier import ROLE_MODEL_NAME
from pprnet.records import EffectSize, Span
from pprnet.vocab import research_type, topic

EXTRACTION_METHOD = "rules"
EXTRACTION_VERSION = "6"
"""Version of all signals read by rules; raise it whenever one of them gives another output."""


class SignalKind(StrEnum):
    """The kinds of signal, by the names under which they are stored."""

    TOPIC = "topic"
    RESEARCH_TYPE = "research_type"
    PARTICIPANTS = "n_participants"
    STUDIES = "k_studies"
    ARMS = "n_arms"
    ROLE = "sentence_role"
    EFFECT = "effect"
    FINDING = "finding"


class ValueForm(Enum):
    """The form of a signal's value; the key of each is its description."""

    TERM = "key of a vocabulary term"
    COUNT = "whole number"
    ROLE = "role of a sentence"
    EFFECT = "effect size"
    FINDING = "finding"


@dataclass(frozen=True, slots=True)
class Signal:
    """One value read from a work by a program, with its method, score and places."""

    kind: SignalKind
    value: str
    """A key for topics, types and roles, a decimal number for counts, "d 0.91" for effects,
    "improved: worry" for findings."""
    score: float
    """0-1, the probability that it is right as far as the method can tell."""
    method: str
    version: str
    spans: tuple[Span, ...] = ()
    effect: EffectSize | None = None
    """The parts of an effect; `None` for any other kind of signal."""
    finding: ReportedFinding | None = None
    """The parts of a finding; `None` for any other kind of signal."""


@dataclass(frozen=True, slots=True)
class SignalExample:
    """An invented text and the values that are read from it."""

    title: str
    abstract: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalDefinition:
    """All that the engine and the site need to know of one kind of signal."""

    kind: SignalKind
    label: str
    """English heading of its values; the site translates it."""
    description: str
    """One sentence for the reference page."""
    extract: Callable[[ExtractionInput], Iterable[ExtractedValue]]
    form: ValueForm
    is_single: bool
    """Whether a work has one value at most, so that a correction replaces all others."""
    field: str
    """Name of its field in the output of `pprnet read`."""
    field_note: str = ""
    """What the help of `pprnet read` says of the field, where its name is not enough."""
    term_label: Callable[[str], str] | None = None
    """The label of a term in the output of `pprnet read`; `None` where values are no terms."""
    absent: str = "not stated"
    """What is shown where a work has no value; the site translates it."""
    only_types: frozenset[str] = frozenset()
    """Keys of the research types it is read from; empty for all types."""
    except_types: frozenset[str] = frozenset()
    """Keys of research types it is not read from."""
    display_order: int | None
    """Position in the desk's table of signals; `None` where it is not stored and not shown."""
    is_key_fact: bool = False
    """Whether a draft starts with it among the key facts."""
    method: str = EXTRACTION_METHOD
    version: str = EXTRACTION_VERSION
    example: SignalExample

    @property
    def is_stored(self) -> bool:
        """Whether the site stores it; other signals are read on request."""
        return self.display_order is not None

    def applies_to(self, research_type_key: str) -> bool:
        """Return whether the signal is read from works of a research type.

        Args:
            research_type_key: key of the vocabulary, empty where no type was recognised.
        """
        if self.only_types and research_type_key not in self.only_types:
            return False
        return research_type_key not in self.except_types

    def signals(self, work: ExtractionInput) -> Iterable[Signal]:
        """Yield the signals of this kind of a work.

        Args:
            work: the prepared record, of any research type.
        """
        if self.applies_to(work.research_type):
            for found in self.extract(work):
                yield Signal(
                    self.kind,
                    found.value,
                    found.score,
                    found.method or self.method,
                    self.version,
                    found.spans,
                    found.effect,
                    found.finding,
                )


TRIAL_TYPES = frozenset(
    {"randomised-trial", "non-randomised-trial", "protocol", "process-study", "economic-evaluation"}
)
"""Research types that may have arms."""
TYPES_WITHOUT_PARTICIPANTS = frozenset({"theory-or-commentary", "guideline"})
"""Research types without participants of their own."""


SIGNALS = (
    SignalDefinition(
        kind=SignalKind.TOPIC,
        label="Topics",
        description="What the work is about, at most five topics of the vocabulary.",
        extract=topic_values,
        form=ValueForm.TERM,
        is_single=False,
        field="topics",
        term_label=lambda key: topic(key).label,
        absent="none found",
        display_order=5,
        example=SignalExample("Rupture and repair of the working alliance", "", ("alliance",)),
    ),
    SignalDefinition(
        kind=SignalKind.RESEARCH_TYPE,
        label="Type of research",
        description="The design of the work, one type of the vocabulary.",
        extract=research_type_values,
        form=ValueForm.TERM,
        is_single=True,
        field="research_type",
        term_label=lambda key: research_type(key).label.lower(),
        absent="not recognised",
        display_order=1,
        example=SignalExample("Group therapy for worry: a meta-analysis", "", ("meta-analysis",)),
    ),
    SignalDefinition(
        kind=SignalKind.PARTICIPANTS,
        label="Participants",
        description="The number of people studied, or of those in the studies of a review.",
        extract=participant_values,
        form=ValueForm.COUNT,
        is_single=True,
        field="n_participants",
        except_types=TYPES_WITHOUT_PARTICIPANTS,
        display_order=3,
        is_key_fact=True,
        example=SignalExample(
            "Group therapy for worry", "A total of 128 clients took part.", ("128",)
        ),
    ),
    SignalDefinition(
        kind=SignalKind.ARMS,
        label="Arms",
        description="The number of arms of a trial, named or counted from the sizes of its groups.",
        extract=lambda work: count_values(extract_arms(work.abstract)),
        form=ValueForm.COUNT,
        is_single=True,
        field="n_arms",
        only_types=TRIAL_TYPES,
        display_order=4,
        example=SignalExample(
            "Group therapy for worry: a randomised trial",
            "Clients were randomly assigned to one of three conditions.",
            ("3",),
        ),
    ),
    SignalDefinition(
        kind=SignalKind.STUDIES,
        label="Studies",
        description="The number of studies that a review includes; a text that mentions a "
        "search for studies or a meta-analysis is a review, whatever type was read.",
        extract=study_values,
        form=ValueForm.COUNT,
        is_single=True,
        field="k_studies",
        display_order=2,
        is_key_fact=True,
        example=SignalExample(
            "Group therapy for worry: a meta-analysis",
            "Forty-one studies were included.",
            ("41",),
        ),
    ),
    SignalDefinition(
        kind=SignalKind.ROLE,
        label="Sentence roles",
        description="What each sentence of the abstract reports; read on request, not stored.",
        extract=sentence_role_values,
        form=ValueForm.ROLE,
        is_single=False,
        field="sentence_roles",
        field_note="a list of start, end, role and score, in characters of the abstract",
        absent="none found",
        display_order=None,
        method="linear chain",
        version=ROLE_MODEL_NAME,
        example=SignalExample("", "METHODS: We randomised 30 clients.", ("method",)),
    ),
    SignalDefinition(
        kind=SignalKind.EFFECT,
        label="Effects",
        description="The effect sizes of the abstract with interval, p and outcome.",
        extract=effect_values,
        form=ValueForm.EFFECT,
        is_single=False,
        field="effects",
        absent="none stated",
        display_order=6,
        example=SignalExample("", "Worry fell (d = 0.45, 95% CI 0.20 to 0.70).", ("d 0.45",)),
    ),
    SignalDefinition(
        kind=SignalKind.FINDING,
        label="Findings",
        description="What the abstract says of its results in words, at most six statements: "
        "direction, significance, outcome and comparison.",
        extract=finding_values,
        form=ValueForm.FINDING,
        is_single=False,
        field="findings",
        field_note="a list of objects with span, direction, significance, outcome and comparison",
        absent="none stated",
        display_order=7,
        example=SignalExample(
            "",
            "Results: There was no significant difference between CBT and IPT in worry.",
            ("no-difference: worry",),
        ),
    ),
)
"""The signals, in the order of the output of `pprnet read`."""

STORED_KINDS = frozenset(definition.kind for definition in SIGNALS if definition.is_stored)
"""The kinds that the site stores and shows."""
