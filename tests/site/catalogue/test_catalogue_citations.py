"""Citations: from records, completed by people or by a paste, and when they are resolved."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth import get_user_model

from pprnet.records import Author, MergeReason, PartialDate, Record
from pprnet_site.catalogue.actions import (
    complete_citation,
    complete_citation_from_text,
    format_citations,
    refresh_citation,
)
from pprnet_site.catalogue.data_mapper import fill_work, record_row
from pprnet_site.catalogue.enrichment.work_citations import refresh_origins
from pprnet_site.catalogue.ingest.matching import add_record
from pprnet_site.catalogue.models import Citation, Work
from pprnet_site.catalogue.models import Record as RecordRow
from pprnet_site.catalogue.queries import is_resolved, missing_fields, pasted_fields
from pprnet_site.core.errors import ActionRefusedError

pytestmark = pytest.mark.django_db

COMPLETE = Record(
    source="ris",
    title="An example of a title: with a subtitle",
    authors=(Author("Example", "Anna"), Author("Sample", "B.")),
    issued=PartialDate(2020),
    journal="Journal of Examples",
    volume="3",
    pages="1-9",
)
NO_PAGES = replace(COMPLETE, title="Another example of a title", volume="", pages="")

RIS = """TY  - JOUR
TI  - Another example of a title
AU  - Example, Anna
JO  - Journal of Examples
PY  - 2020
VL  - 3
SP  - 1
EP  - 9
ER  -
"""
BIBTEX = """@article{e, title={Another example of a title}, author={Example, Anna},
 journal={Journal of Examples}, year={2020}, volume={3}, pages={1--9}}"""
NBIB = """PMID- 1
TI  - Another example of a title
FAU - Example, Anna
JT  - Journal of Examples
DP  - 2020
VI  - 3
PG  - 1-9
"""


def store(record: Record) -> Work:
    work = fill_work(Work(), record)
    work.save()
    record_row(record, work=work).save()
    return work


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("editor", first_name="Example", last_name="Editor")


def test_a_complete_record_gives_a_resolved_citation_in_apa():
    citation = refresh_citation(work=store(COMPLETE))
    assert citation.text == (
        "Example, A., & Sample, B. (2020). An example of a title: With a subtitle. "
        "Journal of Examples, 3, 1–9."
    )
    assert "<cite>Journal of Examples</cite>" in citation.html
    assert set(citation.origins.values()) == {"record"}
    assert "abstract" not in citation.csl
    assert is_resolved(citation)


def test_no_citation_is_not_resolved():
    assert not is_resolved(None)


@pytest.mark.parametrize(
    ("field", "missing"),
    [("title", "title"), ("authors", "author"), ("issued", "issued"), ("volume", "volume")],
)
def test_a_gap_in_the_record_leaves_it_unresolved(field, missing):
    citation = refresh_citation(
        work=store(
            replace(
                COMPLETE, **{field: type(getattr(COMPLETE, field))() if field != "issued" else None}
            )
        )
    )
    assert missing in [each.field for each in missing_fields(citation)]
    assert not is_resolved(citation)


def test_typed_fields_count_once_confirmed(editor):
    work = store(NO_PAGES)
    typed = {"volume": "3", "page": "1-9"}
    citation = complete_citation(work=work, fields=typed, by=editor, confirmed=False)
    assert citation.origins["volume"] == "person"
    assert not missing_fields(citation)
    assert not is_resolved(citation)
    citation = complete_citation(work=work, fields={}, by=editor, confirmed=True)
    assert (citation.confirmed_by, citation.confirmed_name) == (editor, "Example Editor")
    assert citation.confirmed_at is not None
    assert is_resolved(citation)
    assert citation.text.endswith("3, 1–9.")


def test_a_later_change_ends_the_confirmation(editor):
    work = store(NO_PAGES)
    complete_citation(work=work, fields={"volume": "3", "page": "1-9"}, by=editor, confirmed=True)
    citation = complete_citation(work=work, fields={"volume": "4"}, by=editor, confirmed=False)
    assert (citation.confirmed_name, is_resolved(citation)) == ("", False)


def test_an_unchanged_field_keeps_its_origin(editor):
    work = store(COMPLETE)
    fields = {"author": "Example, Anna; Sample, B.", "issued": "2020", "volume": "3"}
    citation = complete_citation(work=work, fields=fields, by=editor, confirmed=False)
    assert set(citation.origins.values()) == {"record"}


def test_names_dates_and_dois_are_read_as_people_type_them(editor):
    fields = {
        "author": "Example, Carla; Sample Network",
        "issued": "March 2021",
        "DOI": "https://doi.org/10.1000/Example",
    }
    citation = complete_citation(work=store(COMPLETE), fields=fields, by=editor, confirmed=True)
    assert citation.csl["author"][0] == {"family": "Example", "given": "Carla"}
    assert citation.csl["author"][1] == {"literal": "Sample Network"}
    assert citation.csl["issued"] == {"date-parts": [[2021, 3]]}
    assert citation.csl["DOI"] == "10.1000/example"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"DOI": "see the website"}, "10."),
        ({"issued": "last spring"}, "not contain a year"),
        ({"abstract": "text"}, "no field"),
    ],
)
def test_an_invalid_field_is_refused(editor, fields, words):
    with pytest.raises(ActionRefusedError, match=words):
        complete_citation(work=store(COMPLETE), fields=fields, by=editor, confirmed=True)


def test_a_refreshed_citation_keeps_typed_fields(editor):
    work = store(COMPLETE)
    complete_citation(
        work=work, fields={"volume": "33", "page": "", "number": "e7"}, by=editor, confirmed=True
    )
    citation = refresh_citation(work=work)
    assert (citation.csl["volume"], citation.origins["volume"]) == ("33", "person")
    assert "page" not in citation.csl
    assert is_resolved(citation)


@pytest.mark.parametrize("text", [RIS, BIBTEX, NBIB])
def test_a_pasted_record_completes_a_citation(editor, text):
    work = store(NO_PAGES)
    citation = complete_citation_from_text(work=work, text=text, by=editor)
    assert (citation.csl["volume"], citation.csl["page"]) == ("3", "1-9")
    assert pasted_fields(citation) == ["page", "volume"]
    assert not is_resolved(citation)
    assert is_resolved(complete_citation(work=work, fields={}, by=editor, confirmed=True))
    row = RecordRow.objects.get(work=work, source__startswith="pasted")
    assert row.merge_detail == "pasted by Example Editor"


def test_a_record_of_a_service_confirms_what_was_pasted(editor):
    work = store(NO_PAGES)
    complete_citation_from_text(work=work, text=RIS, by=editor)
    record = replace(NO_PAGES, source="crossref", volume="3", pages="1-9")
    add_record(work, record, reason=MergeReason("identifier", "sample"))
    citation = refresh_citation(work=work)
    assert set(citation.origins.values()) == {"record"}
    assert is_resolved(citation)


def test_a_paste_that_changes_a_confirmed_citation_ends_the_confirmation(editor):
    work = store(NO_PAGES)
    complete_citation(work=work, fields={}, by=editor, confirmed=True)
    assert complete_citation_from_text(work=work, text=RIS, by=editor).confirmed_at is None
    complete_citation(work=work, fields={}, by=editor, confirmed=True)
    same = complete_citation_from_text(work=work, text=RIS, by=editor)
    assert same.confirmed_at is not None


@pytest.mark.parametrize("source", ["pasted ris", "by hand"])
def test_the_citations_of_before_are_marked_at_the_upgrade(editor, source):
    work = store(replace(COMPLETE, source=source))
    citation = refresh_citation(work=work)
    Citation.objects.update(origins=dict.fromkeys(citation.csl, "record") | {"volume": "person"})
    untouched = refresh_citation(work=store(replace(COMPLETE, title="Another one, from a file")))
    refresh_origins([work.pk, untouched.work_id])
    refresh_origins([work.pk, untouched.work_id])
    marked = Citation.objects.get(work=work)
    assert set(marked.origins.values()) == {"pasted", "person"}
    assert marked.origins["volume"] == "person"
    assert marked.text == citation.text
    assert set(Citation.objects.get(work=untouched.work).origins.values()) == {"record"}


def test_the_same_paste_twice_is_one_record(editor):
    work = store(NO_PAGES)
    complete_citation_from_text(work=work, text=RIS, by=editor)
    complete_citation_from_text(work=work, text=RIS, by=editor)
    assert work.records.count() == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "No record"),
        ("Dear editor,", "No record"),
        (RIS + RIS.replace("Another", "A third"), "2 records"),
    ],
)
def test_a_paste_without_one_record_is_refused(editor, text, words):
    with pytest.raises(ActionRefusedError, match=words):
        complete_citation_from_text(work=store(NO_PAGES), text=text, by=editor)


def test_many_works_are_formatted_in_one_call_and_only_once(monkeypatch):
    works = [store(COMPLETE), store(NO_PAGES)]
    assert all(citation.text for citation in format_citations(works))
    monkeypatch.setattr(
        "pprnet_site.catalogue.enrichment.citation_formatting.format_references",
        lambda items: [] if not items else pytest.fail("formatted again"),
    )
    assert [c.work_id for c in format_citations(works)] == [work.pk for work in works]
