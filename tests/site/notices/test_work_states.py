"""The state of a work is shown on every page of the desk that shows the work."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from draft_factories import make_editor, make_summary_draft
from lxml import html as lxml_html
from notice_factories import KIND_OF_STATE, make_source, published, report

import pages
from pprnet.sources import NoticeKind
from pprnet_site.catalogue.actions import mark_as_distinct
from pprnet_site.catalogue.enums import WARNING_STATES, WorkState, WorkStatus
from pprnet_site.catalogue.models import ImportRun, Work, WorkPair
from pprnet_site.desk.actions import choose_plan, screen_work
from pprnet_site.desk.enums import Verdict
from pprnet_site.desk.queries.work_details.work_states import date_in_words
from pprnet_site.digest.actions import save_draft
from pprnet_site.digest.models import SummaryPage

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def editor():
    return make_editor()


@pytest.fixture
def desk(client, editor):
    client.force_login(editor, backend=BACKEND)
    return client


@pytest.fixture
def retracted_works(tmp_path, editor, settings):
    """Fill every page of the desk, then let every work be retracted."""
    settings.PPRNET_CONTACT = "test@example.org"
    pages.fill_desk(tmp_path, by=editor)
    waiting = Work.objects.filter(status=WorkStatus.FOUND, later_since=None)
    screen_work(work_id=waiting[5].pk, verdict=Verdict.LATER, by=editor)
    draft = SummaryPage.objects.get(live=False)
    save_draft(summary=draft, fields={"title": "Example of a question?"}, by=editor)
    run = ImportRun.objects.order_by("pk").first()
    for work in Work.objects.exclude(status=WorkStatus.MERGED).exclude(state="retracted"):
        report(work, NoticeKind.RETRACTION, source="retraction-watch", run=run)
    assert set(Work.objects.values_list("state", flat=True)) == {"retracted"}


def works_shown(page: str) -> set[int]:
    """The numbers of the works whose title a page holds or whose page it links to."""
    titles = dict(Work.objects.exclude(title="").values_list("title", "pk"))
    repeated = Work.objects.values("title").annotate(n=Count("pk")).filter(n__gt=1)
    for title in repeated.values_list("title", flat=True):
        titles.pop(title, None)
    main = page.partition("<main")[2].partition("</main>")[0]
    shown = {number for title, number in titles.items() if escape(title) in main}
    return shown | set(map(int, re.findall(r'href="/desk/works/(\d+)/"', main)))


def states_shown(page: str) -> dict[int, str]:
    """The states on a page, or the kinds of notice in the queue, by the number of the work."""
    marked = lxml_html.fromstring(page).xpath("//*[@data-work]")
    found = {int(each.get("data-work")): each.get("data-event") for each in marked}
    return found | {
        int(each.get("data-work")): each.get("data-state")
        for each in marked
        if each.get("data-state")
    }


@pytest.mark.usefixtures("retracted_works")
def test_every_page_of_the_desk_that_shows_a_work_shows_its_state(desk):
    missing, silent = {}, set()
    for example in pages.DESK:
        if example.kind is pages.Kind.PAGE:
            page = desk.get(example.address()).text
            shown, states = works_shown(page), states_shown(page)
            missing[example.name] = shown - states.keys()
            silent |= set() if shown else {example.name}
    assert {name: found for name, found in missing.items() if found} == {}
    assert silent <= {
        *("desk:criteria", "desk:screening", "desk:conflicts", "desk:imports", "desk:harvests"),
        *("desk:harvest", "desk:decided-pairs", "desk:sources", "desk:add-works"),
        *("desk:review", "desk:to-read", "desk:preview"),
    }


def test_the_pages_that_need_more_rows_show_the_state_too(desk, editor, tmp_path):
    pages.import_records(tmp_path, pages.ARTICLE, pages.TALK)
    pair = WorkPair.objects.get()
    mark_as_distinct(pair=pair, by=editor)
    for work in (pair.first, pair.second):
        report(work)
    draft = make_summary_draft(works=[make_source()])
    for address in ("/desk/pairs/decided/", f"/desk/drafts/{draft.pk}/sources/?q=invented"):
        assert states_shown(desk.get(address).text).keys() == {pair.first_id, pair.second_id}
    choose_plan(screeners=2, by=editor)
    for person, verdict in ((editor, Verdict.IN), (make_editor("other"), Verdict.OUT)):
        screen_work(work_id=pair.first_id, verdict=verdict, by=person)
    assert states_shown(desk.get("/desk/conflicts/").text) == {pair.first_id: "retracted"}


def work_in_state(state: str, **fields) -> Work:
    work = make_source(**fields)
    report(work, KIND_OF_STATE[state])
    Work.objects.filter(pk=work.pk).update(state=state)
    return Work.objects.get(pk=work.pk)


@pytest.mark.parametrize("state", [each for each in WorkState if each != WorkState.CURRENT])
def test_each_state_has_its_name_date_link_and_colour(desk, state):
    work = work_in_state(state)
    event = work.events.get()
    for address in (f"/desk/works/{work.pk}/", "/desk/shortlist/", "/desk/works/"):
        page = desk.get(address).text
        (mark,) = lxml_html.fromstring(page).xpath("//*[@data-state]")
        assert str(state.label) in mark.text_content()
        assert "30 August 2023" in mark.text_content()
        assert mark.xpath("a/@href")[0] == f"https://doi.org/{event.notice_doi}"
        name = mark.find("strong")
        is_red = (name.get("class") or "") in {"warning", "sev--error"}
        assert is_red is (state in WARNING_STATES), address
    assert f"/desk/notices/?notice={event.pk}" in desk.get(f"/desk/works/{work.pk}/").text


def test_a_work_without_a_notice_says_nothing(desk):
    work = make_source()
    published(work)
    for address in (f"/desk/works/{work.pk}/", "/desk/works/", "/desk/issues/"):
        assert "data-state" not in desk.get(address).text


def test_the_lists_of_drafts_and_months_name_the_source(desk):
    work = work_in_state("corrected")
    make_summary_draft(works=[work, make_source()])
    for address in ("/desk/drafts/", "/desk/issues/"):
        page = desk.get(address).text
        assert states_shown(page) == {work.pk: "corrected"}
        assert escape(work.title) in page


LISTS = ("/desk/shortlist/", "/desk/works/")


def test_a_state_costs_a_list_no_question(desk):
    def counts():
        found = {}
        for address in LISTS:
            desk.get(address)
            with CaptureQueriesContext(connection) as asked:
                desk.get(address)
            found[address] = len(asked)
        return found

    works = [make_source() for _each in range(5)]
    waiting = [make_source(status=WorkStatus.FOUND) for _each in range(3)]
    make_summary_draft(works=works[:2])
    published(works[2])
    few = counts()
    for work in (*works, *waiting):
        report(work)
    assert counts() == few


@pytest.mark.parametrize("address", ["/desk/drafts/", "/desk/issues/"])
def test_the_states_of_sources_cost_a_list_of_summaries_one_question(desk, address):
    works = [make_source() for _each in range(4)]
    make_summary_draft(works=works[:2])
    make_summary_draft(works=works[2:])
    for work in works:
        report(work)
    desk.get(address)
    with CaptureQueriesContext(connection) as asked:
        desk.get(address)
    reads = [each for each in asked if 'FROM "catalogue_workevent" WHERE' in each["sql"]]
    assert len(reads) == 1


def test_the_inbox_asks_for_events_once_a_list_and_once_for_the_open_work(desk):
    for _each in range(4):
        report(make_source(status=WorkStatus.FOUND))
    desk.get("/desk/")
    with CaptureQueriesContext(connection) as asked:
        desk.get("/desk/")
    reads = [each for each in asked if 'FROM "catalogue_workevent" WHERE' in each["sql"]]
    # The queue, the similar works, and the open one.
    assert len(reads) <= 3


# Picks


def test_a_retracted_work_is_barred_and_a_concern_is_shown(desk):
    gone, replaced = work_in_state("retracted"), work_in_state("retracted-and-replaced")
    concern, other = work_in_state("expression-of-concern"), make_source()
    page = desk.get("/desk/picks/")
    barred = dict(page.context["picks"].barred)
    assert set(barred) == {gone, replaced}
    assert all(set(found.works) == {concern, other} for found in page.context["picks"].proposals)
    assert states_shown(page.text)[concern.pk] == "expression-of-concern"


def test_a_retracted_work_cannot_be_picked_by_its_number(desk):
    gone, other = work_in_state("retracted"), make_source()
    answer = desk.post("/desk/picks/choose/", {"work": [other.pk, gone.pk]})
    assert answer.status_code == 409
    assert "has been retracted" in answer.text
    assert set(Work.objects.values_list("status", flat=True)) == {WorkStatus.SCREENED_IN}


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        ("", ""),
        ("2023", "2023"),
        ("2023-08", "August 2023"),
        ("2023-08-01", "1 August 2023"),
        ("2023-02-31", "2023-02-31"),
        ("2023-13", "2023-13"),
        ("spring", "spring"),
    ],
)
def test_a_date_is_shown_as_precise_as_it_is_stated(stated, words):
    assert date_in_words(stated) == words
