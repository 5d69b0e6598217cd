"""The sources of a draft: add one or remove one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.contrib.auth.models import User
from django.db import transaction

from pprnet_site.catalogue.actions import format_citations
from pprnet_site.catalogue.enrichment.citation_formatting import ensure_pandoc
from pprnet_site.catalogue.models import Work
from pprnet_site.digest.actions.drafts import SavedDraft, save_draft
from pprnet_site.digest.actions.publishing import locked_summary
from pprnet_site.digest.actions.work_status import release_work
from pprnet_site.digest.models import SummaryPage
from pprnet_site.digest.publication.gate import source_works


@transaction.atomic
def add_source(*, summary: SummaryPage, work: Work, by: User | None) -> SavedDraft:
    """Add a work to the sources of the newest version; a second call changes nothing.

    Raises:
        ActionRefusedError: The draft cannot be changed, or pandoc is missing.
    """
    ensure_pandoc()
    format_citations([work])
    return save_sources(summary, lambda works: [*works, work], by=by)


@transaction.atomic
def remove_source(*, summary: SummaryPage, work: Work, by: User | None) -> SavedDraft:
    """Remove a work from the newest version; it returns to the shortlist if no other uses it."""
    saved = save_sources(summary, lambda works: [each for each in works if each != work], by=by)
    release_work(work=work, by=by)
    return saved


def save_sources(
    summary: SummaryPage, change: Callable[[list[Work]], Iterable[Work]], *, by: User | None
) -> SavedDraft:
    """Save a version with changed sources; without a change the newest version is returned."""
    row = locked_summary(summary)
    draft = row.get_latest_revision_as_object()
    works = source_works(draft)
    changed = list(dict.fromkeys(change(works)))
    if changed == works and row.latest_revision_id:
        return SavedDraft(draft, row.latest_revision_id)
    return save_draft(summary=summary, fields={"works": changed}, by=by)
