"""Properties of de-duplication, on small sets of works that almost all nearly agree."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from pprnet.dedupe import (
    Cluster,
    Match,
    blocking_keys,
    cluster_records,
    compare_records,
    find_links,
    merge_into_works,
    merge_records,
    resolve_records,
)
from pprnet.dedupe.comparison.comparison_fields import comparison_fields_of
from pprnet.dedupe.comparison.conflicts import certainly_differ
from pprnet.records import Author, PartialDate, Record, WorkType

TITLES = (
    "",
    "Editorial",
    "Example therapy for invented distress: a trial",
    "Example therapy for invented distress",
    "EXAMPLE THERAPY FOR INVENTED DISTRESS: A TRIAL",
    "Example therapies for invented distress: a trial",
    "Erratum: Example therapy for invented distress: a trial",
    "Example therapy for invented distress: study protocol",
    "Example therapy for invented distress. Part 2",
)
PEOPLE = (Author("Example", "Anna"), Author("Muster", "M."), Author(literal="Anonymous"))
ABSTRACT = " ".join(f"invented{number}" for number in range(50))

records = st.builds(
    Record,
    source=st.sampled_from(["pubmed", "ris"]),
    type=st.sampled_from([WorkType.ARTICLE, WorkType.ARTICLE, WorkType.PREPRINT, WorkType.OTHER]),
    title=st.sampled_from(TITLES),
    authors=st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True).map(tuple),
    issued=st.sampled_from([None, *(PartialDate(year) for year in range(2018, 2022))]),
    pmid=st.sampled_from(["", "", "1", "2"]),
    doi=st.sampled_from(["", "", "10.1000/a", "10.1000/b", "10.1000/a.pub2", "10.1101/c"]),
    volume=st.sampled_from(["", "1", "2"]),
    pages=st.sampled_from(["", "1-9", "11-19"]),
    language=st.sampled_from(["", "", "en", "de"]),
    abstract=st.sampled_from(["", ABSTRACT]),
    is_retracted=st.booleans(),
)
record_lists = st.lists(records, max_size=9)


def groups(clusters: Sequence[Cluster]) -> set[tuple[int, ...]]:
    return {each.members for each in clusters}


@settings(max_examples=80, deadline=None)
@given(record_lists, st.randoms(use_true_random=False))
def test_order_does_not_matter(collection: list[Record], chance: object) -> None:
    places = list(range(len(collection)))
    chance.shuffle(places)  # type: ignore[attr-defined]
    shuffled = cluster_records([collection[place] for place in places])
    back = {tuple(sorted(places[member] for member in each.members)) for each in shuffled}
    assert back == groups(cluster_records(collection))


@settings(max_examples=80, deadline=None)
@given(record_lists)
def test_every_record_is_in_one_cluster_with_its_reasons(collection: list[Record]) -> None:
    clusters = cluster_records(collection)
    members = sorted(member for each in clusters for member in each.members)
    assert members == list(range(len(collection)))
    assert all(len(each.reasons) == len(each.members) - 1 for each in clusters)


@settings(max_examples=80, deadline=None)
@given(record_lists)
def test_deduplication_is_idempotent(collection: list[Record]) -> None:
    merged = [
        merge_records([collection[member] for member in each.members])
        for each in cluster_records(collection)
    ]
    assert all(len(each.members) == 1 for each in cluster_records(merged))


@settings(max_examples=80, deadline=None)
@given(record_lists)
def test_records_in_conflict_are_never_in_one_cluster(collection: list[Record]) -> None:
    fields = [comparison_fields_of(record) for record in collection]
    for each in cluster_records(collection):
        pairs = [(fields[a], fields[b]) for a in each.members for b in each.members if a < b]
        assert not any(certainly_differ(a, b) for a, b in pairs)


@settings(max_examples=80, deadline=None)
@given(record_lists.filter(bool), st.randoms(use_true_random=False))
def test_merging_does_not_depend_on_order(collection: list[Record], chance: object) -> None:
    shuffled = list(collection)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    merged = merge_records(collection)
    assert merge_records(shuffled) == merged
    assert merged.is_retracted is any(record.is_retracted for record in collection)


@settings(max_examples=80, deadline=None)
@given(records, records)
def test_comparison_is_symmetric_and_matches_share_a_key(a: Record, b: Record) -> None:
    verdict = compare_records(a, b)
    assert compare_records(b, a) == verdict
    if isinstance(verdict, Match):
        assert blocking_keys(a) & blocking_keys(b)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=20))
def test_any_text_can_be_compared(title: str, name: str, pages: str) -> None:
    record = Record(title=title, authors=(Author(name),), volume=pages, pages=pages, doi=name)
    compare_records(record, record)
    assert cluster_records([record, record])


talk_records = st.builds(
    Record,
    title=st.integers(0, 60).map(lambda n: f"Invented talk number {n} on example therapy"),
    authors=st.sampled_from(PEOPLE).map(lambda author: (author,)),
    issued=st.just(PartialDate(2019)),
    doi=st.just("10.1000/supplement"),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(talk_records, min_size=2, max_size=90), st.randoms(use_true_random=False))
def test_talks_that_share_the_doi_of_a_supplement_stay_separate(
    collection: list[Record], chance: object
) -> None:
    """However many share the DOI, only records of one title become one."""
    shuffled = list(collection)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    found = merge_into_works(shuffled)
    assert all(len({record.title for record in work.records}) == 1 for work in found)


@settings(max_examples=60, deadline=None)
@given(record_lists)
def test_possible_matches_are_of_different_works(collection: list[Record]) -> None:
    found = resolve_records(collection)
    assert list(found.clusters) == cluster_records(collection)
    firsts = {each.members[0] for each in found.clusters}
    assert all({pair.a, pair.b} <= firsts and pair.a < pair.b for pair in found.possible_matches)


@settings(max_examples=60, deadline=None)
@given(record_lists)
def test_links_are_between_records_that_are_not_one(collection: list[Record]) -> None:
    for link in find_links(collection):
        assert link.a != link.b
        assert not isinstance(compare_records(collection[link.a], collection[link.b]), Match)


@settings(max_examples=60, deadline=None)
@given(st.lists(records, max_size=4), st.integers(2, 60))
def test_copies_do_not_change_the_clusters(collection: list[Record], times: int) -> None:
    """The same file imported again and again holds the same works."""
    sure = [r for r in collection if isinstance(compare_records(r, r), Match)]
    assert len(cluster_records(sure * times)) == len(cluster_records(sure))
