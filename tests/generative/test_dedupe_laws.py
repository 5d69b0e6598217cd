"""Laws of de-duplication, on small worlds in which almost everything nearly agrees."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from pprnet.dedupe import Cluster, Same, cluster, compare, keys, links, merge, resolve, works
from pprnet.dedupe.clashes import differ_outright
from pprnet.dedupe.traits import read_traits
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
worlds = st.lists(records, max_size=9)


def groups(clusters: Sequence[Cluster]) -> set[tuple[int, ...]]:
    return {each.members for each in clusters}


@settings(max_examples=80, deadline=None)
@given(worlds, st.randoms(use_true_random=False))
def test_order_does_not_matter(world: list[Record], chance: object) -> None:
    places = list(range(len(world)))
    chance.shuffle(places)  # type: ignore[attr-defined]
    shuffled = cluster([world[place] for place in places])
    back = {tuple(sorted(places[member] for member in each.members)) for each in shuffled}
    assert back == groups(cluster(world))


@settings(max_examples=80, deadline=None)
@given(worlds)
def test_every_record_is_in_one_cluster_with_its_reasons(world: list[Record]) -> None:
    clusters = cluster(world)
    members = sorted(member for each in clusters for member in each.members)
    assert members == list(range(len(world)))
    assert all(len(each.reasons) == len(each.members) - 1 for each in clusters)


@settings(max_examples=80, deadline=None)
@given(worlds)
def test_doing_it_again_changes_nothing(world: list[Record]) -> None:
    merged = [merge([world[member] for member in each.members]) for each in cluster(world)]
    assert all(len(each.members) == 1 for each in cluster(merged))


@settings(max_examples=80, deadline=None)
@given(worlds)
def test_records_that_clash_are_never_together(world: list[Record]) -> None:
    traits = [read_traits(record) for record in world]
    for each in cluster(world):
        pairs = [(traits[a], traits[b]) for a in each.members for b in each.members if a < b]
        assert not any(differ_outright(a, b) for a, b in pairs)


@settings(max_examples=80, deadline=None)
@given(worlds.filter(bool), st.randoms(use_true_random=False))
def test_merging_does_not_depend_on_order(world: list[Record], chance: object) -> None:
    shuffled = list(world)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    merged = merge(world)
    assert merge(shuffled) == merged
    assert merged.is_retracted is any(record.is_retracted for record in world)


@settings(max_examples=80, deadline=None)
@given(records, records)
def test_comparing_is_symmetric_and_found_by_a_key(a: Record, b: Record) -> None:
    verdict = compare(a, b)
    assert compare(b, a) == verdict
    if isinstance(verdict, Same):
        assert keys(a) & keys(b)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=20))
def test_any_text_can_be_compared(title: str, name: str, pages: str) -> None:
    record = Record(title=title, authors=(Author(name),), volume=pages, pages=pages, doi=name)
    compare(record, record)
    assert cluster([record, record])


talks = st.builds(
    Record,
    title=st.integers(0, 60).map(lambda n: f"Invented talk number {n} on example therapy"),
    authors=st.sampled_from(PEOPLE).map(lambda author: (author,)),
    issued=st.just(PartialDate(2019)),
    doi=st.just("10.1000/supplement"),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(talks, min_size=2, max_size=90), st.randoms(use_true_random=False))
def test_talks_under_the_doi_of_their_supplement(world: list[Record], chance: object) -> None:
    """However many share the DOI, only records of one title become one."""
    shuffled = list(world)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    found = works(shuffled)
    assert all(len({record.title for record in work.records}) == 1 for work in found)


@settings(max_examples=60, deadline=None)
@given(worlds)
def test_unsure_pairs_are_of_different_works(world: list[Record]) -> None:
    found = resolve(world)
    assert list(found.clusters) == cluster(world)
    firsts = {each.members[0] for each in found.clusters}
    assert all({pair.a, pair.b} <= firsts and pair.a < pair.b for pair in found.unsure)


@settings(max_examples=60, deadline=None)
@given(worlds)
def test_links_are_between_records_that_are_not_one(world: list[Record]) -> None:
    for link in links(world):
        assert link.a != link.b
        assert not isinstance(compare(world[link.a], world[link.b]), Same)


@settings(max_examples=60, deadline=None)
@given(st.lists(records, max_size=4), st.integers(2, 60))
def test_copies_change_no_grouping(world: list[Record], times: int) -> None:
    """The same file imported again and again holds the same works."""
    sure = [r for r in world if isinstance(compare(r, r), Same)]
    assert len(cluster(sure * times)) == len(cluster(sure))
