"""The rules of the checker on a summary."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields

from pprnet import __version__
from pprnet.lint import RULES, Draft, DraftBounds, LintFinding, SourceFacts, lint_draft
from pprnet.records import EffectSize
from pprnet.watch.work_states import WorkState
from pprnet_site.catalogue.data_mapper import merged_record
from pprnet_site.catalogue.models import Work
from pprnet_site.catalogue.queries.signal_review import SignalReview
from pprnet_site.catalogue.signal_kinds import SignalKind
from pprnet_site.core.models import DigestSettings
from pprnet_site.evidence.checking.result_cache import ResultCache
from pprnet_site.evidence.checking.source_texts import READABLE, SummarySources
from pprnet_site.evidence.draft_content import DraftContent

ASKED_ELSEWHERE = (
    *(rule.code for rule in RULES if rule.needs_claims),
    "author-name",  # a claim
    "author-unknown",  # a claim
    "missing-text",  # the gate
    "missing-citation",  # the gate
    "retracted-source",  # the gate, with its notices
    "missing-bottom-line",  # the advice of the digest
    "text-length",  # the advice of the digest
)
"""Rules whose question the site asks in another way."""

_RESULTS: ResultCache[tuple[LintFinding, ...]] = ResultCache()


def find_irregularities(
    content: DraftContent,
    works: Sequence[Work],
    sources: SummarySources,
    readings: Mapping[int, Sequence[SignalReview]],
    settings: DigestSettings,
) -> tuple[LintFinding, ...]:
    """Return what the rules find in a summary, in the order of its page."""
    bounds = draft_bounds(settings)
    facts = tuple(source_facts(work, content, sources, readings.get(work.pk, ())) for work in works)
    mark = hashlib.sha256(repr((bounds, facts)).encode("utf-8", "surrogatepass")).hexdigest()
    key = (__version__, content.fingerprint, mark)
    return _RESULTS.get(
        key, lambda: lint_draft(checked_draft(content, facts), bounds, leave_out=ASKED_ELSEWHERE)
    )


def draft_bounds(settings: DigestSettings) -> DraftBounds:
    """Return the lengths that the network recommends."""
    return DraftBounds(
        words={
            "summary": (settings.summary_min, settings.summary_max),
            "implications": (settings.implications_min, settings.implications_max),
        }
    )


def checked_draft(content: DraftContent, facts: tuple[SourceFacts, ...]) -> Draft:
    """Return a summary as the checker reads it; its citations are formatted from records."""
    texts = {name: text for name, text in content.texts if name != "in_practice"}
    return Draft(fields=texts, language=content.language, citations=None, sources=facts)


def source_facts(
    work: Work, content: DraftContent, sources: SummarySources, readings: Iterable[SignalReview]
) -> SourceFacts:
    """Return what is known of a source; a rejected reading is not known."""
    known = [each for each in readings if not each.is_rejected]
    return SourceFacts(
        record=merged_record(work),
        research_type=next(iter(content.research_types), ""),
        certainty=content.certainty,
        state=work_state(work),
        participants=read_count(known, SignalKind.PARTICIPANTS),
        studies=read_count(known, SignalKind.STUDIES),
        effects=tuple(read_effects(known)),
        has_nonsignificant_result=any(is_nonsignificant(each) for each in known),
        texts=tuple(
            text.text
            for text, place in zip(sources.texts, sources.places, strict=True)
            if place.work == work.pk and any(each.part in READABLE for each in place.segments)
        ),
    )


def work_state(work: Work) -> WorkState:
    """Return the state of a work by the engine's name."""
    return WorkState(work.state)


def read_count(readings: Iterable[SignalReview], kind: SignalKind) -> int | None:
    """Return a count of people or studies, or None."""
    found = (each.value for each in readings if each.kind == kind and each.value.isdigit())
    value = next(found, None)
    return int(value) if value else None


def read_effects(readings: Iterable[SignalReview]) -> Iterator[EffectSize]:
    """Yield the effects that a work states."""
    names = {each.name for each in fields(EffectSize)}
    for reading in readings:
        if reading.kind == SignalKind.EFFECT and {"measure", "value"} <= set(reading.detail):
            yield EffectSize(**{name: reading.detail[name] for name in names & set(reading.detail)})


def is_nonsignificant(reading: SignalReview) -> bool:
    """Return whether a result was found to be the same, or its p is said not to be significant."""
    detail = reading.detail
    return bool(detail.get("p") == "NS" or detail.get("direction") in {"none", "no-difference"})


def is_rule(code: str) -> bool:
    """Return whether the checker has a rule of this code."""
    return any(each.code == code for each in RULES)
