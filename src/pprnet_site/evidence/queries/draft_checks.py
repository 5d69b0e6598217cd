"""A version of a summary as the checker sees it, with what people decided.

It works for texts that are not stored yet. The comparison itself is kept by the hash of what was
read; what people decided is read from the database each time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from pprnet.claims import ClaimSeverity, Verdict
from pprnet.coherence import Incoherence
from pprnet.lint import LintFinding, LintSeverity
from pprnet_site.catalogue.models import Work
from pprnet_site.catalogue.queries.signal_review import signal_reviews_by_work
from pprnet_site.core.models import DigestSettings
from pprnet_site.evidence.checking.claim_checks import FoundClaim, find_claims
from pprnet_site.evidence.checking.coherence_checks import find_contradictions
from pprnet_site.evidence.checking.rule_checks import find_irregularities
from pprnet_site.evidence.checking.source_texts import (
    BoundPassage,
    SummarySources,
    sources_of_works,
)
from pprnet_site.evidence.claim_keys import ClaimKey, claim_anchor, finding_anchor, short_claim
from pprnet_site.evidence.draft_content import DraftContent
from pprnet_site.evidence.enums import CheckedField, ClaimState, ClaimVerdict
from pprnet_site.evidence.models import CheckerOverride, ClaimDecision
from pprnet_site.evidence.queries.claim_messages import claim_message
from pprnet_site.evidence.queries.decisions import decisions_in_force, overrides_in_force

STATES = {
    ClaimVerdict.PASSAGE: ClaimState.BOUND_BY_PERSON,
    ClaimVerdict.PLACE: ClaimState.BOUND_BY_PERSON,
    ClaimVerdict.BACKGROUND: ClaimState.BACKGROUND,
    ClaimVerdict.OWN_WORDS: ClaimState.OWN_WORDS,
    ClaimVerdict.OVERRIDE: ClaimState.OVERRIDDEN,
}
"""The state of a claim after each decision."""


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim of one text, with what its sources say and what a person decided."""

    key: ClaimKey
    item: int
    """Number of the key fact, from 0; 0 for another field."""
    start: int
    end: int
    """Characters of the text."""
    text: str
    verdict: str
    severity: str
    state: ClaimState
    message: str
    reason: str
    stated: str
    formula: str
    passage: BoundPassage | None
    decision: ClaimDecision | None

    @property
    def anchor(self) -> str:
        """What the claim is called in an address."""
        return claim_anchor(self.key)

    @property
    def is_blocking(self) -> bool:
        """Whether it stops publication."""
        return self.state == ClaimState.OPEN and self.severity == ClaimSeverity.ERROR

    @property
    def needs_attention(self) -> bool:
        """Whether it is open, as an error or as advice."""
        return self.state == ClaimState.OPEN and self.severity != ClaimSeverity.NONE


@dataclass(frozen=True, slots=True)
class TextFix:
    """A safe correction of one text: characters and what is written instead."""

    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class CheckedFinding:
    """A finding of the checker's rules, with an editor's override."""

    code: str
    severity: str
    field: str
    item: int
    start: int
    end: int
    """Characters of the text; both 0 where a part is missing."""
    text: str
    """What it is about, as stored with an override."""
    message: str
    explanation: str
    fix: TextFix | None
    override: CheckerOverride | None

    @property
    def anchor(self) -> str:
        """What the finding is called in an address."""
        return finding_anchor(self.code, self.field, self.text)

    @property
    def is_blocking(self) -> bool:
        """Whether it stops publication."""
        return self.severity == LintSeverity.ERROR and self.override is None


@dataclass(frozen=True, slots=True)
class SourceContradiction:
    """Two statements of one source that cannot both be right."""

    message: str
    passages: tuple[BoundPassage, ...]


@dataclass(frozen=True, slots=True)
class DraftCheck:
    """What the checker says of a version."""

    content: DraftContent
    sources: SummarySources
    claims: tuple[CheckedClaim, ...]
    findings: tuple[CheckedFinding, ...]
    contradictions: tuple[SourceContradiction, ...]

    @property
    def open_claims(self) -> tuple[CheckedClaim, ...]:
        """The claims that stop publication, in their order."""
        return tuple(each for each in self.claims if each.is_blocking)

    @property
    def open_findings(self) -> tuple[CheckedFinding, ...]:
        """The findings that stop publication, in their order, those of one decision once."""
        return tuple(once_each(each for each in self.findings if each.is_blocking))

    def in_field(self, name: str) -> tuple[CheckedClaim, ...]:
        """Return the claims of one text."""
        return tuple(each for each in self.claims if each.key.field == name)


def once_each(findings: Iterable[CheckedFinding]) -> Iterator[CheckedFinding]:
    """Yield findings without those that the decision about an earlier one settles, save fixes."""
    seen: set[tuple[str, int]] = set()
    for each in findings:
        if each.fix is not None or (each.anchor, each.item) not in seen:
            yield each
        seen.add((each.anchor, each.item))


def check_draft(content: DraftContent) -> DraftCheck:
    """Return what the checker says of a version of a summary."""
    works = works_in_order(content.works)
    sources = sources_of_works(works, content.facts)
    readings = signal_reviews_by_work(content.works)
    settings = DigestSettings.objects.first() or DigestSettings()
    decisions = decisions_in_force(content.page)
    overrides = overrides_in_force(content.page)
    return DraftCheck(
        content=content,
        sources=sources,
        claims=tuple(
            checked_claim(found, content, sources, decisions)
            for found in find_claims(content, sources)
        ),
        findings=tuple(
            checked_finding(found, content, overrides)
            for found in find_irregularities(content, works, sources, readings, settings)
        ),
        contradictions=tuple(
            source_contradiction(at, found, sources) for at, found in find_contradictions(sources)
        ),
    )


def works_in_order(numbers: Sequence[int]) -> list[Work]:
    """Return works with their citations, in the order of their numbers."""
    rows = Work.objects.select_related("citation").in_bulk(numbers)
    return [rows[number] for number in numbers if number in rows]


def checked_claim(
    found: FoundClaim,
    content: DraftContent,
    sources: SummarySources,
    decisions: dict[ClaimKey, ClaimDecision],
) -> CheckedClaim:
    """Return a claim with the decision that holds for it."""
    finding = found.finding
    decision = decisions.get(found.key)
    if decision is not None and not holds(decision, found, content):
        decision = None
    text = content.text_of(found.key.field, found.item)[found.start : found.end]
    place = finding.passage
    return CheckedClaim(
        key=found.key,
        item=found.item,
        start=found.start,
        end=found.end,
        text=text,
        verdict=finding.verdict.value,
        severity=finding.severity.value,
        state=claim_state(found, content, sources, decision),
        message=claim_message(finding, text),
        reason=finding.reason,
        stated=finding.stated,
        formula=finding.formula,
        passage=sources.passage_at(place.source, place.start, place.end) if place else None,
        decision=decision,
    )


def holds(decision: ClaimDecision, found: FoundClaim, content: DraftContent) -> bool:
    """Return whether a decision settles a claim of this version.

    A passage is one of a present source, and what a source contradicts is no matter of wording.
    """
    if decision.verdict == ClaimVerdict.PASSAGE:
        return decision.work_id in content.works
    is_wording = decision.verdict == ClaimVerdict.OWN_WORDS
    return not (is_wording and found.finding.verdict is Verdict.CONTRADICTED)


def claim_state(
    found: FoundClaim,
    content: DraftContent,
    sources: SummarySources,
    decision: ClaimDecision | None,
) -> ClaimState:
    """Return what is known of a claim."""
    if decision is not None:
        return STATES[ClaimVerdict(decision.verdict)]
    finding = found.finding
    if finding.verdict is Verdict.COMPUTED:
        return ClaimState.COMPUTED
    if finding.verdict is Verdict.SUPPORTED:
        is_fact = finding.passage and sources.places[finding.passage.source].work is None
        return ClaimState.BOUND_BY_PERSON if is_fact else ClaimState.BOUND_BY_MACHINE
    if finding.verdict is Verdict.NOT_FOUND and is_bound_fact(found, content):
        return ClaimState.BOUND_BY_PERSON
    return ClaimState.OPEN


def is_bound_fact(found: FoundClaim, content: DraftContent) -> bool:
    """Return whether a claim is in a key fact whose origin a person states."""
    return found.key.field == CheckedField.KEY_FACTS and content.facts[found.item].is_bound


def checked_finding(
    finding: LintFinding,
    content: DraftContent,
    overrides: dict[tuple[str, str, str], CheckerOverride],
) -> CheckedFinding:
    """Return a finding with the override that holds for it."""
    text, fix = found_text(finding, content), finding.fix
    language = get_language() or "en"
    return CheckedFinding(
        code=finding.code,
        severity=finding.severity.value,
        field=finding.field,
        item=finding.item,
        start=finding.start,
        end=finding.end,
        text=text,
        message=finding.message.in_language(language),
        explanation=finding.explanation.in_language(language),
        fix=TextFix(fix.start, fix.end, fix.replacement) if fix else None,
        override=overrides.get((finding.code, finding.field, text)),
    )


def found_text(finding: LintFinding, content: DraftContent) -> str:
    """Return what a finding is about; empty where it is about a text as a whole."""
    text = content.text_of(finding.field)
    is_whole = finding.start == 0 and finding.end == len(text)
    return "" if is_whole else short_claim(text[finding.start : finding.end])


def source_contradiction(
    at: int, found: Incoherence, sources: SummarySources
) -> SourceContradiction:
    """Return a contradiction of a source in the language of the interface."""
    is_french = (get_language() or "en").startswith("fr")
    return SourceContradiction(
        found.french if is_french else found.english,
        tuple(sources.passage_at(at, place.start, place.end) for place in found.places),
    )
