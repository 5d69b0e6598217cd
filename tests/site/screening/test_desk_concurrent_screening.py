"""Two screeners and the order made anew, all at the same time: no decision lost or counted twice.

Real threads with connections of their own, on whichever database the tests run.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from draft_factories import make_catalogued_work, make_editor, make_writer

from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.models import Move, Work
from pprnet_site.core.errors import ConflictError
from pprnet_site.desk.actions import choose_plan, screen_work, undo_decision
from pprnet_site.desk.enums import Verdict
from pprnet_site.desk.models import Vote
from pprnet_site.desk.ordering.ranking_cache import current_order

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True), pytest.mark.slow]

WORKS = 12


@pytest.fixture
def works():
    return [
        make_catalogued_work(status=WorkStatus.FOUND, abstract=f"Example words {n}.")
        for n in range(WORKS)
    ]


def at_once(*jobs):
    """Run jobs in threads that begin together; gives what each returned or raised."""
    start = Barrier(len(jobs))

    def run(job):
        start.wait()
        try:
            return job()
        except ConflictError as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [done.result() for done in [pool.submit(run, job) for job in jobs]]


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
