"""Pairs of works at the desk: who may decide, what is shown, what each answer does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client
from draft_factories import make_editor, make_user, make_writer
from duplicate_factories import ARTICLE, OTHER_ARTICLE, TALK, import_records

from pprnet.records import Author, PartialDate
from pprnet_site.catalogue.models import Record, Work, WorkPair
from pprnet_site.desk.queries.pairs import compare_records

BACKEND = "django.contrib.auth.backends.ModelBackend"
PAGES = ("/desk/pairs/", "/desk/pairs/decided/")


@pytest.fixture
def pair(tmp_path, db):
    import_records(tmp_path, ARTICLE, TALK, OTHER_ARTICLE)
    return WorkPair.objects.get()


@pytest.fixture
def writer(client, db):
    client.force_login(make_writer(), backend=BACKEND)
    return client


def answer(client, pair, verdict, **more):
    return client.post("/desk/pairs/decide/", {"pair": pair.pk, "verdict": verdict, **more})


def verdict_of(pair):
    return WorkPair.objects.get(pk=pair.pk).verdict


def test_strangers_and_readers_see_and_decide_nothing(client, pair):
    posts = ("/desk/pairs/decide/", f"/desk/works/{pair.first_id}/split/")
    assert {client.get(page).status_code for page in PAGES} == {302}
    assert {client.post(post).status_code for post in posts} == {302}
    client.force_login(make_user("", "reader"), backend=BACKEND)
    assert {client.get(page).status_code for page in PAGES} == {403}
    assert {client.post(post).status_code for post in posts} == {403}
    assert answer(client, pair, "one").status_code == 403
    assert verdict_of(pair) == "open"


def test_a_form_without_its_token_is_refused(pair):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_editor(), backend=BACKEND)
    assert answer(strict, pair, "one").status_code == 403
    assert verdict_of(pair) == "open"


def test_two_works_are_shown_side_by_side_with_what_differs(writer, pair):
    page = writer.get("/desk/pairs/").text
    assert page.count("Journal of Examples") >= 1
    assert "Congress of Examples" in page
    rows = page.split("<tr")
    journal = next(row for row in rows if ">Journal, or title of the book" in row)
    assert "differs" in journal
    title = next(row for row in rows if ">Title <" in row)
    assert "the same" in title
    abstract = next(row for row in rows if ">Abstract <" in row)
    assert "only in one" in abstract
    assert pair.detail in page
    assert 'data-key="m"' in page
    assert 'data-key="a"' in page


def test_spelling_initials_and_the_day_are_no_differences(db):
    other = replace(
        ARTICLE,
        title="INVENTED THERAPY for sample-worries in plainly made examples.",
        authors=(Author("Sample", "B."), Author("Éxample", "A. C.")),
        issued=PartialDate(2020, 12, 1),
        doi="10.1000/made.2",
    )
    said = {line.label: line for line in compare_records(ARTICLE, other)}
    assert all(said[label].agrees for label in ("Title", "Authors", "Date", "Pages", "Abstract"))
    assert not said["DOI"].agrees
    assert not said["DOI"].differs
    later = {
        line.label: line
        for line in compare_records(other, replace(other, issued=PartialDate(2021)))
    }
    assert later["Date"].differs


@pytest.mark.parametrize(
    ("verdict", "works", "said"), [("one", 2, "Merged: "), ("two", 3, "Kept separate: ")]
)
def test_one_answer_merges_or_keeps_apart_and_undo_takes_it_back(
    writer, pair, verdict, works, said
):
    assert answer(writer, pair, verdict)["Location"] == "/desk/pairs/"
    page = writer.get("/desk/pairs/").text
    assert said in page
    assert "There are no possible duplicates" in page
    assert writer.get("/desk/works/").context["works"].paginator.count == works
    assert f'name="pair" value="{pair.pk}"' in page, "undo is at hand when the list is done"
    back = answer(writer, pair, "undo")
    assert back["Location"] == f"/desk/pairs/?pair={pair.pk}"
    assert verdict_of(pair) == "open"
    assert writer.get("/desk/works/").context["works"].paginator.count == 3


def test_an_answer_that_comes_too_late_says_so(writer, pair):
    answer(writer, pair, "one")
    late = answer(writer, pair, "two")
    assert late.status_code == 409
    assert "Somebody else has already decided on these two works" in late.text
    assert answer(writer, pair, "undo").status_code == 302
    assert answer(writer, pair, "undo").status_code == 409


@pytest.mark.parametrize("form", [{}, {"pair": "x", "verdict": "one"}, {"verdict": "one"}])
def test_a_form_that_names_nothing_is_refused(writer, pair, form):
    assert writer.post("/desk/pairs/decide/", form).status_code == 400
    assert answer(writer, pair, "three").status_code == 400
    assert writer.post("/desk/pairs/decide/", {"pair": 4242, "verdict": "one"}).status_code == 404
    assert verdict_of(pair) == "open"


@pytest.mark.parametrize("named", ["4242", "x", "9" * 40])
def test_a_pair_that_is_not_there_is_not_found(writer, pair, named):
    assert writer.get(f"/desk/pairs/?pair={named}").status_code == 404


def test_decided_pairs_are_listed_with_who_and_a_way_back(writer, pair):
    assert "Nothing has been decided yet" in writer.get(PAGES[1]).text
    answer(writer, pair, "one")
    page = writer.get(PAGES[1]).text
    assert "One work" in page
    assert "By writer" in page
    back = answer(writer, pair, "undo", next=PAGES[1])
    assert back["Location"] == PAGES[1]
    assert writer.get(f"{PAGES[1]}?page=9").status_code == 404


def test_the_page_of_a_work_leads_to_its_pairs_and_to_what_it_is_part_of(writer, pair):
    page = writer.get(f"/desk/works/{pair.second_id}/").text
    assert f"/desk/pairs/?pair={pair.pk}" in page
    answer(writer, pair, "one")
    gone = writer.get(f"/desk/works/{pair.second_id}/").text
    assert "Its records now belong to this work" in gone
    assert f'href="/desk/works/{pair.first_id}/"' in gone
    kept = writer.get(f"/desk/works/{pair.first_id}/").text
    assert "2 records, one work" in kept
    assert "Merged" not in writer.get("/desk/works/?status=found").text
    merged = writer.get("/desk/works/?status=merged").context["works"]
    assert [work.pk for work in merged] == [pair.second_id]


def test_what_is_part_of_another_work_waits_in_no_list(writer, pair):
    before = writer.get("/desk/").context["counts"].inbox
    answer(writer, pair, "one")
    found = writer.get("/desk/").context
    assert found["counts"].inbox == before - 1
    assert pair.second_id not in found["inbox"].order.ids


def test_a_record_is_taken_out_at_the_page_of_its_work(writer, tmp_path):
    import_records(tmp_path, ARTICLE, replace(ARTICLE, keywords=("copy",)))
    work = Work.objects.get()
    row = work.records.last()
    address = f"/desk/works/{work.pk}/split/"
    assert f'action="{address}"' in writer.get(f"/desk/works/{work.pk}/").text
    assert writer.post(address, {"record": "x"}).status_code == 400
    assert writer.post(address, {"record": 4242}).status_code == 404
    assert writer.post(address, {"record": row.pk}).status_code == 302
    own = Record.objects.get(pk=row.pk).work_id
    assert own != work.pk
    assert writer.post(f"/desk/works/{own}/split/", {"record": row.pk}).status_code == 409
    page = writer.get(f"/desk/works/{work.pk}/").text
    assert "Two works" in page
    assert address not in page, "the last record stays"


def test_a_long_list_costs_no_more_questions(writer, tmp_path, django_assert_max_num_queries):
    for at in range(12):
        title = f"Invented therapy for sample worries of kind {'abcdefghijkl'[at] * 4} in examples"
        one = replace(ARTICLE, title=title, pages=f"{at}01-{at}09", volume=str(20 + at))
        two = replace(TALK, title=title, pages=f"{at}51", volume=str(40 + at))
        import_records(tmp_path, one, two, name=f"{at}.jsonl")
    assert WorkPair.objects.count() == 12
    with django_assert_max_num_queries(24):
        assert writer.get("/desk/pairs/").status_code == 200
    pairs = list(WorkPair.objects.all())
    for pair in pairs:
        answer(writer, pair, "two")
    with django_assert_max_num_queries(24):
        assert writer.get(PAGES[1]).status_code == 200


def test_pages_lead_to_the_list(writer, pair):
    run = pair.first.records.get().run
    assert "1 pair of possible duplicates" in writer.get("/desk/works/").text
    assert "1 pair of possible duplicates" in writer.get(f"/desk/imports/{run.pk}/").text


def test_the_list_speaks_french(writer, pair):
    page = writer.get("/fr/desk/pairs/").text
    assert "Doublons possibles" in page
