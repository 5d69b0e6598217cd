"""What the gate requires of the claims of a summary and of its text, by the checker.

What readers see already holds nothing up: a note of a correction can be published at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, ngettext

from pprnet_site.digest.enums import StatedBy
from pprnet_site.digest.publication.refusals import Refusal
from pprnet_site.evidence.draft_content import DraftContent, FactText
from pprnet_site.evidence.enums import CheckedField
from pprnet_site.evidence.queries.draft_checks import (
    CheckedClaim,
    CheckedFinding,
    DraftCheck,
    check_draft,
)
from pprnet_site.taxonomy.models import ResearchType

if TYPE_CHECKING:
    from pprnet_site.digest.models import SummaryPage

Blocking = CheckedClaim | CheckedFinding
TYPED_FIELDS = tuple(name for name in CheckedField.values if name != CheckedField.KEY_FACTS)
"""The checked texts that are fields of a summary."""
MAX_LISTED = 6
"""Reasons of one rule in one text that are listed; the number of the others is stated."""


def content_of(summary: SummaryPage) -> DraftContent:
    """Return what is checked of a version of a summary, stored or not."""
    return DraftContent(
        page=summary.pk,
        texts=tuple((name, getattr(summary, name) or "") for name in TYPED_FIELDS),
        works=tuple(source.work_id for source in summary.sources.all()),
        facts=tuple(
            FactText(
                fact.label, fact.value, fact.note, fact.origin, fact.stated_by != StatedBy.READ
            )
            for fact in summary.key_facts.all()
        ),
        language=summary.language,
        certainty=summary.certainty or "",
        research_types=tuple(kind.key for kind in summary.research_types.all()),
    )


def check_summary(
    summary: SummaryPage,
    *,
    texts: Mapping[str, str] | None = None,
    facts: Sequence[FactText] | None = None,
    language: str = "",
) -> DraftCheck:
    """Return what the checker says of the newest version, or of what is typed instead.

    Args:
        summary: the summary.
        texts: fields of `CheckedField` that were typed, by name; others are those of the version.
        facts: the key facts that were typed.
        language: of the texts, where it was chosen anew.
    """
    content = newest_content(summary)
    return check_draft(typed_content(content, texts or {}, facts, language))


def newest_content(summary: SummaryPage) -> DraftContent:
    """Return what is checked of the newest version, without making a page of it.

    It is read at each pause in typing, and a page takes several times as long.
    """
    revision = summary.get_latest_revision() if summary.has_unpublished_changes else None
    if revision is None:
        return content_of(summary)
    stored = revision.content
    types = ResearchType.objects.filter(pk__in=stored.get("research_types") or ())
    return DraftContent(
        page=summary.pk,
        texts=tuple((name, stored.get(name) or "") for name in TYPED_FIELDS),
        works=tuple(source["work"] for source in stored.get("sources") or ()),
        facts=tuple(map(stored_fact, stored.get("key_facts") or ())),
        language=stored.get("language") or summary.language,
        certainty=stored.get("certainty") or "",
        research_types=tuple(types.values_list("key", flat=True)),
    )


def stored_fact(fact: Mapping[str, Any]) -> FactText:
    """Return a key fact of a stored version."""
    names = ("label", "value", "note", "origin")
    label, value, note, origin = (str(fact.get(name) or "") for name in names)
    return FactText(label, value, note, origin, fact.get("stated_by") != StatedBy.READ)


def typed_content(
    content: DraftContent,
    texts: Mapping[str, str],
    facts: Sequence[FactText] | None,
    language: str,
) -> DraftContent:
    """Return the content of a version with what was typed in its place."""
    return replace(
        content,
        texts=tuple(
            (name, texts.get(name, text).replace("\r\n", "\n").strip())
            for name, text in content.texts
        ),
        facts=content.facts if facts is None else tuple(facts),
        language=language or content.language,
    )


def unchecked_claims(summary: SummaryPage, live: SummaryPage | None) -> Iterator[Refusal]:
    """Yield a reason for each claim or irregularity that stops publication.

    Args:
        summary: the version.
        live: what readers see already, if anything.
    """
    check = check_draft(content_of(summary))
    blocking: list[Blocking] = [*check.open_claims, *check.open_findings]
    if blocking and live is not None:
        known = blocking_marks(check_draft(content_of(live)))
        blocking = [each for each in blocking if mark_of(each) not in known]
    listed = first_of_each(blocking)
    yield from map(refusal_of, listed)
    if len(blocking) > len(listed):
        yield more_refusal(len(blocking) - len(listed))


def first_of_each(blocking: Sequence[Blocking]) -> list[Blocking]:
    """Return the first of each rule and text, so that many of one do not hide the others."""
    seen: Counter[tuple[str, str]] = Counter()
    listed = []
    for each in blocking:
        rule = ("", each.key.field) if isinstance(each, CheckedClaim) else (each.code, each.field)
        seen[rule] += 1
        if seen[rule] <= MAX_LISTED:
            listed.append(each)
    return listed


def blocking_marks(check: DraftCheck) -> set[tuple[object, ...]]:
    """Return the marks of all that stops publication."""
    blocking: list[Blocking] = [*check.open_claims, *check.open_findings]
    return {mark_of(each) for each in blocking}


def mark_of(each: Blocking) -> tuple[object, ...]:
    """Return by what a claim or an irregularity is the same in two versions."""
    if isinstance(each, CheckedClaim):
        return each.key
    return (each.code, each.field, each.text)


def refusal_of(each: Blocking) -> Refusal:
    """Return the reason for a claim or an irregularity."""
    if isinstance(each, CheckedClaim):
        said = (each.message, claim_advice(each), each.key.field)
        return Refusal("claim", *said, place=each.anchor)
    advice = gettext("Correct it, or let it stand with a reason.")
    return Refusal("checker", each.message, advice, each.field, place=each.anchor)


def claim_advice(claim: CheckedClaim) -> str:
    """Return what to do about a claim."""
    if claim.verdict == "contradicted":
        return gettext("Correct it, or bind it to the passage that states it.")
    return gettext(
        "Bind it to a passage, correct it, or say that it is from another work or your own wording."
    )


def more_refusal(count: int) -> Refusal:
    """Return the reason that counts those which are not listed."""
    message = ngettext(
        "%(count)d more is still to be settled.", "%(count)d more are still to be settled.", count
    )
    return Refusal(
        "claim",
        message % {"count": count},
        gettext("The draft shows each in its place."),
        "summary",
    )
