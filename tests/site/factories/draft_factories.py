"""Objects for the tests of the gate, each built through actions. All of it is invented."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date, timedelta
from itertools import count

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.signal_handlers import disable_reference_index_auto_update

from fakes.example_texts import IMPLICATIONS, SUMMARY
from formatted_examples import examples_formatted_once
from pprnet.records import Author, PartialDate, Record
from pprnet_site.catalogue.actions import move_work, refresh_citation
from pprnet_site.catalogue.data_mapper import fill_work, record_row
from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.models import Work
from pprnet_site.digest.actions import create_summary
from pprnet_site.digest.models import SummaryPage
from pprnet_site.digest.permissions import EDITORS, WRITERS
from pprnet_site.digest.publication.checked_claims import content_of
from pprnet_site.evidence.actions.checker_overrides import override_finding
from pprnet_site.evidence.actions.claim_decisions import decide_claim
from pprnet_site.evidence.enums import ClaimVerdict
from pprnet_site.evidence.queries.draft_checks import check_draft
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
    with nullcontext() if "title" in fields else examples_formatted_once():
        refresh_citation(work=work)
    if status != WorkStatus.FOUND:
        move_work(work=work, to=status, by=None)
    return Work.objects.get(pk=work.pk)


def letters(number: int) -> str:
    """A number as letters, so that a title states no number."""
    return "".join(chr(ord("a") + int(digit)) for digit in f"{number:04d}")


def make_summary_draft(*, by=None, works=None, month=MONTH, **fields) -> SummaryPage:
    """A draft that lacks nothing unless the test says so."""
    given = {
        "title": f"Example summary {letters(next(NUMBERS))}",
        "summary": SUMMARY,
        "implications": IMPLICATIONS,
        "topics": Topic.objects.filter(key="alliance"),
        "research_types": ResearchType.objects.all()[:1],
    } | fields
    works = [make_catalogued_work()] if works is None else works
    with disable_reference_index_auto_update():  # as in `digest_factories`
        draft = create_summary(issue_month=month, works=works, by=by, **given)
    settle_claims(draft)
    return draft


def settle_claims(page: SummaryPage) -> None:
    """Let the claims and irregularities of the newest version stand, as a person may."""
    check = check_draft(content_of(page.get_latest_revision_as_object()))
    for claim in check.open_claims:
        verdict, note = ClaimVerdict.PLACE, "An invented place"
        decide_claim(page=page, key=claim.key, verdict=verdict, note=note, by=None)
    for found in check.open_findings:
        named = {"code": found.code, "field": found.field, "text": found.text}
        override_finding(page=page, **named, reason="An invented example", by=None)


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


def stated(value):
    return value is not None and value is not False


def form_of(client, summary):
    """What a browser would send from the page of a draft as it is."""
    context = client.get(f"/desk/drafts/{summary.pk}/").context
    form, facts = context["sheet"].form, context["sheet"].facts
    sent = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in sent.items() if stated(value)}
    for row in [facts.management_form, *facts]:
        for field in row:
            if stated(field.value()):
                sent[field.html_name] = field.value()
    return sent
