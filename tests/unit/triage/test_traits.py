"""What is known of a work beside its words: columns that can be read, light beside the words."""

import numpy as np
import pytest

from pprnet.errors import TriageError
from pprnet.records import Author, MeshHeading, Record
from pprnet.triage import (
    DESK,
    History,
    Sides,
    Traits,
    explain,
    fit,
    like_included,
    precedents,
    rank,
    traits_of,
    vectorise,
)
from pprnet.triage.traits import criteria_met, marks

TEXTS = (
    "psychotherapy alliance outcome",
    "copper surfaces hospital",
    "waiting list",
    "waiting room",
    "psychotherapy alliance ruptures",
)
ALLIANCE, COPPER = (("Alliance", 0.9),), (("Copper", 0.8),)
TRAITS = (
    Traits(topics=ALLIANCE, journal="Example Journal A"),
    Traits(topics=COPPER, journal="Example Journal B"),
    Traits(topics=COPPER, journal="Example Journal B"),
    Traits(topics=ALLIANCE, journal="Example Journal A"),
    Traits(),
)


def test_each_trait_has_a_column_that_reads_by_itself() -> None:
    traits = Traits(
        topics=(("Alliance", 0.7), ("Sleep", 0.0)),
        research_types=("RCT",),
        mesh=(MeshHeading("Depression", qualifiers=("therapy",), major=True),),
        journal="Example Journal A",
        authors=("Example A",),
        criteria=("alliance",),
    )
    assert [(mark.label, mark.count) for mark in marks(traits)] == [
        ("topic: Alliance", 0.7),
        ("research type: RCT", 1.0),
        ("MeSH: Depression", 1.0),
        ("MeSH: Depression (major)", 1.0),
        ("MeSH: Depression/therapy", 1.0),
        ("journal: Example Journal A", 1.0),
        ("author: Example A", 1.0),
        ("criterion: alliance", 1.0),
    ]


def test_a_record_states_its_traits() -> None:
    record = Record(
        title="The Alliance-Focused Training",
        journal="Example Journal A",
        authors=(Author("Example", "Anna"), Author(literal="Example Group"), Author()),
        mesh=(MeshHeading("Depression"),),
    )
    traits = traits_of(record, topics=ALLIANCE, criteria=("alliance focused", "all", "sleep"))
    assert traits.authors == ("Example A", "Example Group")
    assert traits.criteria == ("alliance focused",)
    assert (traits.journal, traits.mesh, traits.topics) == (record.journal, record.mesh, ALLIANCE)


@pytest.mark.parametrize(
    ("text", "word", "stands"),
    [
        ("Rupture-repair in groups", "rupture repair", True),
        ("Café visits", "cafe", True),
        ("ruptures", "rupture", False),
        ("anything", "", False),
    ],
)
def test_a_criterion_is_met_by_whole_words(text: str, word: str, stands: bool) -> None:
    assert criteria_met(text, [word]) == ((word,) if stands else ())


def test_traits_stand_beside_the_words_at_their_length() -> None:
    words = vectorise(TEXTS)
    table = Sides({"topic": 0.2, "journal": 0.1})(words, TRAITS)
    width = words.matrix.shape[1]
    assert table.labels == (
        "topic: Alliance",
        "topic: Copper",
        "journal: Example Journal A",
        "journal: Example Journal B",
    )
    assert table.names([0, width, width + 3]) == [
        words.names([0])[0],
        "topic: Alliance",
        "journal: Example Journal B",
    ]
    assert (table.matrix[:, :width] != words.matrix).nnz == 0
    beside = table.matrix[:, width:].toarray()
    # One mark of a kind fills the whole length of that kind, whatever its rarity.
    assert beside[0] == pytest.approx([0.2, 0, 0.1, 0])
    assert beside[4] == pytest.approx([0, 0, 0, 0])


def test_rarer_marks_weigh_more_as_words_do() -> None:
    common = [Traits(mesh=(MeshHeading("Humans"),))] * 4
    both = Traits(mesh=(MeshHeading("Humans"), MeshHeading("Alliance")))
    table = Sides({"MeSH": 1.0})(vectorise(TEXTS), [*common, both])
    humans, alliance = table.matrix.toarray()[4, -2:]
    # ln(6/6) + 1 = 1 and ln(6/2) + 1, before the row is made 1 long.
    assert alliance / humans == pytest.approx(np.log(3) + 1)


def test_a_mark_stated_twice_counts_as_the_surer() -> None:
    twice = Traits(topics=(("Alliance", 0.2), ("Alliance", 0.6), ("Sleep", 0.6)))
    table = Sides({"topic": 1.0})(vectorise(["word"]), [twice])
    assert table.matrix.toarray()[0, -2:] == pytest.approx([0.5**0.5] * 2)


def test_evidence_beside_the_words_orders_and_is_named() -> None:
    words = vectorise(TEXTS)
    table = Sides()(words, TRAITS)
    labels = {0: True, 1: False}
    assert rank(words, labels, waiting=[2, 3]).rows == (2, 3)  # no word tells them apart
    ranking = rank(table, labels, waiting=[2, 3])
    assert ranking.rows == (3, 2)
    assert {reason.term for reason in explain(table, ranking, 3)} == {
        "topic: Alliance",
        "journal: Example Journal A",
    }
    assert explain(table, ranking, 2)[0].weight < 0


def test_traits_of_other_works_are_refused() -> None:
    with pytest.raises(TriageError, match="traits of 5 works, got 1"):
        Sides()(vectorise(TEXTS), TRAITS[:1])


def test_published_works_teach_and_ratings_weigh_them() -> None:
    traits = [
        Traits(),
        Traits(published=True),
        Traits(published=True, rating=1.0),
        Traits(published=True, rating=0.0),
        Traits(rating=1.0),
    ]
    taught = History(published=1.5, rated=0.5)({0: False, 1: False, 4: True}, traits)
    assert taught.labels == {0: False, 1: True, 2: True, 3: True, 4: True}
    assert taught.importance == {1: 1.5, 2: 2.25}  # 1.5 * 0.5 would be less than a plain label


def test_what_counts_more_pulls_more() -> None:
    table = vectorise(TEXTS)
    labels = {0: True, 2: True, 1: False}
    plain, heavy = fit(table, labels), fit(table, labels, importance={0: 3.0})
    word = table.vocabulary.index("alliance")
    assert heavy.weights[word] > plain.weights[word] > 0
    ranked = rank(table, labels, waiting=[3, 4], importance={0: 3.0})
    assert ranked.model is not None
    assert np.allclose(ranked.model.weights, heavy.weights)


def test_a_suggestion_is_like_one_that_was_included() -> None:
    table = vectorise(TEXTS)
    ranking = rank(table, {0: True, 1: False, 2: True}, waiting=[3, 4])
    for row, model in ((4, 0), (3, 2)):
        like = like_included(table, ranking, row)
        assert like is not None
        assert like.row == model
        assert like.likeness > 0
        assert like.by_likeness > 0
    itself = precedents(table, ranking, 0)[0]
    assert (itself.row, itself.likeness) == (0, pytest.approx(1))
    assert like_included(table, ranking, 0) is None  # nothing else that was included is like it
    assert len(precedents(table, ranking, 4, top=1)) == 1


def test_without_a_line_of_works_there_is_no_precedent() -> None:
    table = vectorise(TEXTS)
    assert precedents(table, rank(table, {}, waiting=[0]), 0) == ()
    assert like_included(table, rank(table, {}, waiting=[0]), 0) is None


def test_the_desk_learns_as_the_peer_does_but_after_each_label() -> None:
    assert DESK.learner.is_due(11, 10, news=False)
    assert DESK.learner.growth == 0
