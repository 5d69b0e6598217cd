"""The line on every page of the desk about published summaries and services."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from draft_factories import make_editor, make_summary_draft, make_writer
from notice_factories import make_service, make_source, published, report

from pprnet.sources import NoticeKind
from pprnet_site.catalogue.actions import confirm_event, dispute_event, reassign_event
from pprnet_site.catalogue.models import Work
from pprnet_site.desk.queries.source_notices.alerts import notice_alert

pytestmark = pytest.mark.django_db

RETRACTED, CONCERN, CORRECTED = (
    NoticeKind.RETRACTION,
    NoticeKind.CONCERN,
    NoticeKind.CORRECTION,
)

LINES = [
    ((), (), ()),
    ((RETRACTED,), ("1 published summary rests on a retracted study.",), (1, 0, 0)),
    (
        (CONCERN,),
        ("1 published summary rests on a study under an expression of concern.",),
        (0, 1, 0),
    ),
    (
        (CORRECTED, CORRECTED),
        ("2 published summaries rest on studies with open notices.",),
        (0, 0, 2),
    ),
    (
        (RETRACTED, RETRACTED, CONCERN, CORRECTED),
        (
            "2 published summaries rest on retracted studies.",
            "1 published summary rests on a study under an expression of concern.",
            "1 published summary rests on a study with an open notice.",
        ),
        (2, 1, 1),
    ),
    ((NoticeKind.REPLACEMENT,), ("1 published summary rests on a retracted study.",), (1, 0, 0)),
    (
        (NoticeKind.VERSION_OF_RECORD,),
        ("1 published summary rests on a study with an open notice.",),
        (0, 0, 1),
    ),
]


@pytest.fixture
def desk(client):
    client.force_login(make_writer(), backend="django.contrib.auth.backends.ModelBackend")
    return client


def counts():
    found = notice_alert()
    return (found.retracted, found.concern, found.other)


@pytest.mark.parametrize(("kinds", "lines", "expected"), LINES)
def test_the_line_counts_published_summaries_by_the_most_serious_notice(
    desk, kinds, lines, expected
):
    for kind in kinds:
        work = make_source()
        published(work)
        report(work, kind)
    page = desk.get("/desk/works/").text
    assert counts() == (expected or (0, 0, 0))
    assert all(line in page for line in lines)
    assert ('id="alert"' in page) is bool(lines)
    is_red = 'class="notice gap-above notice--retraction" id="alert"' in page
    assert is_red is bool(expected and expected[0])
    if lines:
        assert page.count('<a href="/desk/notices/">Go to the open notices</a>') == 1


def test_a_summary_counts_once_whatever_happened_to_its_sources():
    first, second = make_source(), make_source()
    published(first, second)
    for work in (first, second):
        report(work, CONCERN)
        report(work, RETRACTED, source="retraction-watch")
    assert counts() == (1, 0, 0)
    assert notice_alert().events == 4


def test_drafts_are_counted_in_the_navigation_only(desk):
    work = make_source()
    make_summary_draft(works=[work])
    report(work)
    page = desk.get("/desk/").text
    assert 'id="alert"' not in page
    assert 'Notices <span class="num">1</span>' in page


def test_a_study_that_was_reinstated_is_not_called_retracted():
    work = make_source()
    published(work)
    report(work, RETRACTED)
    report(work, NoticeKind.REINSTATEMENT, date=None, source="retraction-watch")
    Work.objects.filter(pk=work.pk).update(state="reinstated")
    assert counts() == (0, 0, 1)


@pytest.mark.parametrize("decide", ["confirm", "dispute", "reassign"])
def test_what_an_editor_decided_is_not_repeated(decide):
    work, editor = make_source(), make_editor()
    published(work)
    event = report(work)
    match decide:
        case "confirm":
            confirm_event(event=event, text="", by=editor)
        case "dispute":
            dispute_event(event=event, reason="Example.", by=editor)
        case "reassign":
            reassign_event(event=event, by=editor)
    assert counts() == (0, 0, 0)
    assert notice_alert().events == 0


DAYS_DOWN = [(0, ""), (6, ""), (7, "has not answered for 7 days"), (9, "not answered for 9 days")]


@pytest.mark.parametrize(("days", "said"), DAYS_DOWN)
def test_a_service_that_is_down_for_a_week_is_reported_on_every_page(desk, days, said):
    make_service("pubmed", days_down=days)
    for address in ("/desk/", "/desk/imports/"):
        page = desk.get(address).text
        assert said in page
        assert ("data-outage" in page) is bool(said)


def test_the_line_takes_three_queries_however_much_is_open():
    for _again in range(8):
        work = make_source()
        published(work)
        report(work)
    make_service(days_down=8)
    with CaptureQueriesContext(connection) as asked:
        notice_alert()
    # Events, the sources of scheduled versions, and the services.
    assert len(asked) == 3


def test_the_line_speaks_french_in_both_numbers(desk):
    for number in (1, 2):
        work = make_source()
        published(work)
        report(work)
        said = {1: "1 résumé publié repose", 2: "2 résumés publiés reposent"}[number]
        assert said in desk.get("/fr/desk/").text
