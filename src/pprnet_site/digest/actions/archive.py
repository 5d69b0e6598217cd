"""Import of an old archive page: each post becomes a draft of its month."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pprnet.extraction.signal_registry import Signal
from pprnet.formats.archive_page import ArchivePage, ArchivePost, read_archive
from pprnet.records import Record as CitedRecord
from pprnet_site.catalogue.data_mapper import fingerprint
from pprnet_site.catalogue.enrichment.citation_formatting import ensure_pandoc
from pprnet_site.catalogue.enums import ImportStatus
from pprnet_site.catalogue.ingest.batches import (
    assign_records,
    extract_new_signals,
    problem_row,
)
from pprnet_site.catalogue.models import ImportProblem, ImportRun, Record, Work
from pprnet_site.catalogue.write_lock import acquire_write_lock
from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.digest.actions.drafts import create_summary
from pprnet_site.digest.actions.facts import initial_facts, initial_terms
from pprnet_site.digest.models import SummaryPage

MAX_TITLE = 255


@dataclass(frozen=True, slots=True)
class ArchiveReport:
    """The result of importing an archive page."""

    name: str
    made: tuple[SummaryPage, ...]
    known: int
    """Number of posts that were imported before."""
    without_citation: int
    problems: tuple[str, ...]

    def __str__(self) -> str:
        made = ngettext("%(count)d draft made", "%(count)d drafts made", len(self.made))
        known = ngettext("%(count)d already imported", "%(count)d already imported", self.known)
        wanting = ngettext(
            "%(count)d needs a citation", "%(count)d need a citation", self.without_citation
        )
        counts = ((made, len(self.made)), (known, self.known), (wanting, self.without_citation))
        line = ", ".join(text % {"count": count} for text, count in counts)
        return "\n".join([f"{self.name}: {line}", *(f"  {each}" for each in self.problems)])


def import_archive(*, text: str, name: str, by: User | None) -> ArchiveReport:
    """Make a draft of each post of a page; a post that was imported before is left unchanged.

    A printed reference becomes a work with its citation; a post without one becomes a draft
    that needs a citation.

    Args:
        text: text of the page.
        name: name of the file, for messages.
        by: who imports it; None means the command line.

    Raises:
        ActionRefusedError: No post was found, or pandoc is missing.
    """
    ensure_pandoc()
    page = read_archive(text, name=name)
    if not page.posts:
        raise ActionRefusedError(
            _(
                "%(name)s: no post was found. Expected the text of an archive page: a line with a "
                "month and a year, then a title, a summary and its practice implications."
            )
            % {"name": name}
        )
    cited = [post.citation for post in page.posts if post.citation is not None]
    return store_archive(page, extract_new_signals([*cited]), text=text, name=name, by=by)


@transaction.atomic
def store_archive(
    page: ArchivePage,
    signals: dict[CitedRecord, tuple[Signal, ...]],
    *,
    text: str,
    name: str,
    by: User | None,
) -> ArchiveReport:
    """Store the posts of a page that has been read, as drafts with their works."""
    works = import_references(page, signals, text=text, name=name, by=by)
    known = [post for post in page.posts if is_known(post)]
    made = [draft_of_post(post, works.get(post), by=by) for post in page.posts if post not in known]
    return ArchiveReport(
        name=name,
        made=tuple(made),
        known=len(known),
        without_citation=sum(not summary.sources.all() for summary in made),
        problems=tuple(str(problem) for problem in page.problems),
    )


def import_references(
    page: ArchivePage,
    signals: dict[CitedRecord, tuple[Signal, ...]],
    *,
    text: str,
    name: str,
    by: User | None,
) -> dict[ArchivePost, Work]:
    """Import the printed references as records of their works; return the work of each post."""
    run = ImportRun.objects.create(
        file_name=name[:MAX_TITLE],
        digest=hashlib.sha256(text.encode()).hexdigest(),
        status=ImportStatus.DONE,
        started_by=by,
        finished_at=timezone.now(),
    )
    acquire_write_lock()
    cited = {post: post.citation for post in page.posts if post.citation is not None}
    assign_records(run, list(cited.values()), signals)
    ImportProblem.objects.bulk_create([problem_row(run, problem) for problem in page.problems])
    run.save()
    rows = Record.objects.select_related("work")
    return {post: rows.get(fingerprint=fingerprint(found)).work for post, found in cited.items()}


def month_of(post: ArchivePost) -> date:
    """Return the first day of a post's month."""
    return date(post.month.year, post.month.month or 1, 1)


def is_known(post: ArchivePost) -> bool:
    """Return whether the month of a post has a summary with its title already."""
    slug = f"{month_of(post):%Y-%m}"
    titled = SummaryPage.objects.filter(draft_title=post.title[:MAX_TITLE])
    return bool(titled.filter(url_path__contains=f"/{slug}/").exists())


def draft_of_post(post: ArchivePost, work: Work | None, *, by: User | None) -> SummaryPage:
    """Make the draft of one post."""
    topics, types = initial_terms(work) if work else ([], [])
    return create_summary(
        issue_month=month_of(post),
        title=post.title[:MAX_TITLE],
        works=[work] if work else [],
        by=by,
        topics=topics,
        research_types=types,
        key_facts=initial_facts(work) if work else [],
        summary=post.summary,
        implications=post.implications,
    )
