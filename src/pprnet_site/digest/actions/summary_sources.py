"""The works that a draft tells of: one more, or one less."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from pprnet_site.catalogue.actions import format_citations
from pprnet_site.catalogue.models import Work
from pprnet_site.digest.actions.drafts import SavedDraft, save_draft
from pprnet_site.digest.actions.publishing import locked_summary
from pprnet_site.digest.actions.work_status import release_work
from pprnet_site.digest.models import SummaryPage
from pprnet_site.digest.publication.gate import source_works

User = AbstractBaseUser | None


@transaction.atomic
def add_source(*, summary: SummaryPage, work: Work, by: User) -> SavedDraft:
    """Let the newest version tell of one more work, with its citation; twice is once."""
    format_citations([work])
    return save_sources(summary, lambda works: [*works, work], by=by)


@transaction.atomic
def remove_source(*, summary: SummaryPage, work: Work, by: User) -> SavedDraft:
    """Take a work out of the newest version; it goes back to the shortlist if no other has it."""
    saved = save_sources(summary, lambda works: [each for each in works if each != work], by=by)
    release_work(work=work, by=by)
    return saved


def save_sources(
    summary: SummaryPage, change: Callable[[list[Work]], Iterable[Work]], *, by: User
) -> SavedDraft:
    """Save a version with other sources, if they are other ones: a form may be sent twice."""
    row = locked_summary(summary)
    draft = row.get_latest_revision_as_object()
    works = source_works(draft)
    changed = list(dict.fromkeys(change(works)))
    if changed == works and row.latest_revision_id:
        return SavedDraft(draft, row.latest_revision_id)
    return save_draft(summary=summary, fields={"works": changed}, by=by)
