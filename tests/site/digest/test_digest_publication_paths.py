"""The gate on every path to publication: ours, Wagtail's, and the plain row."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from draft_factories import (
    MONTH,
    make_catalogued_work,
    make_editor,
    make_publication_due,
    make_summary_draft,
    reload_page,
)
from publication_paths import (
    DATES,
    PATHS,
    TOMORROW,
    begin_workflow,
    by_approval,
    by_the_bulk_action,
    by_the_publish_button,
    form_of,
    take_path,
)
from review_factories import read_by_second_person
from wagtail.models import Page, PageLogEntry
from wagtail.test.utils.form_data import inline_formset

from fakes.example_texts import IMPLICATIONS, SUMMARY
from pprnet_site.catalogue.models import Work
from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.digest.actions import (
    publish_due,
    publish_issue,
    publish_summary,
    schedule_summary,
)
from pprnet_site.digest.models import SummaryPage
from pprnet_site.digest.publication.gate import scheduled_refusal
from pprnet_site.digest.publication.refusals import PublishRefused
from pprnet_site.taxonomy.models import ResearchType, Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_editor()


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.__name__)
def test_a_complete_summary_that_was_read_goes_live_on_every_path(path, desk, editor):
    page = make_summary_draft(by=editor)
    read_by_second_person(page)
    assert take_path(path, page, desk, editor) is None
    assert reload_page(page).live
    assert reload_page(page).issue.live == (not path.__name__.endswith("row")), "signals only"


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.__name__)
def test_an_incomplete_one_is_refused_on_every_path_and_stays_unchanged(path, desk, editor):
    page = make_summary_draft(by=editor, implications="", bottom_line="Example line.")
    take_path(path, page, desk, editor)
    after = reload_page(page)
    assert not after.live
    assert after.get_latest_revision_as_object().bottom_line == "Example line."
    assert desk.get(page.url).status_code == 404
    assert not after.issue.live


@pytest.mark.parametrize("path", [by_the_publish_button, by_the_bulk_action, by_approval])
def test_a_refusal_in_wagtail_says_what_to_do(path, desk, editor):
    page = make_summary_draft(by=editor, implications="")
    take_path(path, page, desk, editor)
    shown = desk.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert "The practice implications are missing." in shown.content.decode()
    assert "Write what a therapist may do differently" in shown.content.decode()


def test_nothing_typed_is_lost_when_the_publish_button_is_refused(desk, editor):
    page = make_summary_draft(by=editor, implications="")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sent = form_of(page, limits="Typed just now.") | {"action-publish": "1"}
    assert desk.post(address, sent).url == address
    assert reload_page(page).get_latest_revision_as_object().limits == "Typed just now."


def test_nothing_typed_is_lost_when_an_approval_is_refused(desk, editor):
    page = make_summary_draft(by=editor, implications="")
    begin_workflow(page, editor)
    sent = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert desk.post(address, form_of(page, limits="Typed just now.") | sent).url == address
    after = reload_page(page)
    assert after.get_latest_revision_as_object().limits == "Typed just now."
    assert after.workflow_in_progress


@pytest.mark.parametrize("implications", ["", IMPLICATIONS])
def test_a_new_page_published_at_once(implications, desk, editor):
    issue = make_summary_draft(by=editor).issue
    new = SummaryPage(title="A new example", summary=SUMMARY, implications=implications)
    new.topics = Topic.objects.all()[:1]
    new.research_types = ResearchType.objects.all()[:1]
    form = form_of(
        new, sources=inline_formset([{"work": make_catalogued_work().pk, "id": ""}], initial=0)
    )
    address = reverse("wagtailadmin_pages:add", args=["digest", "summarypage", issue.pk])
    desk.post(address, form | {"action-publish": "1"})
    made = SummaryPage.objects.get(title="A new example")
    assert made.live == bool(implications)
    assert made.summary == SUMMARY


def test_a_new_row_below_a_month_cannot_begin_live():
    issue = make_summary_draft().issue
    with pytest.raises(PublishRefused):
        issue.add_child(instance=SummaryPage(title="Example"))
    assert Page.find_problems() == ([], [], [], [], [])


def retract(page):
    """Spoil a published summary behind the gate's back."""
    Work.objects.filter(summary_sources__summary=page).update(state="retracted")


def test_a_copy_of_a_live_page_asks_the_gate():
    page = publish_summary(summary=make_summary_draft(), by=None)
    copied = page.copy(update_attrs={"slug": "copy-one", "title": "Copy one"}, keep_live=True)
    assert copied.live
    retract(page)
    with pytest.raises(PublishRefused):
        page.copy(update_attrs={"slug": "copy-two", "title": "Copy two"}, keep_live=True)
    assert Page.find_problems() == ([], [], [], [], [])


def test_an_alias_of_a_live_page_asks_the_gate():
    page = publish_summary(summary=make_summary_draft(), by=None)
    assert page.create_alias(update_slug="alias-one").live
    retract(page)
    with pytest.raises(PublishRefused):
        page.create_alias(update_slug="alias-two")


def test_a_month_is_not_copied_in_wagtail(desk, editor):
    issue = publish_summary(summary=make_summary_draft(), by=None).issue
    answer = desk.post(reverse("wagtailadmin_pages:copy", args=[issue.pk]), {})
    assert answer.status_code == 302


def test_an_expired_page_asks_the_gate_again():
    page = publish_summary(summary=make_summary_draft(), by=None)
    SummaryPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(hours=1))
    assert [each.page for each in publish_due(now=timezone.now()).expired] == [page.pk]
    assert not reload_page(page).live
    retract(page)
    with pytest.raises(PublishRefused):
        reload_page(page).save_revision().publish()


@pytest.mark.parametrize("path", DATES, ids=lambda path: path.__name__)
def test_the_gate_is_asked_when_a_date_is_set(path, desk, editor):
    wanting = make_summary_draft(by=editor, implications="")
    take_path(path, wanting, desk, editor)
    assert not reload_page(wanting).approved_schedule
    whole = make_summary_draft(by=editor)
    assert take_path(path, whole, desk, editor) is None
    assert reload_page(whole).approved_schedule
    assert not reload_page(whole).live


def three_due(editor):
    """Three summaries that are due, the second of them spoiled since."""
    pages = [make_summary_draft(by=editor) for _each in range(3)]
    for page in pages:
        schedule_summary(summary=page, at=timezone.now() + TOMORROW, by=editor)
        make_publication_due(page)
    retract(pages[1])
    return pages


def test_the_gate_is_asked_again_when_the_date_comes(editor):
    first, spoiled, last = three_due(editor)
    report = publish_due(now=timezone.now())
    assert [each.page for each in report.published] == [first.pk, last.pk]
    assert [each.page for each in report.refused] == [spoiled.pk]
    assert reload_page(first).live
    assert reload_page(last).live
    after = reload_page(spoiled)
    assert not after.live
    assert not after.approved_schedule
    assert after.go_live_at is None
    assert "has been retracted" in scheduled_refusal(after)
    entry = PageLogEntry.objects.get(page=spoiled.pk, action="pprnet.publish_refused")
    assert "has been retracted" in entry.message
    assert publish_due(now=timezone.now()).published == ()


def test_the_reason_is_shown_until_the_draft_is_changed(desk, editor):
    _first, spoiled, _last = three_due(editor)
    publish_due(now=timezone.now())
    address = reverse("wagtailadmin_pages:edit", args=[spoiled.pk])
    assert "It was not published on the scheduled date" in desk.get(address).content.decode()
    reload_page(spoiled).save_revision()
    assert scheduled_refusal(reload_page(spoiled)) == ""


def test_wagtails_command_publishes_past_the_gate_too(editor, capsys):
    first, spoiled, last = three_due(editor)
    call_command("publish_scheduled", dryrun=True)
    assert not reload_page(first).live
    call_command("publish_scheduled")
    assert reload_page(first).live
    assert reload_page(last).live
    assert not reload_page(spoiled).live
    assert "has been retracted" in capsys.readouterr().err


def test_a_month_is_published_completely_or_not_at_all(editor):
    whole, wanting = (
        make_summary_draft(by=editor),
        make_summary_draft(by=editor, implications="", summary=""),
    )
    with pytest.raises(PublishRefused) as refused:
        publish_issue(issue=whole.issue, by=editor)
    assert not reload_page(whole).live
    assert refused.value.summary.pk == wanting.pk
    assert {each.code for each in refused.value.refusals} == {"no-summary", "no-implications"}


def test_a_month_without_drafts_has_nothing_to_publish(editor):
    page = publish_summary(summary=make_summary_draft(month=MONTH), by=editor)
    with pytest.raises(ActionRefusedError, match="No summary of this month is waiting"):
        publish_issue(issue=page.issue, by=editor)
