"""All that the page shows on which the claims of a draft are settled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import ngettext

from pprnet_site.desk.queries.evidence.source_panels import SourcePanel, source_panels
from pprnet_site.desk.queries.evidence.text_claims import MARK_LABELS, SheetText, sheet_texts
from pprnet_site.digest.models import SummaryPage
from pprnet_site.digest.permissions import user_can_edit_summary, user_can_publish_summary
from pprnet_site.digest.publication.checked_claims import check_summary
from pprnet_site.evidence.checking.source_texts import full_texts_of
from pprnet_site.evidence.draft_content import FactText
from pprnet_site.evidence.permissions import ensure_can_read_full_texts
from pprnet_site.evidence.queries.draft_checks import DraftCheck, works_in_order


@dataclass(frozen=True, slots=True)
class SettledPoint:
    """What a person decided about a claim or a finding, and how to undo it."""

    what: str
    decision: str | Promise
    said: str
    by: User | None
    at: datetime
    button: str
    number: int


@dataclass(frozen=True, slots=True)
class ClaimsSheet:
    """The texts of a draft as they are typed, with claims and findings."""

    row: SummaryPage
    check: DraftCheck
    texts: tuple[SheetText, ...]
    can_edit: bool
    can_override: bool

    @property
    def open_count(self) -> int:
        """How many claims and findings stop publication."""
        return len(self.check.open_claims) + len(self.check.open_findings)

    @property
    def first_open(self) -> str:
        """The element of the first claim or finding that stops publication."""
        return next(self.open_anchors(), "")

    def open_anchors(self) -> Iterator[str]:
        """Yield the elements of what stops publication, in the order of the page."""
        for text in self.texts:
            yield from (f"o-{each.claim.anchor}" for each in text.claims if each.claim.is_blocking)
            yield from (f"f-{each.anchor}" for each in text.findings if each.finding.is_blocking)

    @property
    def listed(self) -> int:
        """How many claims and findings are listed, with those that stop nothing."""
        return sum(len(text.claims) + len(text.findings) for text in self.texts)

    @property
    def state(self) -> str:
        """What stops publication, in one sentence."""
        return open_message(self.open_count)

    @property
    def settled(self) -> tuple[SettledPoint, ...]:
        """What people decided, in the order of the page."""
        return tuple(settled_points(self.check))

    @property
    def legend(self) -> list[tuple[str, str | Promise]]:
        """Each mark with what it says."""
        return list(MARK_LABELS.items())


def open_message(count: int) -> str:
    """Return how many claims and findings stop publication."""
    text = ngettext(
        "%(count)d point stops publication.", "%(count)d points stop publication.", count
    )
    return text % {"count": count}


def settled_points(check: DraftCheck) -> Iterator[SettledPoint]:
    """Yield the decisions that hold for this version."""
    for claim in check.claims:
        if (made := claim.decision) is not None:
            said = made.quote or made.note
            yield SettledPoint(
                claim.text, claim.state.label, said, made.by, made.at, "undo", made.pk
            )
    for found in check.findings:
        if (kept := found.override) is not None:
            label = found.message
            yield SettledPoint(
                found.text or found.code, label, kept.reason, kept.by, kept.at, "undo_keep", kept.pk
            )


def find_summary(summary_id: int) -> SummaryPage:
    """Return a summary.

    Raises:
        Http404: There is no summary with this number.
    """
    row: SummaryPage | None = SummaryPage.objects.filter(pk=summary_id).first()
    if row is None:
        raise Http404
    return row


def claims_sheet(
    row: SummaryPage,
    *,
    user: User,
    texts: Mapping[str, str] | None = None,
    facts: list[FactText] | None = None,
    language: str = "",
) -> ClaimsSheet:
    """Return the texts of a draft with their claims; what was typed takes their place.

    Raises:
        PermissionDenied: This user may not read full texts.
    """
    ensure_can_read_full_texts(user)
    check = check_summary(row, texts=texts, facts=facts, language=language)
    return ClaimsSheet(
        row=row,
        check=check,
        texts=sheet_texts(check),
        can_edit=user_can_edit_summary(user, row),
        can_override=user_can_publish_summary(user, row),
    )


def panels_of(sheet: ClaimsSheet) -> tuple[SourcePanel, ...]:
    """Return the sources of a draft, with the passages marked that its claims are bound to."""
    works = works_in_order(sheet.check.content.works)
    rows = full_texts_of(work.pk for work in works)
    runs = (run for text in sheet.texts for run in text.runs)
    return source_panels(sheet.check, runs, works, rows)
