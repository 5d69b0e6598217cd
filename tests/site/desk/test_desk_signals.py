"""Accepting, rejecting and correcting what was read; the word stays, whatever is read later."""

from __future__ import annotations

import pytest
from draft_factories import make_catalogued_work, make_editor, make_writer, reload_page
from lxml import html
from signal_factories import SIGNALS, make_work_with_signals, span, store_signals

from pprnet.extraction.signal_registry import Signal, SignalKind
from pprnet.records import EffectSize, Span
from pprnet_site.catalogue.actions import judge_signal, state_value, undo_judgement
from pprnet_site.catalogue.enums import JudgementVerdict, WorkStatus
from pprnet_site.catalogue.models import Judgement
from pprnet_site.catalogue.models import Signal as Row
from pprnet_site.catalogue.queries.signal_review import signal_reviews
from pprnet_site.core.errors import ActionRefusedError, ConflictError
from pprnet_site.digest.actions import add_facts, make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def work():
    return make_work_with_signals()


@pytest.fixture
def by():
    return make_editor()


@pytest.fixture
def desk(client, by):
    client.force_login(by, backend="django.contrib.auth.backends.ModelBackend")
    return client


def known(work, kind):
    return [
        (r.value, r.judgement.verdict if r.judgement else "")
        for r in signal_reviews(work)
        if r.kind == kind
    ]


def post_judgement(desk, work, **form):
    return desk.post(f"/desk/works/{work.pk}/judge/", form)


def test_a_signal_goes_into_the_database_and_back_with_its_effect(work):
    row = Row.objects.get(work=work, kind="effect")
    stored = Signal(
        kind=SignalKind(row.kind),
        value=row.value,
        score=row.score,
        method=row.method,
        version=row.version,
        spans=tuple(Span(*span) for span in row.spans),
        effect=EffectSize(**row.detail),
    )
    assert stored == SIGNALS[4]


def test_roles_of_sentences_are_not_stored(work):
    store_signals(work, Signal(SignalKind.ROLE, "method", 0.9, "model", "1", span("We randomised")))
    assert not Row.objects.filter(work=work).exists()


def test_a_judgement_outlives_the_reading_that_it_is_about(desk, work):
    post_judgement(desk, work, verdict="accepted", kind="topic", value="alliance")
    post_judgement(desk, work, verdict="rejected", kind="topic", value="empathy")
    store_signals(work, Signal(SignalKind.TOPIC, "empathy", 0.99, "rules", "2", ()))
    assert known(work, "topic") == [("alliance", "accepted"), ("empathy", "rejected")]
    kept = Judgement.objects.get(value="alliance")
    assert (kept.score, kept.method, kept.version) == (0.9, "rules", "1")


def test_a_correction_overrides_the_machine_and_is_superseded_only_by_a_person(desk, work, by):
    post_judgement(desk, work, verdict="stated", kind="n_participants", value="1,024")
    assert known(work, "n_participants") == [("1024", "stated")]
    store_signals(work, *SIGNALS)
    assert known(work, "n_participants") == [("1024", "stated")]
    post_judgement(desk, work, verdict="stated", kind="n_participants", value="")
    assert known(work, "n_participants") == [("", "stated")]
    earlier = Judgement.objects.get(value="1024")
    assert earlier.superseded_by == by
    assert earlier.superseded_at is not None


def test_a_judgement_is_undone_and_kept(desk, work):
    post_judgement(desk, work, verdict="rejected", kind="research_type", value="randomised-trial")
    word = Judgement.objects.get()
    post_judgement(desk, work, verdict="back", judgement=word.pk)
    assert known(work, "research_type") == [("randomised-trial", "")]
    assert Judgement.objects.count() == 1
    assert post_judgement(desk, work, verdict="back", judgement=word.pk).status_code == 409


def test_a_rejected_type_gives_way_to_the_one_that_is_stated(desk, work):
    post_judgement(desk, work, verdict="rejected", kind="research_type", value="randomised-trial")
    post_judgement(desk, work, verdict="stated", kind="research_type", value="case-study")
    assert sorted(known(work, "research_type")) == [
        ("case-study", "stated"),
        ("randomised-trial", "rejected"),
    ]


def test_all_that_is_open_is_accepted_at_once_and_twice_is_once(desk, work):
    post_judgement(desk, work, verdict="rejected", kind="topic", value="empathy")
    for _ in range(2):
        post_judgement(desk, work, verdict="all")
    verdicts = sorted(Judgement.objects.values_list("verdict", flat=True))
    assert verdicts == ["accepted"] * 4 + ["rejected"]


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({}, 400),
        ({"verdict": "accepted"}, 400),
        ({"verdict": "back"}, 400),
        ({"verdict": "back", "judgement": "424242"}, 404),
        ({"verdict": "wonderful", "kind": "topic", "value": "alliance"}, 400),
        ({"verdict": "accepted", "kind": "topic", "value": "attachment"}, 409),
        ({"verdict": "stated", "kind": "topic", "value": "astrology"}, 409),
        ({"verdict": "stated", "kind": "n_participants", "value": "many"}, 409),
        ({"verdict": "stated", "kind": "n_participants", "value": "-4"}, 409),
        ({"verdict": "stated", "kind": "effect", "value": ""}, 409),
        ({"verdict": "stated", "kind": "topic", "value": "x" * 100}, 400),
    ],
)
def test_an_invalid_form_changes_nothing(desk, work, form, code):
    answer = post_judgement(desk, work, **form)
    assert answer.status_code == code
    assert not Judgement.objects.exists()


def test_an_effect_is_added_by_hand_and_half_an_interval_refused(desk, work):
    address = f"/desk/works/{work.pk}/effect/"
    form = {"measure": "OR", "size": "2.1", "low": "1.2", "outcome": "example recovery"}
    assert desk.post(address, form).status_code == 400
    assert desk.post(address, {**form, "high": "3.5"}).status_code == 302
    word = Judgement.objects.get()
    assert (word.value, word.detail["high"], word.verdict) == ("OR 2.1", 3.5, "stated")


def test_strangers_cannot_judge(client, work):
    answer = client.post(f"/desk/works/{work.pk}/judge/", {"verdict": "all"})
    assert answer.status_code == 302
    assert "login" in answer["Location"]
    assert not Judgement.objects.exists()


def test_writers_can_judge(client, work):
    client.force_login(make_writer(), backend="django.contrib.auth.backends.ModelBackend")
    assert post_judgement(client, work, verdict="all").status_code == 302
    assert Judgement.objects.count() == len(SIGNALS)


def test_actions_refuse_a_superseded_reading(work, by):
    said = {"work_id": work.pk, "kind": "topic", "value": "attachment", "by": by}
    with pytest.raises(ConflictError, match="read again"):
        judge_signal(verdict=JudgementVerdict.ACCEPTED, **said)
    with pytest.raises(ActionRefusedError, match="list"):
        state_value(**{**said, "value": "astrology"})
    word = state_value(**said)
    assert state_value(**said) == word
    undo_judgement(judgement_id=word.pk, by=by)
    assert not [r for r in signal_reviews(work) if r.value == "attachment"]


def test_the_inbox_shows_roles_evidence_and_judgements(desk, work):
    post_judgement(desk, work, verdict="accepted", kind="n_participants", value="128")
    answer = desk.get(f"/desk/?work={work.pk}")
    page = answer.content.decode()
    assert '<span class="role">Method</span>' in page
    assert '<mark class="hit">128</mark>' in page
    assert "Accepted by you" in page
    assert "d 0.45 [0.1; 0.8], example outcome" in page


def test_a_rejected_reading_marks_nothing(desk, work):
    post_judgement(desk, work, verdict="rejected", kind="n_participants", value="128")
    assert (
        '<mark class="hit">128</mark>' not in desk.get(f"/desk/works/{work.pk}/").content.decode()
    )


def test_the_draft_starts_from_what_was_accepted(work, by):
    from pprnet_site.catalogue.actions import move_work

    said = {"work_id": work.pk, "by": by}
    judge_signal(kind="effect", value="d 0.45", verdict=JudgementVerdict.ACCEPTED, **said)
    judge_signal(kind="topic", value="alliance", verdict=JudgementVerdict.REJECTED, **said)
    state_value(kind="n_participants", value="130", **said)
    move_work(work=work, to=WorkStatus.SCREENED_IN, by=by)
    draft = make_draft(work=work, by=by)
    facts = [(fact.label, fact.value, fact.note) for fact in draft.key_facts.all()]
    assert facts == [
        ("Participants", "130", ""),
        ("Effect", "d = 0.45", "example outcome; 95% interval 0.1 to 0.8"),
    ]
    assert [topic.key for topic in draft.topics.all()] == ["empathy"]


def test_an_effect_that_nobody_accepted_stays_out_of_the_draft(work, by):
    from pprnet_site.catalogue.actions import move_work

    move_work(work=work, to=WorkStatus.SCREENED_IN, by=by)
    facts = make_draft(work=work, by=by).key_facts.all()
    assert [(fact.label, fact.value) for fact in facts] == [("Participants", "128")]
    assert "Read from the abstract" in facts[0].origin


def test_records_without_an_abstract_are_shown_too(desk):
    bare = make_catalogued_work(status=WorkStatus.FOUND)
    assert "No abstract came with this work." in desk.get(f"/desk/?work={bare.pk}").content.decode()


def test_what_is_accepted_later_joins_the_draft_with_all_that_was_typed(desk, work, by):
    from pprnet_site.catalogue.actions import move_work

    move_work(work=work, to=WorkStatus.SCREENED_IN, by=by)
    draft = make_draft(work=work, by=by)
    post_judgement(desk, work, verdict="accepted", kind="effect", value="d 0.45")
    assert [add_facts(summary=draft, by=by) for _ in range(2)] == [1, 0]
    newest = reload_page(draft).get_latest_revision_as_object()
    facts = [(fact.label, fact.value) for fact in newest.key_facts.all()]
    assert facts == [("Participants", "128"), ("Effect", "d = 0.45")]


def test_the_button_saves_the_draft_and_adds_the_facts(desk, work, by):
    from pprnet_site.catalogue.actions import move_work

    move_work(work=work, to=WorkStatus.SCREENED_IN, by=by)
    draft = make_draft(work=work, by=by)
    post_judgement(desk, work, verdict="accepted", kind="effect", value="d 0.45")
    page = desk.get(f"/desk/drafts/{draft.pk}/")
    form = html.fromstring(page.content).get_element_by_id("draft")
    typed = dict(form.form_values()) | {"title": "Example question?", "add_facts": "1"}
    desk.post(f"/desk/drafts/{draft.pk}/", typed)
    newest = reload_page(draft).get_latest_revision_as_object()
    assert newest.title == "Example question?"
    assert newest.key_facts.count() == 2
