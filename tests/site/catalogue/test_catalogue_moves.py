"""Every move of a work, allowed or refused, and every way back."""

from __future__ import annotations

from itertools import product

import pytest
from django.contrib.auth import get_user_model

from pprnet.records import Author, PartialDate, Record
from pprnet_site.catalogue.actions import move_work, undo_move
from pprnet_site.catalogue.data_mapper import fill_work
from pprnet_site.catalogue.enums import ALLOWED_MOVES, UNDOABLE_STATUSES, WorkStatus
from pprnet_site.catalogue.models import Move, Work
from pprnet_site.core.errors import ActionRefusedError, ConflictError

pytestmark = pytest.mark.django_db

EXAMPLE = Record(
    title="An example, not a study", authors=(Author("Example", "A."),), issued=PartialDate(2020)
)


@pytest.fixture
def work():
    work = fill_work(Work(), EXAMPLE)
    work.save()
    return work


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("editor", first_name="Example", last_name="Editor")


def test_the_table_names_every_state():
    assert set(ALLOWED_MOVES) == set(WorkStatus)


@pytest.mark.parametrize(("before", "to"), list(product(WorkStatus, WorkStatus)))
def test_a_move_is_made_if_and_only_if_the_table_holds_it(work, editor, before, to):
    Work.objects.filter(pk=work.pk).update(status=before)
    work.refresh_from_db()
    if to in ALLOWED_MOVES[before]:
        move_work(work=work, to=to, by=editor, reason="example")
    else:
        with pytest.raises(ActionRefusedError, match=str(before.label)):
            move_work(work=work, to=to, by=editor)
    work.refresh_from_db()
    assert work.status == (to if to in ALLOWED_MOVES[before] else before)
    assert Move.objects.count() == (to in ALLOWED_MOVES[before])


def test_a_move_keeps_who_when_and_why(work, editor):
    move = move_work(work=work, to="screened-out", by=editor, reason="off-topic", note="Mice.")
    kept = Move.objects.get(pk=move.pk)
    assert (kept.by, kept.reason, kept.note) == (editor, "off-topic", "Mice.")
    assert (kept.from_status, kept.to_status) == ("found", "screened-out")
    assert kept.at is not None


def test_of_two_who_saw_the_same_state_one_is_refused(work, editor):
    same = Work.objects.get(pk=work.pk)
    move_work(work=work, to="screened-in", by=editor)
    with pytest.raises(ConflictError, match="Somebody else has changed"):
        move_work(work=same, to="screened-out", by=editor)
    work.refresh_from_db()
    assert (work.status, Move.objects.count()) == ("screened-in", 1)


def test_a_decision_can_be_postponed_and_resumed(work, editor):
    move_work(work=work, to="found", by=editor, postpone=True)
    work.refresh_from_db()
    assert work.later_since is not None
    move_work(work=work, to="screened-in", by=editor)
    work.refresh_from_db()
    assert work.later_since is None
    undo_move(by=editor)
    work.refresh_from_db()
    assert (work.status, work.later_since is None) == ("found", False)
    undo_move(by=editor)
    work.refresh_from_db()
    assert work.later_since is None


def test_only_a_waiting_work_can_be_postponed(work, editor):
    move_work(work=work, to="screened-in", by=editor)
    with pytest.raises(ActionRefusedError, match="waiting"):
        move_work(work=work, to="screened-in", by=editor, postpone=True)


def test_an_undone_move_stays_on_record(work, editor):
    move = move_work(work=work, to="screened-out", by=editor)
    undo_move(move=move, by=editor)
    move.refresh_from_db()
    work.refresh_from_db()
    assert (work.status, move.undone_by) == ("found", editor)
    with pytest.raises(ActionRefusedError, match="already been undone"):
        undo_move(move=move, by=editor)
    with pytest.raises(ActionRefusedError, match="nothing to undo"):
        undo_move(by=editor)


def test_an_earlier_move_is_not_undone_before_a_later_one(work, editor):
    first = move_work(work=work, to="screened-in", by=editor)
    move_work(work=work, to="shortlisted", by=editor)
    with pytest.raises(ActionRefusedError, match="later changes"):
        undo_move(move=first, by=editor)


def test_undo_reverts_the_users_own_last_move(work, editor):
    other = get_user_model().objects.create_user("other")
    move_work(work=work, to="screened-in", by=editor)
    with pytest.raises(ActionRefusedError, match="nothing to undo"):
        undo_move(by=other)


def test_a_move_that_a_draft_depends_on_is_not_undone(work, editor):
    assert WorkStatus.DRAFTED not in UNDOABLE_STATUSES
    move = move_work(work=work, to="drafted", by=editor)
    with pytest.raises(ActionRefusedError, match="draft"):
        undo_move(move=move, by=editor)
