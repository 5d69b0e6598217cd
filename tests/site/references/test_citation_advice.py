"""What the desk points at in a citation, and what one click accepts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from draft_factories import make_editor, make_summary_draft
from reference_factories import DOI, OTHER_TITLE, TITLE, make_work_at_hand

from pprnet.records import Author, MergeReason
from pprnet_site.catalogue.actions import complete_citation, refresh_citation
from pprnet_site.catalogue.data_mapper import record_from_row
from pprnet_site.catalogue.ingest.matching import add_record
from pprnet_site.catalogue.models import Citation, Work
from pprnet_site.desk.queries.work_details.citation_advice import citation_advice

pytestmark = pytest.mark.django_db

TITLE_CASE = "The Working Alliance in Montreal: A Study of Kohut and Examples"
SENTENCE_CASE = "The working alliance in Montreal: A study of Kohut and examples"
ABSTRACT = "We studied how Kohut wrote. The words of Kohut were counted."


@pytest.fixture
def user():
    return make_editor()


@pytest.fixture
def editor(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def advice(work):
    return citation_advice(work, Citation.objects.get(work=work))


def accept(editor, work, key, value):
    form = {"accept": key, "value": value}
    return editor.post(f"/desk/works/{work.pk}/citation/accept/", form)


def test_a_title_is_proposed_in_sentence_case_and_accepted_with_one_click(editor):
    work = make_work_at_hand(title=TITLE_CASE, abstract=ABSTRACT)
    assert advice(work).title == SENTENCE_CASE
    assert SENTENCE_CASE in editor.get(f"/desk/works/{work.pk}/").text
    assert accept(editor, work, "title", SENTENCE_CASE).status_code == 302
    citation = Citation.objects.get(work=work)
    assert (citation.csl["title"], citation.origins["title"]) == (SENTENCE_CASE, "person")
    assert advice(work).title == ""
    assert refresh_citation(work=work).csl["title"] == SENTENCE_CASE


def test_capitals_alone_do_not_end_a_confirmation(editor, user):
    work = make_work_at_hand(title=TITLE_CASE)
    complete_citation(work=work, fields={}, by=user, confirmed=True)
    accept(editor, work, "title", advice(work).title)
    assert Citation.objects.get(work=work).confirmed_at is not None


@pytest.mark.parametrize("title", [SENTENCE_CASE, "L’Alliance Thérapeutique et les Exemples", "X"])
def test_a_title_that_is_right_or_in_another_language_is_left(title):
    assert advice(make_work_at_hand(title=title)).title == ""


def test_a_name_that_nearly_matches_a_record_of_the_work_is_pointed_at(editor, user):
    known = (Author("Timulak", "L."), Author("Example", "A."))
    work = make_work_at_hand(authors=known)
    complete_citation(
        work=work, fields={"author": "Timuluk, L.; Example, A."}, by=user, confirmed=True
    )
    (name,) = advice(work).names
    assert (name.stated, name.known) == ("Timuluk, L.", "Timulak, L.")
    assert "Check a name:" in editor.get(f"/desk/works/{work.pk}/").text
    assert accept(editor, work, name.key, name.known).status_code == 302
    citation = Citation.objects.get(work=work)
    assert [each["family"] for each in citation.csl["author"]] == ["Timulak", "Example"]
    assert citation.confirmed_at is None
    assert advice(work).names == ()


def test_a_pasted_record_is_compared_with_those_of_services():
    work = make_work_at_hand()
    record = record_from_row(work.records.get())
    pasted = replace(record, source="pasted ris", volume="7", pages="100-120", source_id="x")
    add_record(work, pasted, reason=MergeReason("pasted", "sample"))
    complete_citation(work=work, fields={"volume": "7"}, by=make_editor("ann"), confirmed=False)
    labels = [each.label for each in advice(work).differences]
    assert "Volume" in labels


def test_a_doi_of_a_work_with_another_title_is_pointed_at(editor, user):
    other = make_work_at_hand(doi=DOI, title=TITLE)
    work = make_work_at_hand(title=OTHER_TITLE)
    complete_citation(work=work, fields={"DOI": DOI}, by=user, confirmed=False)
    assert advice(work).other_work == other
    page = editor.get(f"/desk/works/{work.pk}/").text
    assert "DOI and title disagree:" in page
    assert f'href="/desk/works/{other.pk}/"' in page


@pytest.mark.parametrize(("key", "value"), [("title", "Another"), ("name-0", "x"), ("", "")])
def test_advice_on_another_version_is_not_followed(editor, key, value):
    work = make_work_at_hand(title=TITLE_CASE)
    answer = accept(editor, work, key, value)
    assert answer.status_code == 409
    assert Citation.objects.get(work=work).csl["title"] == TITLE_CASE


def test_the_draft_shows_the_advice_and_comes_back(editor):
    work = make_work_at_hand(title=TITLE_CASE)
    summary = make_summary_draft(works=[work])
    page = f"/desk/drafts/{summary.pk}/"
    assert "Use this title" in editor.get(page).text
    form = {"accept": "title", "value": advice(work).title, "next": page}
    answer = editor.post(f"/desk/works/{work.pk}/citation/accept/", form)
    assert answer["Location"] == page


def test_hostile_names_are_shown_as_text(editor, user):
    work = make_work_at_hand(title='<img src=x> The Title Of A "Work" For <script>All Examples')
    complete_citation(work=work, fields={"author": "<b>Example, A."}, by=user, confirmed=False)
    page = editor.get(f"/desk/works/{work.pk}/").text
    assert "<img src=x" not in page
    assert "<script>All" not in page
    assert "<b>Example" not in page
    assert Work.objects.count() == 1
