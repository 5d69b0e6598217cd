"""What people say of topics and types teaches the next reading; everything can be read again."""

from __future__ import annotations

import pytest
from draft_factories import make_catalogued_work, make_editor

from pprnet_site.catalogue.actions import (
    judge_signal,
    open_import,
    reextract_works,
    run_import,
    state_value,
    undo_judgement,
)
from pprnet_site.catalogue.enrichment.corrections import learnt_corrections, stored_corrections
from pprnet_site.catalogue.enums import JudgementVerdict, WorkStatus
from pprnet_site.catalogue.models import Signal, Work
from pprnet_site.catalogue.queries.signal_review import signal_reviews
from pprnet_site.catalogue.signal_kinds import SignalKind

pytestmark = pytest.mark.django_db

TITLE = "Zorblat sessions for example grumbles, told plainly"
RIS = "TY  - JOUR\nTI  - {title}\nAU  - Example, A.\nPY  - 2024\nJO  - Example Journal\nER  - \n"


@pytest.fixture
def by():
    return make_editor()


def judge_alliance(by, count):
    """State a topic for works that share a word which no rule knows."""
    for number in range(count):
        work = make_catalogued_work(
            status=WorkStatus.FOUND, title=f"Zorblat sessions, example number {number}"
        )
        state_value(work_id=work.pk, kind=SignalKind.TOPIC, value="alliance", by=by)


def imported(tmp_path, title):
    path = tmp_path / "new.ris"
    path.write_text(RIS.format(title=title))
    run_import(run=open_import(name=path.name, path=path, by=None), path=path)
    return Work.objects.get(title=title)


def topics(work):
    return {reading.value for reading in signal_reviews(work) if reading.kind == SignalKind.TOPIC}


def stored():
    rows = Signal.objects.order_by("work", "kind", "value")
    return list(rows.values_list("work", "kind", "value", "score"))


def test_without_corrections_only_the_rules_apply(tmp_path, by):
    assert learnt_corrections().as_dict() == {}
    assert "alliance" not in topics(imported(tmp_path, TITLE))


def test_the_next_import_uses_corrections(tmp_path, by):
    judge_alliance(by, 20)
    assert "alliance" in topics(imported(tmp_path, TITLE))


def test_an_undone_judgement_is_no_correction(tmp_path, by):
    work = make_catalogued_work(title="Zorblat sessions, example")
    word = state_value(work_id=work.pk, kind=SignalKind.TOPIC, value="alliance", by=by)
    assert [c.key for c in stored_corrections()] == ["alliance"]
    undo_judgement(judgement_id=word.pk, by=by)
    assert list(stored_corrections()) == []
    assert learnt_corrections().as_dict() == {}


def test_rejections_are_corrections_and_counts_are_not(by):
    work = make_catalogued_work(
        title="Example of the working alliance in therapy", abstract="Of 30 clients."
    )
    reextract_works()
    judge_signal(
        work_id=work.pk, kind="topic", value="alliance", verdict=JudgementVerdict.REJECTED, by=by
    )
    state_value(work_id=work.pk, kind="n_participants", value="31", by=by)
    assert [(c.key, c.accepted) for c in stored_corrections()] == [("alliance", False)]


def test_reextraction_uses_corrections_and_keeps_judgements(tmp_path, by):
    waiting = imported(tmp_path, TITLE)
    other = make_catalogued_work(title="Example of the working alliance in therapy")
    judge_alliance(by, 20)
    state_value(work_id=other.pk, kind="research_type", value="case-study", by=by)
    seen = []
    assert reextract_works(on_progress=seen.append) == Work.objects.count()
    assert seen[-1] == Work.objects.count()
    assert "alliance" in topics(waiting)
    said = [r for r in signal_reviews(other) if r.kind == "research_type" and r.is_accepted]
    assert [reading.value for reading in said] == ["case-study"]
    before = stored()
    reextract_works()
    assert stored() == before
