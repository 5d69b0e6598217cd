"""What a machine suggested of a draft, recorded as it is made, saved and published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from django.contrib.auth.models import User

from pprnet import __version__
from pprnet_site.catalogue.models import Signal, Work
from pprnet_site.digest.enums import StatedBy
from pprnet_site.evidence.actions.machine_help import (
    Suggestion,
    record_claim_check,
    record_suggestions,
    settle_suggestions,
)
from pprnet_site.evidence.enums import ClaimState, HelpPart
from pprnet_site.evidence.queries.draft_checks import DraftCheck
from pprnet_site.taxonomy.models import ResearchType, Topic

EXTRACTION = f"pprnet {__version__} extraction"
CHECKER = f"pprnet {__version__}"
MACHINE_STATES = frozenset({ClaimState.BOUND_BY_MACHINE, ClaimState.COMPUTED})


class StatedFact(Protocol):
    """A key fact, and who stated it."""

    @property
    def label(self) -> str:
        """Its name."""

    @property
    def value(self) -> str:
        """Its value."""

    @property
    def stated_by(self) -> str:
        """Who stated it."""


def record_initial_suggestions(
    *,
    page_id: int,
    work: Work,
    topics: Iterable[Topic],
    types: Iterable[ResearchType],
    facts: Iterable[StatedFact],
) -> None:
    """Record what a new draft got from the readings of its work, without what a person typed."""
    versions = dict(Signal.objects.filter(work=work).values_list("kind", "version"))
    version = max(versions.values(), default="")
    found = [
        *((HelpPart.TOPIC, topic.key) for topic in topics),
        *((HelpPart.RESEARCH_TYPE, kind.key) for kind in types),
        *((HelpPart.KEY_FACT, fact_value(fact)) for fact in facts if is_suggested(fact)),
    ]
    record_suggestions(
        page_id=page_id,
        suggestions=[Suggestion(part, value, EXTRACTION, version) for part, value in found],
    )


def is_suggested(fact: StatedFact) -> bool:
    """Return whether a fact was read automatically."""
    return fact.stated_by != StatedBy.TYPED


def fact_value(fact: StatedFact) -> str:
    """Return a fact as it is recorded."""
    return f"{fact.label}: {fact.value}"


def settle_saved_suggestions(*, page_id: int, fields: Mapping[str, Any], by: User | None) -> None:
    """Record what a person kept and removed of what was suggested, by the saved fields."""
    if by is None:
        return
    accepted: dict[HelpPart, set[str]] = {}
    if "topics" in fields:
        accepted[HelpPart.TOPIC] = {topic.key for topic in fields["topics"]}
    if "research_types" in fields:
        accepted[HelpPart.RESEARCH_TYPE] = {kind.key for kind in fields["research_types"]}
    facts = list(fields.get("key_facts", ()))
    if "key_facts" in fields:
        kept = {fact_value(fact) for fact in facts if fact.stated_by != StatedBy.READ}
        accepted[HelpPart.KEY_FACT] = kept
    if accepted:
        pending = {HelpPart.KEY_FACT: set(unchecked_values(facts))}
        settle_suggestions(page_id=page_id, accepted=accepted, pending=pending, by=by)


def unchecked_values(facts: Iterable[StatedFact]) -> Iterator[str]:
    """Yield the facts that nobody has accepted yet."""
    return (fact_value(fact) for fact in facts if fact.stated_by == StatedBy.READ)


def record_published_check(*, page_id: int, check: DraftCheck) -> None:
    """Record how many claims of the published version were found in the sources."""
    record_claim_check(
        page_id=page_id,
        bound=sum(claim.state in MACHINE_STATES for claim in check.claims),
        total=len(check.claims),
        method=CHECKER,
        version="",
    )
