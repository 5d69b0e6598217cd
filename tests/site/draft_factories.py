"""Objects for the tests of the gate, each built through actions. All of it is invented."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils import timezone

from pprnet.records import Author, PartialDate, Record
from pprnet_site.catalogue.actions import move_work, refresh_citation
from pprnet_site.catalogue.data_mapper import fill_work, record_row
from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.models import Work
from pprnet_site.digest.actions import create_summary
from pprnet_site.digest.models import SummaryPage
from pprnet_site.digest.permissions import EDITORS, WRITERS
from pprnet_site.taxonomy.models import ResearchType, Topic

NUMBERS = count(1)
MONTH = date(2023, 2, 1)


def make_user(group: str, name: str):
    """A user of one group, or of none."""
    user = get_user_model().objects.create_user(name, password="example-only")
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def make_editor(name="editor"):
    return make_user(EDITORS, name)


def make_writer(name="writer"):
    return make_user(WRITERS, name)


def make_record(**fields) -> Record:
    number = next(NUMBERS)
    return Record(
        **{
            "source": "example",
            "source_id": str(number),
            "title": f"Example study number {number}",
            "authors": (Author(family="Example", given="A."),),
            "issued": PartialDate(2023),
            "journal": "Example Journal",
            "volume": "1",
            "pages": "1-9",
        }
        | fields
    )


def make_catalogued_work(*, status=WorkStatus.SCREENED_IN, **fields) -> Work:
    """A work with its record and citation; `fields` are those of the record."""
    record = make_record(**fields)
    work = fill_work(Work(), record)
    work.save()
    row = record_row(record, work=work, run=None, reason=None)
    row.work = work
    row.save()
    refresh_citation(work=work)
    if status != WorkStatus.FOUND:
        move_work(work=work, to=status, by=None)
    return Work.objects.get(pk=work.pk)


def make_summary_draft(*, by=None, works=None, month=MONTH, **fields) -> SummaryPage:
    """A draft that lacks nothing unless the test says so."""
    given = {
        "title": f"Example summary number {next(NUMBERS)}",
        "summary": "Example text.",
        "implications": "Example implications.",
        "topics": Topic.objects.filter(key="alliance"),
        "research_types": ResearchType.objects.all()[:1],
    } | fields
    works = [make_catalogued_work()] if works is None else works
    return create_summary(issue_month=month, works=works, by=by, **given)


def reload_page(page):
    """The page as it is in the database now."""
    return type(page).objects.get(pk=page.pk)


def make_publication_due(page):
    """Let the date that was set be a minute ago."""
    past = timezone.now() - timedelta(minutes=1)
    revision = reload_page(page).scheduled_revision
    content = {**revision.content, "go_live_at": past.isoformat()}
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=past, content=content)
    SummaryPage.objects.filter(pk=page.pk).update(go_live_at=past)
