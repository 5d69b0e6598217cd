"""Findings at the desk: a line each in the language of the page, the sentence as evidence."""

from __future__ import annotations

import pytest
from django.utils.translation import override
from draft_factories import make_catalogued_work, make_editor
from signal_factories import store_signals

from pprnet.extraction import extract_signals
from pprnet.extraction.findings import FindingDirection, Significance
from pprnet.extraction.signal_registry import SignalKind
from pprnet.records import Record
from pprnet_site.catalogue.models import Signal as Row
from pprnet_site.catalogue.queries.signal_review import signal_reviews
from pprnet_site.desk.queries.work_details.finding_text import DIRECTIONS, SIGNIFICANCES
from pprnet_site.desk.queries.work_details.highlights import evidence_marks
from pprnet_site.desk.queries.work_details.signal_table import signal_lines

pytestmark = pytest.mark.django_db

SENTENCE = "There was no significant difference between CBT and IPT in worry."
ABSTRACT = f"METHODS: We asked 30 clients. RESULTS: {SENTENCE}"


@pytest.fixture
def work():
    work = make_catalogued_work(abstract=ABSTRACT)
    found = extract_signals(Record(title=work.title, abstract=ABSTRACT))
    store_signals(work, *(one for one in found if one.kind is SignalKind.FINDING))
    return work


def finding_lines(work):
    return [line for line in signal_lines(work, signal_reviews(work)) if line.kind == "finding"]


def test_a_finding_is_stored_with_its_parts_and_its_sentence(work):
    row = Row.objects.get(work=work, kind="finding")
    assert row.value == "no-difference: worry"
    assert [ABSTRACT[start:end] for _field, start, end in row.spans] == [SENTENCE]
    words = row.detail["words"]
    assert ABSTRACT[words["start"] : words["end"]] == "no significant difference"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "no difference, not significant, worry, compared: CBT and IPT"),
        ("fr", "aucune différence, non significatif, worry, comparaison\u202f: CBT and IPT"),
    ],
)
def test_a_finding_is_shown_in_the_language_of_the_page(work, language, text):
    with override(language):
        (line,) = finding_lines(work)
        assert line.text == text
    assert line.quotes == ((SENTENCE.casefold(), 1),)


def test_only_the_words_that_decide_are_marked_in_the_abstract(work):
    marks = evidence_marks(signal_reviews(work), "abstract", len(ABSTRACT))
    assert [ABSTRACT[start:end] for start, end, _kind in marks] == ["no significant difference"]


def test_each_direction_and_significance_has_a_text():
    assert set(DIRECTIONS) == set(FindingDirection)
    assert set(SIGNIFICANCES) == set(Significance) - {Significance.NOT_STATED}


def test_a_finding_is_accepted_at_the_desk(client, work):
    client.force_login(make_editor(), backend="django.contrib.auth.backends.ModelBackend")
    form = {"kind": "finding", "value": "no-difference: worry", "verdict": "accepted"}
    assert client.post(f"/desk/works/{work.pk}/judge/", form).status_code == 302
    assert finding_lines(work)[0].judgement.verdict == "accepted"
