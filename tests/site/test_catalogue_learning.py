"""What people say of topics and types teaches the next reading; everything can be read again."""

from __future__ import annotations

import pytest
from gate_builders import a_work, an_editor

from pprnet_site.catalogue.actions import (
    judge_signal,
    open_import,
    reread_works,
    run_import,
    state_value,
    take_judgement_back,
)
from pprnet_site.catalogue.enums import JudgementVerdict, SignalKind, WorkStatus
from pprnet_site.catalogue.models import Signal, Work
from pprnet_site.catalogue.queries.learning import corrections, taught
from pprnet_site.catalogue.queries.readings import readings_of

pytestmark = pytest.mark.django_db

TITLE = "Zorblat sessions for example grumbles, told plainly"
RIS = "TY  - JOUR\nTI  - {title}\nAU  - Example, A.\nPY  - 2024\nJO  - Example Journal\nER  - \n"


@pytest.fixture
def by():
    return an_editor()


def says_alliance(by, count):
    """State a topic for works that share a word which no rule knows."""
    for number in range(count):
        work = a_work(status=WorkStatus.FOUND, title=f"Zorblat sessions, example number {number}")
        state_value(work_id=work.pk, kind=SignalKind.TOPIC, value="alliance", by=by)


def imported(tmp_path, title):
    path = tmp_path / "new.ris"
    path.write_text(RIS.format(title=title))
    run_import(run=open_import(name=path.name, path=path, by=None), path=path)
    return Work.objects.get(title=title)


def topics(work):
    return {reading.value for reading in readings_of(work) if reading.kind == SignalKind.TOPIC}


def stored():
    rows = Signal.objects.order_by("work", "kind", "value")
    return list(rows.values_list("work", "kind", "value", "score"))


def test_before_any_word_the_rules_read_alone(tmp_path, by):
    assert taught().as_dict() == {}
    assert "alliance" not in topics(imported(tmp_path, TITLE))


def test_the_next_import_reads_what_was_taught(tmp_path, by):
    says_alliance(by, 20)
    assert "alliance" in topics(imported(tmp_path, TITLE))


def test_a_word_taken_back_teaches_no_more(tmp_path, by):
    work = a_work(title="Zorblat sessions, example")
    word = state_value(work_id=work.pk, kind=SignalKind.TOPIC, value="alliance", by=by)
    assert [c.key for c in corrections()] == ["alliance"]
    take_judgement_back(judgement_id=word.pk, by=by)
    assert list(corrections()) == []
    assert taught().as_dict() == {}


def test_a_rejection_teaches_too_and_a_number_teaches_nothing(by):
    work = a_work(title="Example of the working alliance in therapy", abstract="Of 30 clients.")
    reread_works()
    judge_signal(
        work_id=work.pk, kind="topic", value="alliance", verdict=JudgementVerdict.REJECTED, by=by
    )
    state_value(work_id=work.pk, kind="n_participants", value="31", by=by)
    assert [(c.key, c.accepted) for c in corrections()] == [("alliance", False)]


def test_everything_is_read_again_and_people_stand_by_what_they_said(tmp_path, by):
    waiting = imported(tmp_path, TITLE)
    other = a_work(title="Example of the working alliance in therapy")
    says_alliance(by, 20)
    state_value(work_id=other.pk, kind="research_type", value="case-study", by=by)
    seen = []
    assert reread_works(on_progress=seen.append) == Work.objects.count()
    assert seen[-1] == Work.objects.count()
    assert "alliance" in topics(waiting)
    said = [r for r in readings_of(other) if r.kind == "research_type" and r.holds]
    assert [reading.value for reading in said] == ["case-study"]
    before = stored()
    reread_works()
    assert stored() == before
