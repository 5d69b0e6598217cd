"""The month's picks at the desk: proposals, what bars a work, and choosing."""

from __future__ import annotations

import pytest
from draft_factories import make_catalogued_work, make_editor

from pprnet.records import Author
from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.models import Signal, Work

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    user = make_editor()
    user.first_name, user.last_name = "Ann", "Sample"
    user.save()
    return user


@pytest.fixture
def desk(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


def included(kind, **fields):
    work = make_catalogued_work(**fields)
    Signal.objects.create(
        work=work, kind="research_type", value=kind, score=0.9, method="example", version="1"
    )
    return work


def test_the_stronger_pair_is_proposed_first(desk):
    strong = [included("meta-analysis"), included("randomised-trial")]
    weak = included("protocol")
    first = desk.get("/desk/picks/").context["picks"].proposals[0]
    assert set(strong) <= set(first.works)
    assert weak not in first.works
    assert sum(reason.weight for reason in first.reasons) == pytest.approx(1)


def test_a_work_by_the_network_or_a_retracted_one_is_never_proposed(desk):
    ours = included("meta-analysis", authors=(Author(family="Sample", given="A. B."),))
    gone = included("meta-analysis")
    Work.objects.filter(pk=gone.pk).update(state="retracted")
    others = [included("case-study"), included("case-study")]
    picks = desk.get("/desk/picks/").context["picks"]
    assert {work for work, _why in picks.barred} == {ours, gone}
    assert all(set(proposal.works) <= set(others) for proposal in picks.proposals)


def test_the_chosen_go_on_the_shortlist_together_or_not_at_all(desk):
    works = [included("case-study") for _ in range(2)]
    answer = desk.post("/desk/picks/choose/", {"work": [work.pk for work in works]})
    assert answer.status_code == 302
    assert set(Work.objects.values_list("status", flat=True)) == {WorkStatus.SHORTLISTED}
    for nonsense in ([], ["424242"], ["x"]):
        assert desk.post("/desk/picks/choose/", {"work": nonsense}).status_code == 409


def test_an_empty_shortlist_leads_to_the_inbox(desk):
    page = desk.get("/desk/picks/").content.decode()
    assert "needs at least two included works" in page
    assert 'href="/desk/"' in page


def test_strangers_are_led_to_the_login(client):
    assert client.get("/desk/picks/").status_code == 302
