"""Drafts: made from a work or from parts, and saved version by version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pprnet_site.catalogue.actions import format_citations, refresh_citation
from pprnet_site.catalogue.enrichment.citation_formatting import ensure_pandoc
from pprnet_site.catalogue.enums import SHORTLIST_STATUSES, WorkStatus
from pprnet_site.catalogue.models import Work
from pprnet_site.core.display_names import display_name
from pprnet_site.core.errors import ActionRefusedError, ConflictError
from pprnet_site.digest.actions.draft_fields import ValidationAsRefusal, set_fields
from pprnet_site.digest.actions.facts import (
    Fact,
    initial_facts,
    initial_terms,
    judged_facts,
    stated_facts,
)
from pprnet_site.digest.actions.issues import open_issue
from pprnet_site.digest.actions.work_status import follow_summary
from pprnet_site.digest.models import SummaryPage
from pprnet_site.digest.permissions import ensure_can_add, ensure_can_edit
from pprnet_site.digest.publication.machine_suggestions import (
    record_initial_suggestions,
    settle_saved_suggestions,
)
from pprnet_site.taxonomy.models import ResearchType, Topic


class DraftOvertaken(ConflictError):
    """Somebody else saved this draft after it was opened; what was typed is in `fields`."""

    def __init__(self, message: str, *, summary: SummaryPage, fields: Mapping[str, Any]) -> None:
        super().__init__(message)
        self.summary = summary
        self.fields = dict(fields)


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """A saved draft and the number of its version, for the next form."""

    summary: SummaryPage
    revision: int


@transaction.atomic
def create_summary(
    *,
    issue_month: date,
    title: str,
    works: Iterable[Work],
    by: User | None,
    topics: Iterable[Topic] = (),
    research_types: Iterable[ResearchType] = (),
    key_facts: Iterable[Fact] = (),
    **texts: Any,
) -> SummaryPage:
    """Make a draft in a month from its parts.

    Args:
        issue_month: any day of the month.
        title: title of the summary.
        works: its sources.
        by: who makes it; None means the command line.
        topics: its topics.
        research_types: its types of research.
        key_facts: its key facts.
        texts: any of `TEXT_FIELDS`.

    Raises:
        ActionRefusedError: A field is missing or invalid, or pandoc is missing.
        PermissionDenied: This user may not add summaries.
    """
    works = list(works)
    if works:
        ensure_pandoc()
    issue = open_issue(month=issue_month, by=by)
    ensure_can_add(by, issue)
    summary = SummaryPage(live=False, owner=by)
    fields = {"title": title, "works": works, "topics": topics, "research_types": research_types}
    set_fields(summary, {**fields, "key_facts": key_facts, **texts})
    with ValidationAsRefusal():
        issue.add_child(instance=summary)
        summary.save_revision(user=by, log_action=True)
    format_citations(works)
    follow_summary(summary=summary, by=by)
    return summary


@transaction.atomic
def make_draft(*, work: Work, by: User | None, month: date | None = None) -> SummaryPage:
    """Make a draft from a work of the shortlist, or return the draft that it has already.

    The citation, the topics, the type of research and the key facts are filled in as far as they
    are known; the title is the title of the work until the editor writes one.

    Raises:
        ActionRefusedError: The work is not on the shortlist, or pandoc is missing.
    """
    work = Work.objects.select_for_update().get(pk=work.pk)
    if (draft := find_draft(work)) is not None:
        return draft
    if work.status not in SHORTLIST_STATUSES:
        raise ActionRefusedError(
            _("“%(title)s” is not on the shortlist (it is: %(status)s). Include it first.")
            % {"title": work, "status": WorkStatus(work.status).label}
        )
    refresh_citation(work=work)
    topics, types = initial_terms(work)
    facts = initial_facts(work)
    summary = create_summary(
        issue_month=month or timezone.localdate(),
        title=work.title[:255].strip() or _("Untitled"),
        works=[work],
        by=by,
        topics=topics,
        research_types=types,
        key_facts=facts,
        author_name=display_name(by) if by else "",
    )
    record_initial_suggestions(
        page_id=summary.pk, work=work, topics=topics, types=types, facts=facts
    )
    return summary


@transaction.atomic
def add_facts(*, summary: SummaryPage, by: User | None) -> int:
    """Add what was accepted for the sources of a draft; return how many facts are new or judged.

    A fact that was read automatically loses its mark where a person has accepted it since.
    """
    row = SummaryPage.objects.select_for_update().get(pk=summary.pk)
    draft = row.get_latest_revision_as_object()
    facts = [Fact.of(fact) for fact in draft.key_facts.all()]
    told = {(fact.label, fact.value) for fact in facts}
    known = [fact for source in draft.sources.all() for fact in stated_facts(source.work)]
    new = [fact for fact in known if (fact.label, fact.value) not in told]
    judged = judged_facts(facts, known)
    if added := len(new) + sum(was != now for was, now in zip(facts, judged, strict=True)):
        save_draft(summary=row, fields={"key_facts": [*judged, *new]}, by=by)
    return added


def find_draft(work: Work) -> SummaryPage | None:
    """Return the summary about this work, the newest if there are several, or None."""
    summaries = SummaryPage.objects.filter(sources__work=work).order_by("-pk")
    newest: SummaryPage | None = summaries.first()
    return newest


@transaction.atomic
def save_draft(
    *,
    summary: SummaryPage,
    fields: Mapping[str, Any],
    by: User | None,
    opened: int | None = None,
) -> SavedDraft:
    """Save a version of a summary; readers see it only when the version is published.

    Args:
        summary: the summary.
        fields: any of `TEXT_FIELDS` and `LIST_FIELDS`.
        by: who saves it; None means the command line.
        opened: number of the version that the form was opened from; None skips the comparison.

    Raises:
        ActionRefusedError: The summary is locked or scheduled, or a field is invalid.
        DraftOvertaken: Somebody saved another version after `opened`; nothing is overwritten.
        PermissionDenied: This user may not change the summary.
    """
    row = SummaryPage.objects.select_for_update().get(pk=summary.pk)
    ensure_can_edit(by, row)
    ensure_unlocked(row, by)
    ensure_newest(row, opened=opened, fields=fields)
    draft = row.get_latest_revision_as_object()
    set_fields(draft, fields)
    saved = SavedDraft(draft, save_version(draft, by=by))
    settle_saved_suggestions(page_id=row.pk, fields=fields, by=by)
    return saved


def save_version(draft: SummaryPage, *, by: User | None) -> int:
    """Save a version and return its number; the row is saved too while the summary is not live."""
    with ValidationAsRefusal():
        if not draft.live:
            refresh_slug(draft)
            draft.full_clean()  # before the row: PostgreSQL refuses there what SQLite lets pass
            draft.save()
        revision = draft.save_revision(user=by, log_action=True)
    if not draft.live:
        follow_summary(summary=draft, by=by)
    return int(revision.pk)


def refresh_slug(draft: SummaryPage) -> None:
    """Clear the slug before the first publication, so that it is made from the title again."""
    if draft.first_published_at is None:
        draft.slug = ""


def ensure_unlocked(row: SummaryPage, by: User | None) -> None:
    """Raise `ActionRefusedError` if a summary is locked or scheduled."""
    if row.approved_schedule:
        raise ActionRefusedError(
            _("This summary is scheduled for publication. Cancel the date to edit it.")
        )
    lock = row.get_lock()
    if lock is not None and by is not None and lock.for_user(by):
        raise ActionRefusedError(
            _("This summary is locked by somebody else. Ask for it to be unlocked.")
        )


def ensure_newest(row: SummaryPage, *, opened: int | None, fields: Mapping[str, Any]) -> None:
    """Raise `DraftOvertaken` if there is a newer version than the one opened."""
    latest = row.get_latest_revision()
    if opened is None or latest is None or latest.pk == opened:
        return
    name = (latest.user.get_full_name() or latest.user.get_username()) if latest.user else "pprnet"
    message = _(
        "%(name)s saved this draft at %(time)s, after you opened it. Nothing was "
        "overwritten: what you typed is kept in the form. Compare it with the newest "
        "version, then save again."
    ) % {"name": name, "time": timezone.localtime(latest.created_at).strftime("%H:%M")}
    raise DraftOvertaken(message, summary=row, fields=fields)
