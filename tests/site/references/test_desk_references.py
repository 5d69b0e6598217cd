"""The box for identifiers at the desk: in the list of works, a draft and the page of a work."""

from __future__ import annotations

import re

import pytest
from draft_factories import make_editor, make_summary_draft, make_writer, reload_page
from reference_factories import (
    DOI,
    OTHER_TITLE,
    PMID,
    RIS,
    TITLE,
    UNKNOWN,
    invented_services,
    make_work_at_hand,
)

from fakes.fake_services import Fault
from pprnet_site.catalogue.models import Citation, ImportRun, Record, Work
from pprnet_site.catalogue.tasks import import_file

pytestmark = pytest.mark.django_db

ADD = "/desk/works/add/"
HOSTILE = '"><script>alert(1)</script> 10.5555/<img src=x>'


@pytest.fixture
def services(settings):
    with invented_services(settings) as fake:
        yield fake


@pytest.fixture(params=[make_editor, make_writer])
def desk(request, client):
    client.force_login(request.param(), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def editor(client):
    client.force_login(make_editor(), backend="django.contrib.auth.backends.ModelBackend")
    return client


def tokens(page):
    return re.findall(r'name="answer" value="([^"]+)"', page)


def test_a_stranger_is_led_to_the_login(client):
    for answer in (client.get(ADD), client.post(ADD, {"text": DOI})):
        assert "login" in answer["Location"]


@pytest.mark.parametrize("address", ["/desk/", "/desk/works/", "/desk/imports/"])
def test_the_box_is_one_link_away(editor, address):
    assert f'href="{ADD}"' in editor.get(address).text


def test_works_are_looked_up_and_all_found_ones_added_at_once(services, desk):
    answer = desk.post(ADD, {"text": f"{DOI}\n{PMID}\n{UNKNOWN}"})
    page = answer.text
    assert answer.status_code == 200
    assert (page.count("Found"), page.count("Not found anywhere")) == (2, 1)
    assert TITLE in page
    assert "Add all that were found (2)" in page
    assert f"{UNKNOWN}</textarea>" in page
    assert not Work.objects.exists()
    sheet = answer.context["sheet"]
    added = desk.post(ADD, {"answer": sheet.tokens}, follow=True)
    assert "2 works are in the digest now" in added.text
    assert Work.objects.count() == 2


def test_one_work_leads_to_its_page(services, editor):
    page = editor.post(ADD, {"text": DOI}).context["sheet"]
    answer = editor.post(ADD, {"answer": page.tokens})
    assert answer["Location"] == f"/desk/works/{Work.objects.get().pk}/"


def test_sources_are_added_to_a_draft(services, editor):
    known = make_work_at_hand(doi="10.5555/known")
    summary = make_summary_draft(works=[])
    place = f"/desk/drafts/{summary.pk}/sources/"
    sheet = editor.post(place, {"text": f"10.5555/known {DOI}"}).context["sheet"]
    assert editor.post(place, {"answer": sheet.tokens}).status_code == 302
    newest = reload_page(summary).get_latest_revision_as_object()
    works = [source.work for source in newest.sources.all()]
    assert [work.doi for work in works] == ["10.5555/known", DOI]
    assert known in works


def test_several_pasted_records_are_listed(services, editor):
    two = RIS + RIS.replace(TITLE, OTHER_TITLE)
    summary = make_summary_draft(works=[])
    place = f"/desk/drafts/{summary.pk}/sources/"
    answer = editor.post(place, {"text": two})
    assert answer.text.count("has to be confirmed against the publication") == 2
    editor.post(place, {"answer": answer.context["sheet"].tokens})
    assert Work.objects.count() == 2
    assert set(Work.objects.first().citation.origins.values()) == {"pasted"}


def test_what_a_service_did_not_answer_stays_in_the_box(services, editor):
    services.faults += [Fault("503", host, times=99) for host in ("crossref", "eutils", "ebi.ac")]
    page = editor.post(ADD, {"text": DOI}).text
    assert "Not answered" in page
    assert "still in the box" in page
    assert f"{DOI}</textarea>" in page
    assert not tokens(page)


def test_without_a_contact_address_the_page_says_what_to_set(services, settings, editor):
    settings.PPRNET_CONTACT = ""
    make_work_at_hand(doi=DOI)
    page = editor.post(ADD, {"text": f"{DOI} {UNKNOWN}"}).text
    assert "PPRNET_CONTACT" in page
    assert "Already in the digest" in page


def test_a_long_list_leads_to_the_page_of_its_import(services, editor):
    text = "\n".join(f"10.5555/many.{number}" for number in range(15))
    answer = editor.post(ADD, {"text": text})
    run = ImportRun.objects.get()
    assert answer["Location"] == f"/desk/imports/{run.pk}/"
    import_file.call(run.pk)
    assert "Not found anywhere" in editor.get(answer["Location"]).text


@pytest.mark.parametrize(("text", "code"), [("", 400), ("x" * 300_000, 400), (" ", 400)])
def test_nothing_or_too_much_is_refused_with_words(services, editor, text, code):
    answer = editor.post(ADD, {"text": text})
    assert answer.status_code == code
    assert 'class="error"' in answer.text


def test_an_answer_from_elsewhere_is_refused(services, editor):
    answer = editor.post(ADD, {"answer": "eyJ3b3JrIjoxfQ:1abc:def"})
    assert answer.status_code == 409
    assert "too old" in answer.text


def test_hostile_text_is_shown_as_text(services, editor):
    page = editor.post(ADD, {"text": HOSTILE}).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_the_page_is_in_french(services, editor):
    page = editor.post(f"/fr{ADD}", {"text": f"{DOI} {UNKNOWN}"}).text
    for words in ("Introuvable", "Ajouter tout ce qui a été trouvé"):
        assert words in page


def test_a_list_asks_the_database_as_much_for_many_as_for_few(
    services, editor, django_assert_max_num_queries
):
    lines = [f"10.5555/hand.{number}" for number in range(10)]
    for doi in lines:
        make_work_at_hand(doi=doi)
    editor.post(ADD, {"text": lines[0]})  # what is read once a process
    with django_assert_max_num_queries(25) as few:
        editor.post(ADD, {"text": lines[0]})
    with django_assert_max_num_queries(25) as many:
        editor.post(ADD, {"text": "\n".join(lines)})
    assert len(many) == len(few)


# The page of a work


def test_a_record_is_fetched_for_a_work_and_confirms_its_citation(services, editor):
    work = make_work_at_hand(title=TITLE, doi=DOI, volume="", pages="")
    place = f"/desk/works/{work.pk}/paste/"
    answer = editor.post(place, {"text": DOI})
    (listed,) = answer.context["sheet"].listed
    assert "Add this record" in answer.text
    assert editor.post(place, {"answer": listed.token}).status_code == 302
    assert Record.objects.filter(work=work, merge_rule="identifier").count() == 1
    citation = Citation.objects.get(work=work)
    assert (citation.csl["volume"], citation.origins["volume"]) == ("1", "record")


def test_a_doi_of_another_work_is_pointed_at_and_not_added(services, editor):
    work = make_work_at_hand(title=OTHER_TITLE)
    answer = editor.post(f"/desk/works/{work.pk}/paste/", {"text": DOI})
    assert "belongs to a work with another title" in answer.text
    assert not tokens(answer.text)


def test_two_people_add_the_same_work_once(services, editor):
    sheets = [editor.post(ADD, {"text": DOI}).context["sheet"] for _person in range(2)]
    for sheet in sheets:
        assert editor.post(ADD, {"answer": sheet.tokens}).status_code == 302
    assert Work.objects.count() == 1
