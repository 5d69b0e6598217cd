"""What editors do with drafts, months and published summaries."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from draft_factories import (
    MONTH,
    make_catalogued_work,
    make_editor,
    make_summary_draft,
    reload_page,
)

from pprnet_site.catalogue.enums import SHORTLIST_STATUSES, WorkStatus
from pprnet_site.catalogue.models import Signal, Work
from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.digest.actions import (
    DraftOvertaken,
    Fact,
    add_notice,
    import_archive,
    make_draft,
    open_issue,
    publish_summary,
    save_draft,
    schedule_summary,
    unpublish_summary,
    unschedule_summary,
)
from pprnet_site.digest.models import IssuePage, SummaryPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_editor()


def status(work):
    return Work.objects.get(pk=work.pk).status


def test_a_month_is_opened_once(editor):
    issue = open_issue(month=date(2023, 2, 14), by=editor)
    assert (issue.title, issue.slug, issue.month) == ("February 2023", "2023-02", MONTH)
    assert not issue.live
    assert open_issue(month=date(2023, 2, 28), by=editor) == issue


def signal(work, kind, value, score, spans=()):
    Signal.objects.create(
        work=work, kind=kind, value=value, score=score, method="example", version="1", spans=spans
    )


def test_a_draft_starts_from_what_was_read(editor):
    work = make_catalogued_work(abstract="We followed n = 1234 people.")
    for key, score in (("alliance", 0.9), ("depression", 0.2)):
        signal(work, "topic", key, score)
    signal(work, "research_type", "narrative-review", 0.8)
    signal(work, "n_participants", "1234", 0.8, [["abstract", 12, 20]])
    draft = make_draft(work=work, by=editor, month=MONTH)
    assert [topic.key for topic in draft.topics.all()] == ["alliance"]
    assert [kind.key for kind in draft.research_types.all()] == ["narrative-review"]
    (fact,) = draft.key_facts.all()
    assert (fact.label, fact.value) == ("Participants", "1,234")
    assert fact.origin == "Read from the abstract: “n = 1234”."
    assert fact.is_unchecked
    assert work.citation.text
    assert status(work) == WorkStatus.DRAFTED
    assert make_draft(work=work, by=editor) == draft, "a second call gives the same draft"


@pytest.mark.parametrize("stage", sorted(SHORTLIST_STATUSES))
def test_any_stage_of_the_shortlist_will_do(stage, editor):
    work = make_catalogued_work()
    Work.objects.filter(pk=work.pk).update(status=stage)
    assert make_draft(work=work, by=editor).pk
    assert status(work) == WorkStatus.DRAFTED


@pytest.mark.parametrize("stage", [WorkStatus.FOUND, WorkStatus.SCREENED_OUT])
def test_a_work_that_is_not_on_the_shortlist_is_refused(stage, editor):
    work = make_catalogued_work(status=WorkStatus.FOUND)
    Work.objects.filter(pk=work.pk).update(status=stage)
    with pytest.raises(ActionRefusedError, match="is not on the shortlist"):
        make_draft(work=work, by=editor)
    assert not SummaryPage.objects.exists()


def test_works_follow_their_summary(editor):
    work = make_catalogued_work()
    page = make_summary_draft(works=[work], by=editor)
    assert status(work) == WorkStatus.DRAFTED
    schedule_summary(summary=page, at=timezone.now() + timedelta(days=1), by=editor)
    assert status(work) == WorkStatus.SCHEDULED
    page = unschedule_summary(summary=page, by=editor)
    assert status(work) == WorkStatus.DRAFTED
    assert page.go_live_at is None
    publish_summary(summary=page, by=editor)
    assert status(work) == WorkStatus.PUBLISHED
    assert work.moves.last().by == editor
    add_notice(summary=page, kind="corrected", text="Example.", date=MONTH, by=editor)
    assert status(work) == WorkStatus.CORRECTED
    unpublish_summary(summary=page, by=editor)
    assert status(work) == WorkStatus.DRAFTED


def test_the_month_comes_and_goes_with_its_summaries(editor):
    first, second = make_summary_draft(by=editor), make_summary_draft(by=editor)
    assert not first.issue.live
    publish_summary(summary=first, by=editor)
    publish_summary(summary=second, by=editor)
    assert IssuePage.objects.get().live
    unpublish_summary(summary=first, by=editor)
    assert IssuePage.objects.get().live
    unpublish_summary(summary=second, by=editor)
    assert not IssuePage.objects.get().live


def test_publishing_now_overrules_a_date(editor):
    page = make_summary_draft(by=editor)
    schedule_summary(summary=page, at=timezone.now() + timedelta(days=1), by=editor)
    after = publish_summary(summary=page, by=editor)
    assert (after.live, after.go_live_at, after.approved_schedule) == (True, None, False)


def test_a_date_that_has_passed_is_refused(editor):
    with pytest.raises(ActionRefusedError, match="has passed"):
        schedule_summary(
            summary=make_summary_draft(), at=datetime(2020, 1, 1, tzinfo=UTC), by=editor
        )


def test_there_is_no_date_to_take_back_and_nothing_to_withdraw(editor):
    page = make_summary_draft(by=editor)
    with pytest.raises(ActionRefusedError, match="no date"):
        unschedule_summary(summary=page, by=editor)
    with pytest.raises(ActionRefusedError, match="not published"):
        unpublish_summary(summary=page, by=editor)
    with pytest.raises(ActionRefusedError, match="Only a published"):
        add_notice(summary=page, kind="corrected", text="Example.", date=MONTH, by=editor)


def test_a_note_must_say_something(editor):
    page = publish_summary(summary=make_summary_draft(), by=editor)
    with pytest.raises(ActionRefusedError, match="note is empty"):
        add_notice(summary=page, kind="corrected", text=" ", date=MONTH, by=editor)


def test_saving_writes_a_version(editor):
    work, other = make_catalogued_work(), make_catalogued_work()
    page = make_summary_draft(works=[work], by=editor)
    fields = {
        "title": "Is this an example?",
        "summary": "One.\r\n\r\nTwo.  ",
        "works": [other, work],
        "key_facts": [Fact("Participants", "12"), Fact("Effect", "none")],
    }
    saved = save_draft(summary=page, fields=fields, by=editor, opened=page.latest_revision_id)
    after = reload_page(page)
    assert after.latest_revision_id == saved.revision
    assert (after.title, after.slug) == ("Is this an example?", "is-this-an-example")
    assert after.summary == "One.\n\nTwo."
    assert [source.work for source in after.sources.all()] == [other, work]
    assert [fact.value for fact in after.key_facts.all()] == ["12", "none"]
    assert status(other) == WorkStatus.DRAFTED


def test_the_address_of_a_published_summary_stays(editor):
    page = publish_summary(summary=make_summary_draft(by=editor), by=editor)
    fields = {"title": "Another example title", "minor_change": True}
    save_draft(summary=page, fields=fields, by=editor)
    after = publish_summary(summary=page, by=editor)
    assert after.title == "Another example title"
    assert after.url_path == page.url_path


def test_two_editors_at_once_do_not_write_over_each_other(editor):
    page, other = make_summary_draft(by=editor), make_editor("other")
    opened = page.latest_revision_id
    save_draft(summary=page, fields={"limits": "First."}, by=other, opened=opened)
    with pytest.raises(DraftOvertaken, match="other saved this draft") as overtaken:
        save_draft(summary=page, fields={"limits": "Second."}, by=editor, opened=opened)
    assert overtaken.value.fields == {"limits": "Second."}
    assert reload_page(page).limits == "First."
    newest = reload_page(page).latest_revision_id
    save_draft(summary=page, fields={"limits": "Second."}, by=editor, opened=newest)
    assert reload_page(page).limits == "Second."


def test_a_summary_that_waits_for_its_date_is_not_changed(editor):
    page = make_summary_draft(by=editor)
    schedule_summary(summary=page, at=timezone.now() + timedelta(days=1), by=editor)
    with pytest.raises(ActionRefusedError, match="scheduled for publication"):
        save_draft(summary=page, fields={"limits": "Example."}, by=editor)


def test_a_locked_summary_is_not_changed_by_others(editor):
    page = make_summary_draft(by=editor)
    page.locked, page.locked_by = True, make_editor("other")
    page.save()
    with pytest.raises(ActionRefusedError, match="locked"):
        save_draft(summary=page, fields={"limits": "Example."}, by=editor)


@pytest.mark.parametrize(
    ("fields", "says"),
    [({"title": " "}, "needs a title"), ({"in_practice": "x" * 256}, "in one line")],
)
def test_a_field_that_does_not_fit_is_named(fields, says, editor):
    page = make_summary_draft(by=editor)
    with pytest.raises(ActionRefusedError, match=says):
        save_draft(summary=page, fields=fields, by=editor)
    assert reload_page(page).latest_revision_id == page.latest_revision_id


def test_an_unknown_field_is_a_mistake_of_ours(editor):
    with pytest.raises(TypeError, match="no field"):
        save_draft(summary=make_summary_draft(), fields={"live": True}, by=editor)


ARCHIVE = """Blog
This month...
...I blog about examples, samples, and tests.

February 2023
Does this example help?
Example, A., & Beispiel, B. (2022). An example of a study. Journal of Examples, 1, 1-9.
Example text of a summary.
Practice Implications
Example implications.

January 2023
Is a sample enough?
Example text of another summary.
Practical Implications
Example implications again.
"""


def test_an_archive_page_comes_in_as_drafts(editor):
    report = import_archive(text=ARCHIVE, name="page.txt", by=editor)
    assert len(report.made) == 2
    assert report.without_citation == 1
    assert str(report).startswith("page.txt: 2 drafts made, 0 already imported, 1 needs a citation")
    cited, bare = report.made
    assert [page.issue.slug for page in report.made] == ["2023-02", "2023-01"]
    assert cited.sources.get().work.citation.text.startswith("Example, A., & Beispiel, B. (2022).")
    assert bare.implications == "Example implications again."
    assert [(page.author_name, page.interests_state) for page in report.made] == [("", "")] * 2
    assert not SummaryPage.objects.live().exists()
    again = import_archive(text=ARCHIVE, name="page.txt", by=editor)
    assert (again.made, again.known) == ((), 2)
    assert Work.objects.count() == 1


def test_the_real_archive_page_comes_in(shared_data, editor):
    text = (shared_data / "archive/pprnet_blog_page.txt").read_text()
    report = import_archive(text=text, name="page.txt", by=editor)
    assert (len(report.made), report.without_citation) == (6, 2)
    assert IssuePage.objects.count() == 6


def test_a_page_without_posts_is_refused(editor):
    with pytest.raises(ActionRefusedError, match="no post was found"):
        import_archive(text="Nothing.", name="page.txt", by=editor)
    assert not SummaryPage.objects.exists()
