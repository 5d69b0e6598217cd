"""Two screeners and the order made anew, all at the same time: no decision lost or counted twice.

Real threads with connections of their own, on whichever database the tests run.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from time import monotonic

import pytest
from concurrency import at_once
from django.db import connection, transaction
from django.utils import timezone
from draft_factories import make_catalogued_work, make_editor, make_writer

from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.models import Move, Work
from pprnet_site.core.errors import ConflictError
from pprnet_site.desk.actions import choose_plan, deal_work, screen_work, undo_decision
from pprnet_site.desk.enums import Verdict
from pprnet_site.desk.models import Vote, WorkHold
from pprnet_site.desk.ordering.ranking_cache import current_order

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True), pytest.mark.slow]

WORKS = 12


@pytest.fixture
def works():
    return [
        make_catalogued_work(status=WorkStatus.FOUND, abstract=f"Example words {n}.")
        for n in range(WORKS)
    ]


def orders(screener=None):
    """Make the order several times; each is a permutation of the works that wait."""
    found = [current_order(screener) for _ in range(6)]
    return all(len(set(order.ids)) == len(order.ids) for order in found)


def test_two_screeners_and_a_new_order(works):
    ann, ben = make_editor("ann"), make_writer("ben")
    choose_plan(screeners=2, by=ann)

    def votes(user, verdict_of):
        def job():
            for place, work in enumerate(works):
                screen_work(work_id=work.pk, verdict=verdict_of(place), by=user)

        return job

    ways = (Verdict.IN, Verdict.OUT)
    refused = at_once(
        votes(ann, lambda place: ways[place % 2]),
        votes(ben, lambda place: ways[place % 3 == 0]),
        lambda: orders(ann.pk),
        lambda: orders(ben.pk),
    )
    assert refused == [None, None, True, True]
    assert Vote.objects.filter(undone_at=None).count() == 2 * WORKS
    agreed = [n for n in range(WORKS) if ways[n % 2] == ways[n % 3 == 0]]
    assert Move.objects.count() == len(agreed)
    for place, work in enumerate(works):
        wanted = WorkStatus.FOUND
        if place in agreed:
            wanted = (WorkStatus.SCREENED_IN, WorkStatus.SCREENED_OUT)[place % 2]
        assert Work.objects.get(pk=work.pk).status == wanted


def test_two_people_decide_on_the_same_works_and_each_is_decided_once(works):
    ann, ben = make_editor("ann"), make_writer("ben")

    def decides(user, verdict):
        def job():
            won = 0
            for work in works:
                try:
                    screen_work(work_id=work.pk, verdict=verdict, by=user)
                    won += 1
                except ConflictError:
                    continue
            return won

        return job

    first, second, _orders = at_once(decides(ann, Verdict.IN), decides(ben, Verdict.OUT), orders)
    assert first + second == WORKS
    assert Move.objects.count() == WORKS
    assert not Work.objects.filter(status=WorkStatus.FOUND).exists()


def test_one_decision_undone_twice_at_once_is_undone_once(works):
    ann = make_editor("ann")
    for work in works[:3]:
        screen_work(work_id=work.pk, verdict=Verdict.IN, by=ann)
    last = Move.objects.last().pk
    said = at_once(*[lambda: undo_decision(by=ann, expected=last)] * 3)
    assert sum(isinstance(answer, ConflictError) for answer in said) == 2
    assert Move.objects.filter(undone_at=None).count() == 2


def deal(user):
    """Return the work that a screener is dealt now."""
    return deal_work(ids=current_order().ids, by=user, now=timezone.now())


def test_six_screeners_at_once_are_dealt_six_works(works):
    people = [make_writer(f"person {number}") for number in range(6)]
    dealt = at_once(*[lambda user=user: deal(user) for user in people])
    assert len(set(dealt)) == len(people)
    assert set(WorkHold.objects.values_list("work", flat=True)) == set(dealt)


def test_three_screeners_at_once_decide_on_everything_without_a_refusal(works):
    people = [make_writer(f"person {number}") for number in range(3)]

    def decides(user):
        def job():
            for _ in range(WORKS // len(people)):
                screen_work(work_id=deal(user), verdict=Verdict.OUT, by=user)

        return job

    assert at_once(*map(decides, people)) == [None] * len(people)
    assert Move.objects.count() == WORKS
    assert not WorkHold.objects.exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has one lock for all")
def test_a_work_is_shown_at_once_while_another_program_writes(works):
    ann = make_editor("ann")
    ids = [work.pk for work in works]

    def deals():
        begun = monotonic()
        return deal_work(ids=ids, by=ann, now=timezone.now()), monotonic() - begun

    with transaction.atomic(), ThreadPoolExecutor(1) as pool:
        Work.objects.update(title="Invented")
        number, seconds = pool.submit(deals).result()
    assert number == ids[0]
    assert seconds < 2
    assert not WorkHold.objects.exists()
