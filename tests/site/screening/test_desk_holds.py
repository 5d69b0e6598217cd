"""Several screeners are dealt different works; nobody is kept waiting, and nothing is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from draft_factories import make_catalogued_work, make_editor, make_writer

from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.models import Work
from pprnet_site.core.operations.pruning import prune
from pprnet_site.desk.actions import choose_plan, deal_work
from pprnet_site.desk.actions.holds import HOLD_TIME
from pprnet_site.desk.models import WorkHold

pytestmark = pytest.mark.django_db

INBOX, DECIDE = "/desk/", "/desk/decide/"


@pytest.fixture
def works():
    return [make_catalogued_work(status=WorkStatus.FOUND) for _ in range(4)]


@pytest.fixture
def ann():
    return signed_in(make_editor("ann"))


@pytest.fixture
def ben():
    return signed_in(make_writer("ben"))


def signed_in(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.user = user
    return client


def shown(client, address=INBOX):
    """Return the number of the work that the inbox shows."""
    response = client.get(address)
    assert response.status_code == 200
    return response.context["inbox"].work.pk


def decide(client, work, verdict="out"):
    return client.post(DECIDE, {"work": work, "verdict": verdict}).status_code


def test_two_screeners_are_dealt_different_works(works, ann, ben):
    first, second = shown(ann), shown(ben)
    assert first != second
    assert (shown(ann), shown(ben)) == (first, second), "a reloaded page shows the same work"


def test_two_screeners_decide_on_everything_without_a_refusal(works, ann, ben):
    answers = []
    while Work.objects.filter(status=WorkStatus.FOUND).exists():
        waiting = Work.objects.filter(status=WorkStatus.FOUND).count()
        pair = [(client, shown(client)) for client in (ann, ben)]
        answers += [decide(client, work) for client, work in pair[:waiting]]
    assert answers == [302] * len(works)


def test_a_decision_releases_the_work(works, ann, ben):
    work = shown(ann)
    assert decide(ann, work, "later") == 302
    assert not WorkHold.objects.exists()
    ann.post(DECIDE, {"work": work, "verdict": "back"})
    assert shown(ben) == work


def test_a_hold_ends_after_some_minutes(works, ann, ben):
    first = shown(ann)
    WorkHold.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert shown(ben) == first
    assert WorkHold.objects.get().by == ben.user


def test_the_hold_lasts_minutes_from_when_the_work_was_shown(works, ann):
    now = timezone.now()
    ids = [work.pk for work in works]
    assert deal_work(ids=ids, by=ann.user, now=now) == ids[0]
    assert WorkHold.objects.get().until == now + HOLD_TIME
    deal_work(ids=ids, by=ann.user, now=now + timedelta(minutes=1))
    assert WorkHold.objects.get().until == now + HOLD_TIME, "not written again at once"
    deal_work(ids=ids, by=ann.user, now=now + timedelta(minutes=4))
    assert WorkHold.objects.get().until == now + timedelta(minutes=4) + HOLD_TIME


def test_a_person_holds_one_work_at_a_time(works, ann, ben):
    first = shown(ann)
    other = next(work.pk for work in works if work.pk != first)
    assert shown(ann, f"{INBOX}?work={other}") == other
    assert [hold.work_id for hold in WorkHold.objects.filter(by=ann.user)] == [other]
    assert shown(ben) == first


def test_a_work_that_somebody_holds_can_be_opened_and_decided_on(works, ann, ben):
    held = shown(ann)
    assert shown(ben, f"{INBOX}?work={held}") == held
    assert WorkHold.objects.get(work=held).by == ann.user
    assert decide(ben, held) == 302
    assert decide(ann, held) == 409


def test_if_all_are_held_the_first_is_shown_all_the_same(works, ann, ben):
    for work in works[1:]:
        decide(ann, work.pk)
    assert shown(ann) == shown(ben) == works[0].pk


def test_two_who_screen_each_work_are_not_dealt_different_ones(works, ann, ben):
    choose_plan(screeners=2, by=ann.user)
    assert shown(ann) == shown(ben)
    assert not WorkHold.objects.exists()


def test_holds_whose_time_is_over_are_removed_daily(works, ann, ben):
    shown(ann), shown(ben)
    WorkHold.objects.filter(by=ann.user).update(until=timezone.now() - timedelta(minutes=1))
    assert prune(now=timezone.now())["desk.workhold"] == 1
    assert WorkHold.objects.get().by == ben.user


def test_holding_costs_three_statements_and_a_reload_one(works, ann, django_assert_num_queries):
    ids = [work.pk for work in works]
    with django_assert_num_queries(5):  # three, and a savepoint
        deal_work(ids=ids, by=ann.user, now=timezone.now())
    with django_assert_num_queries(1):
        deal_work(ids=ids, by=ann.user, now=timezone.now())
