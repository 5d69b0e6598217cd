"""Drafts: made from a work, built from parts, and saved version by version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Field, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from pprnet_site.catalogue.actions import format_citations, refresh_citation
from pprnet_site.catalogue.enums import SHORTLIST_STATUSES, WorkStatus
from pprnet_site.catalogue.models import Work
from pprnet_site.core.errors import ActionRefusedError, ConflictError
from pprnet_site.digest.actions.facts import Fact, accepted_facts, initial_terms
from pprnet_site.digest.actions.issues import open_issue
from pprnet_site.digest.actions.notes import set_note
from pprnet_site.digest.actions.work_status import follow_summary
from pprnet_site.digest.models import KeyFact, SummaryPage, SummarySource
from pprnet_site.digest.permissions import ensure_can_add, ensure_can_edit
from pprnet_site.taxonomy.models import ResearchType, Topic

TEXT_FIELDS = (
    "title",
    "teaser_clause",
    "bottom_line",
    "in_practice",
    "summary",
    "implications",
    "limits",
    "for_whom",
    "certainty",
    "author_name",
    "interests",
    "language",
    "minor_change",
)
"""The fields of a summary that hold one value."""

LIST_FIELDS = ("topics", "research_types", "works", "key_facts", "note")
"""The fields of a summary that hold several; `note` is the one that goes out with the change."""


class DraftOvertaken(ConflictError):
    """Somebody saved this draft since it was opened; what was typed is in `fields`."""

    def __init__(self, message: str, *, summary: SummaryPage, fields: Mapping[str, Any]) -> None:
        super().__init__(message)
        self.summary = summary
        self.fields = dict(fields)


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """A draft as it was saved, and the number of its version for the next form."""

    summary: SummaryPage
    revision: int


@transaction.atomic
def create_summary(
    *,
    issue_month: date,
    title: str,
    works: Iterable[Work],
    by: AbstractBaseUser | None,
    topics: Iterable[Topic] = (),
    research_types: Iterable[ResearchType] = (),
    key_facts: Iterable[Fact] = (),
    **texts: Any,
) -> SummaryPage:
    """Make a draft in a month from its parts; `texts` are any of `TEXT_FIELDS`."""
    works = list(works)
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
def make_draft(
    *, work: Work, by: AbstractBaseUser | None, month: date | None = None
) -> SummaryPage:
    """Make a draft from a work of the shortlist; a second call gives the draft that is there.

    The citation, the topics, the type of research and the key facts are put in as far as they
    are known; the title is the work's own until the editor writes one.
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
    return create_summary(
        issue_month=month or timezone.localdate(),
        title=work.title[:255].strip() or _("Untitled"),
        works=[work],
        by=by,
        topics=topics,
        research_types=types,
        key_facts=accepted_facts(work),
        author_name=(by.get_full_name() or by.get_username()) if by else "",
    )


@transaction.atomic
def add_facts(*, summary: SummaryPage, by: AbstractBaseUser | None) -> int:
    """Put into a draft what is known of its sources and it does not say yet; gives how much."""
    row = SummaryPage.objects.select_for_update().get(pk=summary.pk)
    draft = row.get_latest_revision_as_object()
    facts = [Fact.of(fact) for fact in draft.key_facts.all()]
    told = {(fact.label, fact.value) for fact in facts}
    known = [fact for source in draft.sources.all() for fact in accepted_facts(source.work)]
    new = [fact for fact in known if (fact.label, fact.value) not in told]
    if new:
        save_draft(summary=row, fields={"key_facts": [*facts, *new]}, by=by)
    return len(new)


def find_draft(work: Work) -> SummaryPage | None:
    """Give the summary that tells of this work, the newest if there are several."""
    return SummaryPage.objects.filter(sources__work=work).order_by("-pk").first()


@transaction.atomic
def save_draft(
    *,
    summary: SummaryPage,
    fields: Mapping[str, Any],
    by: AbstractBaseUser | None,
    opened: int | None = None,
) -> SavedDraft:
    """Save a version of a summary: `fields` are any of `TEXT_FIELDS` and `LIST_FIELDS`.

    `opened` is the number of the version that the form was opened from. Where somebody saved
    another one since, `DraftOvertaken` gives the text back instead of writing over it. What
    readers see changes only when the version is published.
    """
    row = SummaryPage.objects.select_for_update().get(pk=summary.pk)
    ensure_can_edit(by, row)
    ensure_unlocked(row, by)
    ensure_newest(row, opened=opened, fields=fields)
    draft = row.get_latest_revision_as_object()
    set_fields(draft, fields)
    return SavedDraft(draft, save_version(draft, by=by))


def save_version(draft: SummaryPage, *, by: AbstractBaseUser | None) -> int:
    """Write a version; the row itself follows as long as readers do not see it."""
    with ValidationAsRefusal():
        if not draft.live:
            refresh_slug(draft)
            draft.full_clean()  # before the row: PostgreSQL refuses there what SQLite lets pass
            draft.save()
        revision = draft.save_revision(user=by, log_action=True)
    if not draft.live:
        follow_summary(summary=draft, by=by)
    return revision.pk


def refresh_slug(draft: SummaryPage) -> None:
    """Let the address follow the title until the first publication, and never after it."""
    if draft.first_published_at is None:
        draft.slug = ""


def ensure_unlocked(row: SummaryPage, by: AbstractBaseUser | None) -> None:
    """Refuse to write into a summary that is locked or waits for its date."""
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
    """Refuse to write over a version that the writer has not seen."""
    latest = row.get_latest_revision()
    if opened is None or latest is None or latest.pk == opened:
        return
    name = (latest.user.get_full_name() or latest.user.get_username()) if latest.user else "pprnet"
    message = _(
        "%(name)s saved this draft at %(time)s, after you opened it. Nothing was "
        "overwritten: what you typed is kept below. Compare it with the newest version, "
        "then save again."
    ) % {"name": name, "time": timezone.localtime(latest.created_at).strftime("%H:%M")}
    raise DraftOvertaken(message, summary=row, fields=fields)


def set_fields(summary: SummaryPage, fields: Mapping[str, Any]) -> None:
    """Set what is given on a summary in memory; nothing else changes."""
    unknown = set(fields) - {*TEXT_FIELDS, *LIST_FIELDS}
    if unknown:
        message = f"a summary has no field {', '.join(sorted(unknown))}"
        raise TypeError(message)
    for name in TEXT_FIELDS:
        if name in fields:
            setattr(summary, name, normalise_text(fields[name]))
    for name in ("topics", "research_types"):
        if name in fields:
            setattr(summary, name, list(fields[name]))
    if not summary.title:
        raise ActionRefusedError(_("A summary needs a title, even a working title. Enter one."))
    if "works" in fields:
        set_sources(summary, fields["works"])
    if "key_facts" in fields:
        summary.key_facts = [
            KeyFact(**fact.values(), sort_order=place)
            for place, fact in enumerate(fields["key_facts"])
        ]
    if "note" in fields:
        set_note(summary, fields["note"])


def set_sources(summary: SummaryPage, works: Iterable[Work]) -> None:
    """Set the sources, keeping the rows of those that stay."""
    known = {source.work_id: source for source in summary.sources.all()}
    sources = []
    for place, work in enumerate(dict.fromkeys(works)):
        source = known.get(work.pk) or SummarySource(work=work)
        source.sort_order = place
        sources.append(source)
    summary.sources = sources


def normalise_text(value: Any) -> Any:
    """Take the ends off a text and give it the line ends of the site."""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


class ValidationAsRefusal:
    """Turn Django's refusal of a field into ours."""

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        """Say which field is wrong and why."""
        if isinstance(error, ValidationError):
            raise ActionRefusedError(" ".join(validation_messages(error))) from error


def validation_messages(error: ValidationError) -> list[str]:
    """Name each field with what is wrong with it."""
    if not hasattr(error, "error_dict"):
        return list(error.messages)
    labels = {field.name: field.verbose_name for field in model_fields(SummaryPage)}
    return [
        f"{labels[name]}: {' '.join(messages)}" if name in labels else " ".join(messages)
        for name, messages in error.message_dict.items()
    ]


def model_fields(model: type[Model]) -> Iterable[Field[Any, Any]]:
    """Give the fields of a model."""
    return model._meta.fields  # noqa: SLF001 - Django's own door
