"""Removing the sample; what an editor added, and the works it is based on, are kept."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from wagtail.models import Page

from pprnet_site.catalogue.models import ImportRun, SampleMark, Work
from pprnet_site.core.models import DigestSettings
from pprnet_site.digest.models import AboutPage, IssuePage, SummaryPage
from pprnet_site.sample.loading import ABOUT_PAGE, ISSUE, PAGE, SETTING, sample_runs
from pprnet_site.sample.texts import ABOUT, SETTINGS


@dataclass(frozen=True, slots=True)
class RemovedSample:
    """The numbers of pages and works removed, and of works kept."""

    pages: int
    works: int
    kept: int


@transaction.atomic
def remove_sample() -> RemovedSample:
    """Remove the sample, so that the site holds only what was added to it."""
    pages = remove_pages()
    works, kept = remove_works()
    clear_about()
    clear_settings()
    SampleMark.objects.all().delete()
    return RemovedSample(pages, works, kept)


def marked_numbers(kind: str) -> list[int]:
    """Return the numbers of the rows of one kind that the sample created."""
    keys = SampleMark.objects.filter(kind__startswith=kind).values_list("key", flat=True)
    return [int(key) for key in keys]


def remove_pages() -> int:
    """Remove the sample's summaries, and its months that hold nothing else."""
    summaries = list(SummaryPage.objects.filter(pk__in=marked_numbers(PAGE)))
    for summary in summaries:
        summary.delete()
    issues = [
        issue
        for issue in IssuePage.objects.filter(pk__in=marked_numbers(ISSUE))
        if not Page.objects.child_of(issue).exists()
    ]
    for issue in issues:
        issue.delete()
    return len(summaries) + len(issues)


def remove_works() -> tuple[int, int]:
    """Remove the works that only the sample imported and no summary is about."""
    runs = sample_runs()
    brought = set(Work.objects.filter(records__run__in=runs).values_list("pk", flat=True))
    others = Work.objects.filter(pk__in=brought, records__run__isnull=True)
    others |= Work.objects.filter(pk__in=brought).filter(
        records__run__in=ImportRun.objects.exclude(pk__in=runs)
    )
    kept = brought & (works_in_summaries() | set(others.values_list("pk", flat=True)))
    gone = sorted(brought - kept)
    for start in range(0, len(gone), 200):
        Work.objects.filter(pk__in=gone[start : start + 200]).delete()
    ImportRun.objects.filter(pk__in=runs).delete()
    return len(gone), len(kept)


def works_in_summaries() -> set[int]:
    """Return the works of all summaries, in the newest or the published version."""
    used: set[int] = set()
    for summary in SummaryPage.objects.all():
        for version in (summary, summary.get_latest_revision_as_object()):
            used |= {source.work_id for source in version.sources.all()}
    return used


def clear_about() -> None:
    """Empty the about page if it still has the sample's text."""
    for page in AboutPage.objects.filter(pk__in=marked_numbers(ABOUT_PAGE), **ABOUT):
        page.body = page.body_fr = ""
        page.save_revision(log_action=True).publish()


def clear_settings() -> None:
    """Reset the settings of the digest if they are still those of the sample."""
    DigestSettings.objects.filter(pk__in=marked_numbers(SETTING), **SETTINGS).delete()
