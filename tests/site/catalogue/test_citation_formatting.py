"""References are formatted after the commit; without pandoc nothing is lost and it is said."""

from __future__ import annotations

import subprocess

import pytest
from django.db import transaction
from django.utils import timezone
from draft_factories import (
    make_catalogued_work,
    make_editor,
    make_record,
    make_summary_draft,
    reload_page,
)
from transaction_rules import SlowCallInTransactionError

from formatted_examples import format_examples
from pprnet.citations import FormattedReference, format_references, pandoc
from pprnet.errors import CitationError
from pprnet_site.catalogue.actions import complete_citation, format_pending_citations
from pprnet_site.catalogue.data_mapper import citation_item
from pprnet_site.catalogue.enrichment import citation_formatting
from pprnet_site.catalogue.models import Citation, Work
from pprnet_site.digest.actions import publish_summary
from pprnet_site.digest.models import SummaryPage
from pprnet_site.digest.publication.refusals import PublishRefused

pytestmark = pytest.mark.django_db

HANGING_TITLE = "‘“" * 12
RIS = """TY  - JOUR
TI  - An example that nobody imported
AU  - Example, Anna
JO  - Journal of Examples
PY  - 2020
VL  - 3
SP  - 1
ER  -
"""


@pytest.fixture
def no_pandoc(monkeypatch):
    monkeypatch.setattr(pandoc, "find_spec", lambda name: None)
    monkeypatch.setattr(pandoc, "which", lambda name: None)


@pytest.fixture
def editor(client):
    client.force_login(make_editor(), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_an_outside_program_in_a_transaction_fails_the_test():
    with transaction.atomic(), pytest.raises(SlowCallInTransactionError):
        subprocess.run(["true"], check=True)


def test_a_reference_is_formatted_when_the_transaction_has_been_committed():
    work = make_catalogued_work()
    with transaction.atomic():
        citation = complete_citation(
            work=work, fields={"volume": "77"}, by=make_editor(), confirmed=False
        )
        assert citation.text == ""
    assert ", 77" in citation.text
    assert Citation.objects.get(work=work).text == citation.text


@pytest.mark.parametrize("doi", ["", "10.5555/example.30"])
def test_the_examples_of_tests_are_printed_as_pandoc_prints_them(doi):
    record = make_record(title="Example study number 417", volume="417", doi=doi)
    items = [citation_item(record)]
    assert format_examples(items) == format_references(items)


def test_what_was_changed_while_it_was_formatted_is_not_overwritten(monkeypatch):
    work = make_catalogued_work()
    by = make_editor()

    def changed_during_formatting(items):
        Citation.objects.filter(work=work).update(csl={"type": "book", "title": "Another"})
        return [FormattedReference("old", "old") for _ in items]

    monkeypatch.setattr(citation_formatting, "format_references", changed_during_formatting)
    complete_citation(work=work, fields={"volume": "77"}, by=by, confirmed=False)
    assert Citation.objects.get(work=work).text == ""
    monkeypatch.undo()
    assert format_pending_citations(now=timezone.now()) == 1
    assert "Another" in Citation.objects.get(work=work).text


def test_a_reference_that_fails_stays_plain_and_the_page_of_the_work_says_why(editor, monkeypatch):
    def fails(items, **options):
        raise CitationError("pandoc did not answer within 5 seconds")

    monkeypatch.setattr("pprnet.citations.formatting.run_citeproc", fails)
    work = make_catalogued_work(title="An example that hangs")
    page = editor.get(f"/desk/works/{work.pk}/").text
    assert "An example that hangs." in page
    assert "pandoc did not answer within 5 seconds" in page


@pytest.mark.usefixtures("no_pandoc")
def test_an_import_without_pandoc_keeps_its_works_and_formats_them_later(monkeypatch):
    work = make_catalogued_work()
    assert Citation.objects.get(work=work).text == ""
    monkeypatch.undo()
    format_pending_citations(now=timezone.now())
    assert Citation.objects.get(work=work).text.startswith("Example, A. (2023).")


def test_a_summary_is_not_published_while_its_reference_waits(monkeypatch):
    summary = make_summary_draft(by=(by := make_editor()))
    Citation.objects.update(text="", html="")
    with pytest.raises(PublishRefused, match="has not been formatted yet"):
        publish_summary(summary=reload_page(summary), by=by)
    format_pending_citations(now=timezone.now())
    publish_summary(summary=reload_page(summary), by=by)


def test_a_draft_of_a_work_with_a_hostile_title_is_made(editor):
    work = make_catalogued_work(title=HANGING_TITLE)
    answer = editor.post(f"/desk/works/{work.pk}/write/", {"month": "2023-02"}, follow=True)
    assert answer.status_code == 200
    assert HANGING_TITLE in Citation.objects.get(work=work).text
    assert SummaryPage.objects.get().slug == "page"


NO_PANDOC_CASES = {
    "write": {"month": "2023-02"},
    "citation": {"type": "article-journal", "volume": "9"},
    "paste": {"text": RIS},
}


@pytest.mark.parametrize("address", NO_PANDOC_CASES)
def test_without_pandoc_the_desk_refuses_and_says_what_to_install(editor, monkeypatch, address):
    work = make_catalogued_work()
    before = Citation.objects.get(work=work).csl
    monkeypatch.setattr(pandoc, "find_spec", lambda name: None)
    monkeypatch.setattr(pandoc, "which", lambda name: None)
    answer = editor.post(f"/desk/works/{work.pk}/{address}/", NO_PANDOC_CASES[address], follow=True)
    assert "pip install pypandoc-binary" in answer.text
    assert Citation.objects.get(work=work).csl == before
    assert not SummaryPage.objects.exists()


@pytest.mark.parametrize("said", [{"text": RIS}, {"title": "A typed example"}])
def test_without_pandoc_no_source_is_added_and_nothing_is_left_behind(editor, monkeypatch, said):
    summary = make_summary_draft()
    works = Work.objects.count()
    monkeypatch.setattr(pandoc, "find_spec", lambda name: None)
    monkeypatch.setattr(pandoc, "which", lambda name: None)
    answer = editor.post(
        f"/desk/drafts/{summary.pk}/sources/", {"do": "paste", **said}, follow=True
    )
    assert answer.status_code < 500
    assert Work.objects.count() == works
