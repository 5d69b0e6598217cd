"""The shortlist, the search and the page of one work."""

from __future__ import annotations

import pytest
from draft_factories import make_catalogued_work, make_editor, make_summary_draft, make_writer

from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.models import Citation, Record, Work
from pprnet_site.digest.models import SummaryPage

pytestmark = pytest.mark.django_db

RIS = (
    "TY  - JOUR\nTI  - {title}\nAU  - Example, A.\nPY  - 2023\n"
    "JO  - Example Journal\nVL  - 3\nSP  - 7\nEP  - 9\nER  - \n"
)


@pytest.fixture
def editor(client):
    client.force_login(make_editor(), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def writer(client):
    client.force_login(make_writer(), backend="django.contrib.auth.backends.ModelBackend")
    return client


def now(work):
    return Work.objects.get(pk=work.pk).status


@pytest.mark.parametrize("verb", ["", "move/", "write/", "citation/", "paste/"])
def test_a_stranger_is_led_to_the_login(client, verb):
    address = f"/desk/works/{make_catalogued_work().pk}/{verb}"
    answer = client.post(address) if verb else client.get(address)
    assert answer.status_code == 302
    assert "login" in answer["Location"]


@pytest.mark.parametrize("verb", ["", "move/", "write/", "citation/", "paste/"])
def test_an_unknown_work_is_not_found(editor, verb):
    address = f"/desk/works/424242/{verb}"
    assert (editor.post(address) if verb else editor.get(address)).status_code == 404


def test_the_shortlist_shows_what_was_included(editor):
    kept, out, found = (
        make_catalogued_work(),
        make_catalogued_work(),
        make_catalogued_work(status=WorkStatus.FOUND),
    )
    Work.objects.filter(pk=out.pk).update(status=WorkStatus.SCREENED_OUT)
    listed = [item.work for item in editor.get("/desk/shortlist/").context["works"]]
    assert listed == [kept]
    assert found not in listed


def test_the_shortlist_is_toggled_by_its_button(editor):
    work = make_catalogued_work()
    address, back = f"/desk/works/{work.pk}/move/", "/desk/shortlist/"
    for seen, to in (("screened-in", "shortlisted"), ("shortlisted", "screened-in")):
        answer = editor.post(address, {"seen": seen, "to": to, "next": back})
        assert answer["Location"] == back
        assert now(work) == to


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"seen": "screened-in", "to": "published"}, 409),
        ({"seen": "found", "to": "screened-out"}, 409),
        ({"seen": "screened-in", "to": "mars"}, 400),
        ({}, 400),
    ],
)
def test_a_move_that_cannot_be_is_refused_with_words(editor, form, code):
    work = make_catalogued_work()
    answer = editor.post(f"/desk/works/{work.pk}/move/", {"note": "Example.", **form})
    assert answer.status_code == code
    assert "Not done" in answer.text
    assert now(work) == WorkStatus.SCREENED_IN


def test_a_form_never_leads_off_the_site(editor):
    form = {"seen": "screened-in", "to": "shortlisted", "next": "https://example.org/"}
    work = make_catalogued_work()
    assert (
        editor.post(f"/desk/works/{work.pk}/move/", form)["Location"] == f"/desk/works/{work.pk}/"
    )


def test_a_work_is_written_up_in_one_step(writer):
    work = make_catalogued_work()
    answer = writer.post(f"/desk/works/{work.pk}/write/", {"month": "2023-02"})
    summary = SummaryPage.objects.get()
    assert answer["Location"] == f"/desk/drafts/{summary.pk}/"
    assert summary.get_parent().specific.month.isoformat() == "2023-02-01"
    assert now(work) == WorkStatus.DRAFTED
    again = writer.post(f"/desk/works/{work.pk}/write/", {"month": "2023-03"})
    assert again["Location"] == answer["Location"]


@pytest.mark.parametrize("month", ["", "2023", "2023-13", "0000-01", "2023-02-01"])
def test_a_month_that_is_none_is_refused(editor, month):
    answer = editor.post(f"/desk/works/{make_catalogued_work().pk}/write/", {"month": month})
    assert answer.status_code == 400
    assert not SummaryPage.objects.exists()


def test_a_work_still_in_the_inbox_is_not_written_up(editor):
    work = make_catalogued_work(status=WorkStatus.FOUND)
    answer = editor.post(f"/desk/works/{work.pk}/write/", {"month": "2023-02"})
    assert answer.status_code == 409
    assert "Include it first" in answer.text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 3),
        ("?q=alliance", 1),
        ("?q=ALLIANCE+in", 1),
        ("?q=beispiel", 1),
        ("?q=nothing", 0),
        ("?status=found", 1),
        ("?q=%25", 0),
    ],
)
def test_works_are_found_by_title_author_and_state(editor, query, found):
    from pprnet.records import Author

    make_catalogued_work(title="Example of alliance in therapy")
    make_catalogued_work(authors=(Author(family="Beispiel", given="B."),))
    make_catalogued_work(status=WorkStatus.FOUND)
    answer = editor.get(f"/desk/works/{query}")
    assert answer.context["works"].paginator.count == found


@pytest.mark.parametrize("page", ["0", "2", "x", "-1", "9" * 40])
def test_a_page_beyond_the_last_is_not_found(editor, page):
    assert editor.get(f"/desk/works/?page={page}").status_code == 404


def test_lists_ask_as_much_for_many_as_for_few(editor, django_assert_max_num_queries):
    for _ in range(8):
        make_catalogued_work()
    for address in ("/desk/shortlist/", "/desk/works/"):
        with django_assert_max_num_queries(19):
            editor.get(address)


def test_a_work_shows_its_records_moves_and_citation(editor):
    work = make_catalogued_work()
    Record.objects.create(
        work=work,
        source="nbib",
        source_id="1",
        fingerprint="example",
        data={},
        merge_rule="doi",
        merge_detail="the same DOI and title",
    )
    editor.post(f"/desk/works/{work.pk}/move/", {"seen": work.status, "to": "screened-out"})
    text = editor.get(f"/desk/works/{work.pk}/").text
    for words in ("2 records, one work", "the same DOI and title", "Screened out", "Complete for"):
        assert words in text


def test_a_citation_is_completed_by_hand_and_confirmed(editor):
    work = make_catalogued_work(volume="", pages="")
    page = f"/desk/works/{work.pk}/"
    form = editor.get(page).context["citation_form"]
    assert "Volume" in editor.get(page).text
    fields = {name: form[name].value() or "" for name in form.fields if name != "confirmed"}
    fields |= {"volume": "12", "page": "3-9", "confirmed": "on"}
    answer = editor.post(f"{page}citation/", fields)
    assert answer.status_code == 302
    citation = Citation.objects.get(work=work)
    assert (citation.csl["volume"], citation.origins["volume"]) == ("12", "person")
    assert citation.origins["author"] == "record"
    assert citation.confirmed_name == "editor"
    assert "Checked against the publication by editor" in editor.get(page).text


@pytest.mark.parametrize(("field", "typed"), [("issued", "soon"), ("DOI", "not one")])
def test_a_field_that_cannot_be_read_is_shown_again(editor, field, typed):
    work = make_catalogued_work()
    answer = editor.post(
        f"/desk/works/{work.pk}/citation/", {"type": "article-journal", field: typed}
    )
    assert answer.status_code == 409
    assert f'value="{typed}"' in answer.text


def test_a_record_is_pasted(editor):
    work = make_catalogued_work(volume="", pages="")
    answer = editor.post(f"/desk/works/{work.pk}/paste/", {"text": RIS.format(title=work.title)})
    assert answer.status_code == 302
    assert Citation.objects.get(work=work).csl["volume"] == "3"


@pytest.mark.parametrize(("text", "code"), [("", 400), ("no record here", 200)])
def test_a_paste_without_a_record_is_shown_again(editor, text, code):
    answer = editor.post(f"/desk/works/{make_catalogued_work().pk}/paste/", {"text": text})
    assert answer.status_code == code
    assert text in answer.text


def test_a_work_with_a_draft_leads_to_it(editor):
    work = make_catalogued_work()
    summary = make_summary_draft(works=[work])
    assert f"/desk/drafts/{summary.pk}/" in editor.get(f"/desk/works/{work.pk}/").text
