"""Two screeners, blind to each other: votes, agreement, disputes, undo, and what goes out."""

from __future__ import annotations

import csv
import io

import pytest
from draft_factories import make_catalogued_work, make_editor, make_writer

from pprnet.formats import read_records
from pprnet.records import Record
from pprnet.triage import WeibullStopper
from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.models import Move, Work
from pprnet_site.core.errors import ActionRefusedError, ConflictError
from pprnet_site.desk.actions import (
    choose_plan,
    requeue_work,
    resolve_conflict,
    screen_work,
    screen_works,
    undo_decision,
)
from pprnet_site.desk.enums import ExclusionReason, Verdict
from pprnet_site.desk.models import Vote
from pprnet_site.desk.ordering.ranking_cache import current_order
from pprnet_site.desk.queries.screening.dual_screening import agreements, conflicts
from pprnet_site.desk.queries.screening.progress import Curve, progress

pytestmark = pytest.mark.django_db

IN, OUT, LATER = Verdict.IN, Verdict.OUT, Verdict.LATER


@pytest.fixture
def ann():
    return make_editor("ann")


@pytest.fixture
def ben():
    return make_writer("ben")


@pytest.fixture
def two(ann):
    return choose_plan(screeners=2, by=ann)


def found(**fields):
    return make_catalogued_work(status=WorkStatus.FOUND, **fields)


def status(work):
    return Work.objects.get(pk=work.pk).status


def get_desk_page(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_work_moves_when_two_agree_and_not_before(two, ann, ben):
    work = found()
    screen_work(work_id=work.pk, verdict=IN, by=ann)
    assert status(work) == WorkStatus.FOUND
    screen_work(work_id=work.pk, verdict=IN, by=ben)
    assert status(work) == WorkStatus.SCREENED_IN
    assert Move.objects.count() == 1
    assert set(Vote.objects.values_list("move", flat=True)) == {Move.objects.get().pk}


def test_neither_sees_nor_learns_from_the_others_vote(two, ann, ben, client):
    work = found(abstract="Example abstract about example things.")
    screen_work(work_id=work.pk, verdict=OUT, by=ann, note="Example note of Ann", reason="6")
    assert work.pk not in current_order(ann.pk).ids
    assert work.pk in current_order(ben.pk).ids
    for address in (f"/desk/?work={work.pk}", f"/desk/works/{work.pk}/", "/desk/screening/"):
        page = get_desk_page(client, ben).get(address).content.decode()
        assert "Example note of Ann" not in page
        assert "ann" not in page.replace("cannot", "").replace("scanned", "").split("<main")[1]


def test_the_navigation_counts_what_waits_for_this_person(two, ann, ben, client):
    one, _other = found(), found()
    screen_work(work_id=one.pk, verdict=IN, by=ann)
    assert get_desk_page(client, ann).get("/desk/").context["counts"].inbox == 1
    assert get_desk_page(client, ben).get("/desk/").context["counts"].inbox == 2


@pytest.fixture
def disputed(two, ann, ben):
    """Have two people decide differently on one work."""
    work = found()
    screen_work(work_id=work.pk, verdict=IN, by=ann, note="Example: of use")
    screen_work(work_id=work.pk, verdict=OUT, by=ben, reason=ExclusionReason.values[0])
    return work


def test_a_disputed_work_waits_for_a_resolution(disputed):
    assert status(disputed) == WorkStatus.FOUND
    assert [item.work for item in conflicts()] == [disputed]


def test_a_third_person_cannot_vote_on_a_disputed_work(disputed):
    third = make_editor("third")
    assert disputed.pk not in current_order(third.pk).ids
    with pytest.raises(ConflictError):
        screen_work(work_id=disputed.pk, verdict=IN, by=third)


def test_a_dispute_shows_what_was_noted(disputed, ann, client):
    page = get_desk_page(client, ann).get("/desk/conflicts/").content.decode()
    assert "Example: of use" in page


def test_a_resolution_moves_the_work_and_keeps_both_votes(disputed, ann, client):
    form = {"verdict": "in", "note": "Talked over"}
    answer = get_desk_page(client, ann).post(f"/desk/conflicts/{disputed.pk}/", form)
    assert answer.status_code == 302
    assert status(disputed) == WorkStatus.SCREENED_IN
    assert conflicts() == []
    assert Vote.objects.filter(undone_at=None).count() == 2


def test_a_dispute_is_resolved_once_and_by_a_verdict_on_a_work_that_exists(disputed, ann, client):
    resolve_conflict(work_id=disputed.pk, verdict=IN, by=ann)
    post = get_desk_page(client, ann).post
    assert post(f"/desk/conflicts/{disputed.pk}/", {"verdict": "in"}).status_code == 409
    assert post(f"/desk/conflicts/{disputed.pk}/", {"verdict": "hm"}).status_code == 400
    assert post("/desk/conflicts/424242/", {"verdict": "in"}).status_code == 404


def test_undo_goes_back_to_the_first_vote_and_leaves_the_other(two, ann, ben):
    works = [found() for _ in range(3)]
    for work in works:
        screen_work(work_id=work.pk, verdict=IN, by=ann)
    screen_work(work_id=works[2].pk, verdict=IN, by=ben)
    assert status(works[2]) == WorkStatus.SCREENED_IN
    for work in reversed(works):
        assert undo_decision(by=ann).work == work
    assert status(works[2]) == WorkStatus.FOUND
    assert list(Vote.objects.filter(undone_at=None).values_list("by", flat=True)) == [ben.pk]
    with pytest.raises(ActionRefusedError, match="nothing to undo"):
        undo_decision(by=ann)


def test_a_settled_dispute_is_not_undone_from_one_side(two, ann, ben):
    work = found()
    screen_work(work_id=work.pk, verdict=IN, by=ann)
    screen_work(work_id=work.pk, verdict=OUT, by=ben)
    resolve_conflict(work_id=work.pk, verdict=IN, by=ann)
    with pytest.raises(ActionRefusedError):
        undo_decision(by=ben)


def test_the_same_vote_twice_is_one_and_another_needs_an_undo(two, ann):
    work = found()
    assert screen_work(work_id=work.pk, verdict=IN, by=ann) == screen_work(
        work_id=work.pk, verdict=IN, by=ann
    )
    with pytest.raises(ConflictError, match="Undo that decision first"):
        screen_work(work_id=work.pk, verdict=OUT, by=ann)


def test_postponing_is_per_person(two, ann, ben, client):
    work = found()
    screen_work(work_id=work.pk, verdict=LATER, by=ann)
    assert current_order(ann.pk).later == (work.pk,)
    assert current_order(ben.pk).ids == (work.pk,)
    assert list(get_desk_page(client, ann).get("/desk/later/").context["works"]) == [work]
    assert list(get_desk_page(client, ben).get("/desk/later/").context["works"]) == []
    requeue_work(work_id=work.pk, by=ann)
    assert current_order(ann.pk).ids == (work.pk,)
    screen_work(work_id=work.pk, verdict=LATER, by=ann)
    screen_work(work_id=work.pk, verdict=OUT, by=ann)
    assert Vote.objects.filter(undone_at=None).count() == 1


def test_similar_works_are_decided_together_or_not_at_all(ann):
    works = [found() for _ in range(3)]
    gone = found()
    screen_work(work_id=gone.pk, verdict=OUT, by=make_editor("other"))
    with pytest.raises(ConflictError):
        screen_works(work_ids=[works[0].pk, gone.pk], verdict=IN, by=ann)
    assert status(works[0]) == WorkStatus.FOUND
    screen_works(work_ids=[work.pk for work in works], verdict=IN, by=ann)
    assert {status(work) for work in works} == {WorkStatus.SCREENED_IN}


def test_the_inbox_offers_works_similar_to_the_open_one(client, ann):
    words = "Example therapy for example troubles: a plain account of nothing at all in particular."
    one = found(title="Example therapy", abstract=words)
    twin = found(title="Example therapy again", abstract=words)
    found(title="Something else", abstract="Wholly other things are told here about gardens.")
    page = get_desk_page(client, ann).get(f"/desk/?work={one.pk}")
    assert [work for work, _likeness in page.context["inbox"].similar] == [twin]
    client.post("/desk/decide/", {"work": one.pk, "verdict": "out", "also": [twin.pk]})
    assert {status(one), status(twin)} == {WorkStatus.SCREENED_OUT}


def test_agreement_is_counted_over_works_that_both_judged(two, ann, ben):
    for first, second in ((IN, IN), (IN, OUT), (OUT, OUT), (OUT, OUT)):
        work = found()
        screen_work(work_id=work.pk, verdict=first, by=ann)
        screen_work(work_id=work.pk, verdict=second, by=ben)
    screen_work(work_id=found().pk, verdict=IN, by=ann)
    (pair,) = agreements()
    assert (pair.names, pair.agreement.works, pair.agreement.observed) == (("ann", "ben"), 4, 0.75)
    assert pair.agreement.kappa == pytest.approx(0.5)


def test_a_writer_votes_but_does_not_choose_how_many_vote(client, ben):
    desk = get_desk_page(client, ben)
    assert desk.post("/desk/screening/plan/", {"screeners": 2}).status_code == 403
    assert "Two people, independently" not in desk.get("/desk/screening/").content.decode()


def test_the_plan_is_saved_and_an_invalid_one_refused(client, ann):
    desk = get_desk_page(client, ann)
    desk.post("/desk/screening/plan/", {"screeners": 3})
    assert "One person decides" in desk.get("/desk/screening/").content.decode()
    desk.post("/desk/screening/plan/", {"screeners": 2})
    assert desk.get("/desk/screening/").context["plan"].screeners == 2


def test_the_curve_steps_up_with_each_work_included(ann):
    for verdict in (OUT, IN, OUT, IN, OUT, OUT):
        screen_work(work_id=found().pk, verdict=verdict, by=ann)
    found()
    curve = progress()
    assert curve.found == (False, True, False, True, False, False)
    assert (curve.read, curve.included, curve.since_last, curve.total) == (6, 2, 2, 7)
    assert curve.path.count("V") == 2
    undo_decision(by=ann)
    assert progress().read == 5


def test_recall_is_not_estimated_from_few_and_is_full_for_all(client, ann):
    works = [found() for _ in range(4)]
    screen_work(work_id=works[0].pk, verdict=IN, by=ann)
    page = get_desk_page(client, ann).get("/desk/screening/").content.decode()
    assert "Too few relevant works to estimate recall: 3 works are left to screen." in page
    for work in works[1:]:
        screen_work(work_id=work.pk, verdict=OUT, by=ann)
    assert "All works have been screened." in client.get("/desk/screening/").content.decode()


def test_the_stopping_estimate_is_that_of_the_engine():
    course = Curve(found=(*(True, False) * 30, *(False,) * 800), total=900)
    assert course.estimate == WeibullStopper(conservative=True)(course.found, 900)
    assert course.estimate.met


def test_the_flow_adds_up(client, ann):
    works = [found() for _ in range(5)]
    screen_work(work_id=works[0].pk, verdict=IN, by=ann)
    screen_work(work_id=works[1].pk, verdict=OUT, by=ann, reason=ExclusionReason.values[1])
    screen_work(work_id=works[2].pk, verdict=OUT, by=ann)
    told = get_desk_page(client, ann).get("/desk/screening/").context["flow"]
    assert (told.identified, told.duplicates, told.works) == (5, 0, 5)
    assert (told.screened, told.excluded, told.included, told.waiting) == (3, 2, 1, 2)
    assert [count for _label, count in told.reasons] == [1, 1]


def test_the_decisions_are_exported_as_ris_and_read_back(client, ann):
    one, other = found(), found()
    screen_work(work_id=one.pk, verdict=IN, by=ann)
    screen_work(
        work_id=other.pk, verdict=OUT, by=ann, reason=ExclusionReason.values[0], note="Too thin"
    )
    answer = get_desk_page(client, ann).get("/desk/screening/decisions.ris")
    data = b"".join(answer.streaming_content)
    assert answer["Content-Disposition"].startswith("attachment")
    records = [r for r in read_records(io.BytesIO(data), name="out.ris") if isinstance(r, Record)]
    assert [record.title for record in records] == [one.title, other.title]
    notes = [line for line in data.decode().splitlines() if line.startswith("N1")]
    assert "ASReview_relevant" in notes[0]
    assert "ASReview_irrelevant" in notes[1]
    assert "Too thin" in notes[1]


def test_the_decisions_are_exported_as_a_table_without_formulas(client, ann):
    work = found(title='=HYPERLINK("https://example.org"), an example')
    screen_work(work_id=work.pk, verdict=OUT, by=ann)
    data = b"".join(
        get_desk_page(client, ann).get("/desk/screening/decisions.csv").streaming_content
    )
    (row,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    assert row["title"].startswith("'=HYPERLINK")
    assert (row["included"], row["decided_by"]) == ("0", "ann")
    assert client.get("/desk/screening/decisions.exe").status_code == 404


@pytest.mark.parametrize("address", ["screening/", "conflicts/", "screening/decisions.csv"])
def test_strangers_see_nothing_of_it(client, address):
    assert client.get(f"/desk/{address}").status_code == 302


def test_criteria_terms_are_marked_in_title_and_abstract(client, ann):
    work = found(
        title="Example alliance in therapy", abstract="An analogue example of an ALLIANCE."
    )
    desk = get_desk_page(client, ann)
    desk.post("/desk/criteria/", {"text": "x", "sought": "alliance\n(odd[", "avoided": "analog*"})
    page = desk.get(f"/desk/?work={work.pk}").content.decode()
    assert '<mark class="hit hit--for">alliance</mark>' in page
    assert '<mark class="hit hit--for">ALLIANCE</mark>' in page
    assert '<mark class="hit hit--against">analogue</mark>' in page
