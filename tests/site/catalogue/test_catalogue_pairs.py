"""Works that may be one: found at the import, merged, kept apart, and every way back."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from django.contrib.auth import get_user_model
from duplicate_factories import ARTICLE, OTHER_ARTICLE, TALK, THESIS, import_records

from pprnet.dedupe import PossibleMatch, compare_records
from pprnet.records import Author
from pprnet_site.catalogue.actions import (
    mark_as_distinct,
    merge_pair,
    move_work,
    split_record,
    undo_pair,
)
from pprnet_site.catalogue.enums import PairVerdict, WorkStatus
from pprnet_site.catalogue.ingest.matching import CandidateSet
from pprnet_site.catalogue.models import Move, Signal, Work, WorkKey, WorkPair
from pprnet_site.catalogue.models import Record as Row
from pprnet_site.catalogue.query_chunks import common_key_counts
from pprnet_site.core.errors import ActionRefusedError, ConflictError

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("editor", first_name="Example", last_name="Editor")


def state():
    """All that is said of works: what an undo must bring back."""
    return (
        list(Work.objects.order_by("pk").values("pk", "title", "abstract", "status", "merged")),
        list(Work.objects.order_by("pk").values_list("merged_into", "later_since")),
        list(Row.objects.order_by("pk").values("pk", "work", "merge_rule", "merge_detail")),
        set(WorkKey.objects.values_list("work", "key")),
        set(Signal.objects.values_list("work", "kind", "value", "score")),
    )


@pytest.fixture
def pair(tmp_path):
    import_records(tmp_path, ARTICLE, TALK, OTHER_ARTICLE)
    return WorkPair.objects.get()


def test_an_undecided_pair_is_listed_with_its_reason(pair):
    unsure = compare_records(ARTICLE, TALK)
    assert isinstance(unsure, PossibleMatch)
    assert (pair.first.journal, pair.second.journal) == (ARTICLE.journal, TALK.journal)
    assert (pair.score, pair.detail) == (unsure.score, unsure.reason.detail)
    assert pair.verdict == PairVerdict.OPEN


def test_the_list_is_the_same_over_several_imports_and_again(tmp_path, pair):
    WorkPair.objects.all().delete()
    Work.objects.all().delete()
    for _again in range(2):
        for number, record in enumerate((ARTICLE, OTHER_ARTICLE, TALK)):
            import_records(tmp_path, record, name=f"{number}.jsonl")
        found = WorkPair.objects.get()
        assert {found.first.journal, found.second.journal} == {ARTICLE.journal, TALK.journal}
        assert found.score == pair.score


def test_a_pair_stays_listed_when_a_differing_record_comes(tmp_path):
    numbered = replace(ARTICLE, pmid="900002")
    import_records(tmp_path, numbered, TALK)
    before = WorkPair.objects.get()
    other_words = replace(
        numbered, title=f"{ARTICLE.title}: a subtitle made up", authors=(), issued=None, pages=""
    )
    assert import_records(tmp_path, other_words, name="words.jsonl").merged == 1
    after = WorkPair.objects.get()
    assert (after.first_id, after.second_id) == (before.first_id, before.second_id)


def test_a_merge_moves_records_and_undo_restores_every_row(pair, editor):
    before = state()
    merge_pair(pair=pair, by=editor)
    kept, gone = Work.objects.get(pk=pair.first_id), Work.objects.get(pk=pair.second_id)
    assert (kept.status, gone.status) == (WorkStatus.FOUND, WorkStatus.MERGED)
    assert (gone.merged_into, gone.records.count(), kept.records.count()) == (kept, 0, 2)
    assert kept.merged["keywords"] == ["talk"]
    row = kept.records.last()
    assert row.merge_rule == "person"
    assert "Example Editor" in row.merge_detail
    assert pair.detail in row.merge_detail
    assert not gone.keys.exists()
    assert not gone.signals.exists()
    move = Move.objects.get(work=gone)
    assert (move.to_status, move.by) == (WorkStatus.MERGED, editor)
    pair.refresh_from_db()
    assert (pair.verdict, pair.decided_by) == (PairVerdict.ONE, editor)
    undo_pair(pair=pair, by=editor)
    assert state() == before
    move.refresh_from_db()
    assert move.undone_by == editor
    assert WorkPair.objects.get().verdict == PairVerdict.OPEN


def test_a_further_record_joins_the_merged_work_and_stays_after_undo(pair, editor, tmp_path):
    merge_pair(pair=pair, by=editor)
    further = replace(ARTICLE, keywords=("further",))
    run = import_records(tmp_path, further, name="further.jsonl")
    assert (run.merged, run.added) == (1, 0)
    assert pair.first.records.count() == 3
    undo_pair(pair=pair, by=editor)
    assert (pair.first.records.count(), pair.second.records.count()) == (2, 1)


def test_works_marked_as_distinct_are_not_listed_again(pair, editor, tmp_path):
    mark_as_distinct(pair=pair, by=editor)
    import_records(tmp_path, replace(TALK, keywords=("again",)), name="again.jsonl")
    assert WorkPair.objects.get().verdict == PairVerdict.TWO
    assert Work.objects.filter(status=WorkStatus.MERGED).count() == 0
    undo_pair(pair=pair, by=editor)
    assert WorkPair.objects.get().verdict == PairVerdict.OPEN


def test_a_repeated_answer_counts_once_and_a_different_one_is_refused(pair, editor):
    merge_pair(pair=pair, by=editor)
    after = state()
    merge_pair(pair=pair, by=editor)
    with pytest.raises(ConflictError, match="One work"):
        mark_as_distinct(pair=pair, by=editor)
    assert state() == after
    undo_pair(pair=pair, by=editor)
    with pytest.raises(ConflictError):
        undo_pair(pair=pair, by=editor)


@pytest.mark.parametrize("first_is_further", [True, False])
def test_the_work_that_people_have_taken_further_is_kept(pair, editor, first_is_further):
    further = pair.first if first_is_further else pair.second
    move_work(work=further, to=WorkStatus.SCREENED_IN, by=editor)
    merge_pair(pair=pair, by=editor)
    further.refresh_from_db()
    assert further.status == WorkStatus.SCREENED_IN
    undo_pair(pair=pair, by=editor)
    assert set(Work.objects.values_list("status", flat=True)) == {"found", "screened-in"}


def test_two_works_with_a_draft_each_are_not_merged(pair, editor):
    Work.objects.filter(pk__in=(pair.first_id, pair.second_id)).update(status=WorkStatus.DRAFTED)
    before = state()
    with pytest.raises(ActionRefusedError, match="draft"):
        merge_pair(pair=pair, by=editor)
    assert state() == before


def test_a_postponed_work_is_postponed_again_after_undo(pair, editor):
    move_work(work=pair.second, to=WorkStatus.FOUND, by=editor, postpone=True)
    merge_pair(pair=pair, by=editor)
    undo_pair(pair=pair, by=editor)
    assert Work.objects.get(pk=pair.second_id).later_since is not None


def test_merges_are_undone_in_reverse_order(tmp_path, editor):
    import_records(tmp_path, ARTICLE, TALK, THESIS)
    before = state()
    first = WorkPair.objects.filter(verdict=PairVerdict.OPEN).first()
    merge_pair(pair=first, by=editor)
    second = WorkPair.objects.filter(verdict=PairVerdict.OPEN).first()
    assert second is not None, "the merged work and the third may still be one"
    merge_pair(pair=second, by=editor)
    assert Work.objects.exclude(status=WorkStatus.MERGED).get().records.count() == 3
    undo_pair(pair=second, by=editor)
    undo_pair(pair=first, by=editor)
    assert state() == before


def test_an_earlier_merge_waits_for_the_later_to_be_undone(tmp_path, editor):
    import_records(tmp_path, ARTICLE, TALK, THESIS)
    first = WorkPair.objects.get(first__journal=TALK.journal, second__journal=THESIS.journal)
    merge_pair(pair=first, by=editor)
    second = WorkPair.objects.filter(verdict=PairVerdict.OPEN).first()
    merge_pair(pair=second, by=editor)
    with pytest.raises(ActionRefusedError, match="merged into another work"):
        undo_pair(pair=first, by=editor)


def test_an_automatic_merge_is_split_by_record_and_not_repeated(tmp_path, editor):
    copy = replace(ARTICLE, keywords=("copy",))
    import_records(tmp_path, ARTICLE, copy)
    work = Work.objects.get()
    row = work.records.last()
    assert row.merge_rule
    reason = row.merge_detail
    pair = split_record(record=row, by=editor)
    assert (pair.verdict, pair.detail) == (PairVerdict.TWO, reason)
    own = Row.objects.get(pk=row.pk).work
    assert own != work
    assert own.merged["keywords"] == ["copy"]
    work.refresh_from_db()
    assert "keywords" not in work.merged
    assert import_records(tmp_path, ARTICLE, copy).known == 2
    import_records(tmp_path, replace(copy, keywords=("copy", "more")), name="more.jsonl")
    assert Work.objects.exclude(status=WorkStatus.MERGED).count() == 2
    undo_pair(pair=pair, by=editor)
    merge_pair(pair=pair, by=editor)
    assert Work.objects.exclude(status=WorkStatus.MERGED).get().records.count() == 3


def test_the_first_record_can_be_split_off_and_the_only_one_cannot(tmp_path, editor):
    import_records(tmp_path, ARTICLE, replace(ARTICLE, keywords=("copy",)))
    work = Work.objects.get()
    split_record(record=work.records.first(), by=editor)
    only = work.records.get()
    assert only.merge_rule == "", "it is the first record of its work now"
    with pytest.raises(ActionRefusedError, match="only record"):
        split_record(record=only, by=editor)


NUMBERED = replace(ARTICLE, pmid="900001", doi="", pages="", volume="", title="Example of one name")
RENAMED = replace(NUMBERED, title="Another name of that example", pmid="", doi="10.1000/made.1")
CONNECTING = replace(NUMBERED, doi="10.1000/made.1", vernacular_title=RENAMED.title)
"""Has the number of the one and the DOI and title of the other."""


@pytest.mark.parametrize("order", list(permutations((NUMBERED, RENAMED, CONNECTING))))
@pytest.mark.parametrize("at_once", [True, False])
def test_a_record_that_matches_two_works_merges_them_in_any_order(tmp_path, order, at_once):
    for number, batch in enumerate([order] if at_once else [(record,) for record in order]):
        import_records(tmp_path, *batch, name=f"{number}.jsonl")
    work = Work.objects.exclude(status=WorkStatus.MERGED).get()
    assert work.records.count() == 3
    assert (work.pmid, work.doi) == ("900001", "10.1000/made.1")


def test_an_undone_automatic_merge_is_not_repeated(tmp_path, editor):
    for number, record in enumerate((NUMBERED, RENAMED, CONNECTING)):
        import_records(tmp_path, record, name=f"{number}.jsonl")
    pair = WorkPair.objects.get(verdict=PairVerdict.ONE)
    assert pair.decided_by is None
    undo_pair(pair=pair, by=editor)
    assert WorkPair.objects.get().verdict == PairVerdict.TWO
    import_records(tmp_path, replace(CONNECTING, keywords=("again",)), name="again.jsonl")
    assert Work.objects.exclude(status=WorkStatus.MERGED).count() == 2


def test_a_pair_with_two_decisions_is_listed_for_review(tmp_path, editor):
    import_records(tmp_path, NUMBERED, RENAMED)
    for work in Work.objects.all():
        move_work(work=work, to=WorkStatus.SCREENED_OUT, by=editor)
    import_records(tmp_path, CONNECTING, name="bridge.jsonl")
    pair = WorkPair.objects.get()
    assert (pair.verdict, pair.score) == (PairVerdict.OPEN, 1.0)
    assert Work.objects.filter(status=WorkStatus.SCREENED_OUT).count() == 2


def test_a_common_doi_of_a_supplement_merges_nothing(tmp_path):
    talks = [
        replace(
            ARTICLE,
            title=f"Invented talk {'abcdefghijklmnopqrstuvwxyz'[n % 26] * 3} about sample {n}",
            authors=(Author(f"Speaker{n}", "A."),),
            doi="10.1000/supplement",
            pages=str(n),
        )
        for n in range(1, 100)
    ]
    run = import_records(tmp_path, *talks[:60])
    assert (run.status, run.added) == ("done", 60)
    assert list(common_key_counts(["doi:10.1000/supplement", "doi:10.1000/none"])) == [
        "doi:10.1000/supplement"
    ]
    candidate_set = CandidateSet([talks[70]])
    assert not candidate_set.by_number, "none of the sixty is even looked at"
    run = import_records(tmp_path, *talks[60:], name="rest.jsonl")
    assert (run.status, run.added) == ("done", 39)
    again = import_records(tmp_path, replace(talks[3], keywords=("again",)), name="again.jsonl")
    assert (again.merged, again.added) == (1, 0), "by its title"
