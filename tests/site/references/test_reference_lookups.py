"""Pasted identifiers and references: at hand, found, described otherwise, unknown, unanswered."""

from __future__ import annotations

import time
from types import SimpleNamespace

import pytest
from draft_factories import make_editor, make_summary_draft, reload_page
from reference_factories import (
    DOI,
    OTHER_TITLE,
    PRINTED,
    RIS,
    TITLE,
    UNKNOWN,
    invented_services,
    make_work_at_hand,
)

from fakes.fake_services import Fault
from fakes.invented_records import crossref_update, crossref_work, pubmed_article
from pprnet_site.catalogue.actions import add_references
from pprnet_site.catalogue.enums import AnswerKind
from pprnet_site.catalogue.lookups import reference_requests
from pprnet_site.catalogue.lookups.found_references import signed_answer
from pprnet_site.catalogue.lookups.reference_requests import answer_references
from pprnet_site.catalogue.models import Record, Work
from pprnet_site.catalogue.queries import is_resolved
from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.digest.actions import add_found_sources

pytestmark = pytest.mark.django_db


@pytest.fixture
def services(settings):
    with invented_services(settings) as fake:
        yield fake


@pytest.fixture
def editor():
    return make_editor()


def kinds(text):
    return [answer.kind for answer in answer_references(text).answers]


@pytest.mark.parametrize(
    ("text", "kind", "service"),
    [
        (DOI, AnswerKind.FOUND, "Crossref"),
        (f"https://doi.org/{DOI.upper()}", AnswerKind.FOUND, "Crossref"),
        ("PMID: 33333333", AnswerKind.FOUND, "PubMed"),
        ("PMC777777", AnswerKind.FOUND, "Europe PMC"),
        (PRINTED, AnswerKind.FOUND, "Crossref"),
        (f"{PRINTED} https://doi.org/{DOI}", AnswerKind.FOUND, "Crossref"),
        (UNKNOWN, AnswerKind.MISSING, ""),
        ("Dear editor, thank you for the tea", AnswerKind.UNREADABLE, ""),
        (RIS, AnswerKind.PASTED, ""),
        (
            f"Sample, B. (2011). {OTHER_TITLE}. Journal, 3(1), 9-12. https://doi.org/{DOI}",
            AnswerKind.OTHER,
            "Crossref",
        ),
    ],
)
def test_what_comes_of_each_text(services, text, kind, service):
    (answer,) = answer_references(text).answers
    assert (answer.kind, answer.service) == (kind, service), answer
    if kind is AnswerKind.FOUND:
        assert "invented" in answer.reference


@pytest.mark.parametrize("text", [DOI, PRINTED, f"see {DOI.upper()}"])
def test_works_at_hand_are_found_without_the_network(services, text):
    work = make_work_at_hand(doi=DOI, title=TITLE)
    (answer,) = answer_references(text).answers
    assert (answer.kind, answer.work) == (AnswerKind.AT_HAND, work)
    assert services.asked == []


def test_without_a_contact_address_only_works_at_hand_are_found(services, settings):
    settings.PPRNET_CONTACT = ""
    work = make_work_at_hand(doi=DOI)
    report = answer_references(f"{DOI}\n{UNKNOWN}")
    assert report.lacks_contact
    assert [answer.work for answer in report.answers] == [work, None]
    assert report.answers[1].kind is AnswerKind.UNANSWERED
    assert services.asked == []


@pytest.mark.parametrize("fault", ["503", "429", "cut", "malformed", "html", "empty"])
def test_a_service_that_fails_is_named_and_nothing_is_called_unknown(services, fault):
    services.faults += [Fault(fault, host, times=99) for host in ("crossref", "eutils", "ebi.ac")]
    (answer,) = answer_references(DOI).answers
    assert answer.kind is AnswerKind.UNANSWERED
    for name in ("Crossref", "PubMed", "Europe PMC"):
        assert name in answer.reason


def test_another_service_answers_for_one_that_is_down(services):
    services.faults.append(Fault("503", "crossref", times=99))
    services.pubmed_articles["4"] = pubmed_article("4", doi=DOI, title=f"{TITLE}.")
    (answer,) = answer_references(DOI).answers
    assert (answer.kind, answer.service) == (AnswerKind.FOUND, "PubMed")


def test_nobody_waits_longer_than_the_limit(services, monkeypatch):
    monkeypatch.setattr(reference_requests, "SECONDS_OF_REQUEST", 0.5)
    services.faults += [Fault("slow", host, times=9, value="3") for host in ("crossref", "eutils")]
    began = time.monotonic()
    (answer,) = answer_references(DOI).answers
    assert time.monotonic() - began < 2.5
    assert answer.kind is AnswerKind.UNANSWERED
    assert "0.5 seconds" in answer.reason


def test_what_was_found_is_added_as_a_record_of_its_service(services, editor):
    (answer,) = answer_references(DOI).answers
    (work,) = add_references(texts=[signed_answer(answer)], by=editor)
    assert (work.title, work.status) == (TITLE, "found")
    assert Record.objects.get(work=work).source == "crossref"
    assert add_references(texts=[signed_answer(answer)], by=editor) == [work]
    assert Work.objects.count() == 1


def test_a_found_source_is_resolved_and_a_pasted_one_waits_for_its_tick(services, editor):
    summary = make_summary_draft(works=[])
    texts = (DOI, RIS.replace(TITLE, "A third invented title"))
    answers = [answer_references(text).answers[0] for text in texts]
    signed = [signed_answer(answer) for answer in answers]
    works = add_found_sources(summary=summary, texts=signed, by=editor)
    newest = reload_page(summary).get_latest_revision_as_object()
    assert [source.work for source in newest.sources.all()] == works
    found = [Work.objects.get(pk=work.pk).citation for work in works]
    assert [is_resolved(citation) for citation in found] == [True, False]


def test_a_printed_reference_that_no_service_knows_waits_for_its_tick(services, editor):
    services.crossref_works.clear()
    (answer,) = answer_references(PRINTED).answers
    assert answer.kind is AnswerKind.MISSING
    summary = make_summary_draft(works=[])
    (work,) = add_found_sources(summary=summary, texts=[signed_answer(answer)], by=editor)
    citation = Work.objects.get(pk=work.pk).citation
    assert citation.text.startswith("Example, A. (2020). An invented study")
    assert set(citation.origins.values()) == {"pasted"}


@pytest.mark.parametrize("text", ["", "x", "eyJ3b3JrIjoxfQ:1abc:def", "{}"])
def test_an_answer_that_this_site_did_not_sign_is_refused(editor, text):
    with pytest.raises(ActionRefusedError, match="too old"):
        add_references(texts=[text], by=editor)
    assert not Work.objects.exists()


def test_an_answer_is_kept_for_a_day(services, editor, monkeypatch):
    (answer,) = answer_references(DOI).answers
    token = signed_answer(answer)
    later = SimpleNamespace(time=lambda: time.time() + 90_000)
    monkeypatch.setattr("django.core.signing.time", later)
    with pytest.raises(ActionRefusedError, match="too old"):
        add_references(texts=[token], by=editor)


def test_a_retraction_is_known_as_soon_as_the_work_is_added(services, editor):
    services.crossref_works[DOI] = crossref_work(
        DOI, TITLE, updated_by=[crossref_update("retraction", "10.5555/example.notice")]
    )
    (answer,) = answer_references(DOI).answers
    (work,) = add_references(texts=[signed_answer(answer)], by=editor)
    assert Work.objects.get(pk=work.pk).state == "retracted"


def test_a_repeated_reference_is_answered_once(services):
    assert kinds(f"{DOI}\nhttps://doi.org/{DOI}\n{PRINTED}") == [AnswerKind.FOUND]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("   ", "at least one"),
        ("\n".join(f"10.5555/x{at}" for at in range(500)), "Divide it"),
        ("10.5555/" + "x" * 200_000, "Divide it"),
        ('[{"id": 1}, {"i', "No record"),
    ],
)
def test_too_much_or_nothing_is_refused(services, text, words):
    with pytest.raises(ActionRefusedError, match=words):
        answer_references(text)
    assert services.asked == []


def test_hostile_text_is_only_text(services):
    for text in (
        '"><script>alert(1)</script>',
        "10.5555/<script>",
        "{{ x }}",
        "\x00",
        "PMID 0",
        "[1] x",
    ):
        answer_references(f"{text} x")
