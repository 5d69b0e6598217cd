"""Metadata of works: columns that can be read, of a small weight relative to the words."""

import numpy as np
import pytest

from pprnet.errors import TriageError
from pprnet.records import Author, MeshHeading, Record
from pprnet.triage import (
    INBOX_POLICY,
    MetadataWeighting,
    PastDecisionWeighting,
    WorkMetadata,
    explain_score,
    fit_learner,
    precedents,
    rank,
    record_metadata,
    strongest_precedent,
    vectorise,
)
from pprnet.triage.features.metadata import matched_criteria, metadata_features

TEXTS = (
    "psychotherapy alliance outcome",
    "copper surfaces hospital",
    "waiting list",
    "waiting room",
    "psychotherapy alliance ruptures",
)
ALLIANCE, COPPER = (("Alliance", 0.9),), (("Copper", 0.8),)
METADATA = (
    WorkMetadata(topics=ALLIANCE, journal="Example Journal A"),
    WorkMetadata(topics=COPPER, journal="Example Journal B"),
    WorkMetadata(topics=COPPER, journal="Example Journal B"),
    WorkMetadata(topics=ALLIANCE, journal="Example Journal A"),
    WorkMetadata(),
)


def test_each_metadata_column_has_a_readable_name() -> None:
    metadata = WorkMetadata(
        topics=(("Alliance", 0.7), ("Sleep", 0.0)),
        research_types=("RCT",),
        mesh=(MeshHeading("Depression", qualifiers=("therapy",), major=True),),
        journal="Example Journal A",
        authors=("Example A",),
        criteria=("alliance",),
    )
    assert [(feature.label, feature.count) for feature in metadata_features(metadata)] == [
        ("topic: Alliance", 0.7),
        ("research type: RCT", 1.0),
        ("MeSH: Depression", 1.0),
        ("MeSH: Depression (major)", 1.0),
        ("MeSH: Depression/therapy", 1.0),
        ("journal: Example Journal A", 1.0),
        ("author: Example A", 1.0),
        ("criterion: alliance", 1.0),
    ]


def test_a_record_states_its_metadata() -> None:
    record = Record(
        title="The Alliance-Focused Training",
        journal="Example Journal A",
        authors=(Author("Example", "Anna"), Author(literal="Example Group"), Author()),
        mesh=(MeshHeading("Depression"),),
    )
    metadata = record_metadata(
        record, topics=ALLIANCE, criteria=("alliance focused", "all", "sleep")
    )
    assert metadata.authors == ("Example A", "Example Group")
    assert metadata.criteria == ("alliance focused",)
    assert (metadata.journal, metadata.mesh, metadata.topics) == (
        record.journal,
        record.mesh,
        ALLIANCE,
    )


@pytest.mark.parametrize(
    ("text", "word", "is_met"),
    [
        ("Rupture-repair in groups", "rupture repair", True),
        ("Café visits", "cafe", True),
        ("ruptures", "rupture", False),
        ("anything", "", False),
    ],
)
def test_a_criterion_is_met_by_whole_words(text: str, word: str, is_met: bool) -> None:
    assert matched_criteria(text, [word]) == ((word,) if is_met else ())


def test_metadata_columns_follow_the_words_at_their_norm() -> None:
    words = vectorise(TEXTS)
    table = MetadataWeighting({"topic": 0.2, "journal": 0.1})(words, METADATA)
    width = words.matrix.shape[1]
    assert table.column_names == (
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
    dense = table.matrix.toarray()
    assert (dense[:, :width] == words.matrix.toarray()).all()
    columns = dense[:, width:]
    # One feature of a kind fills the whole length of that kind, whatever its rarity.
    assert columns[0] == pytest.approx([0.2, 0, 0.1, 0])
    assert columns[4] == pytest.approx([0, 0, 0, 0])


def test_rarer_metadata_weigh_more_as_words_do() -> None:
    common = [WorkMetadata(mesh=(MeshHeading("Humans"),))] * 4
    both = WorkMetadata(mesh=(MeshHeading("Humans"), MeshHeading("Alliance")))
    table = MetadataWeighting({"MeSH": 1.0})(vectorise(TEXTS), [*common, both])
    humans, alliance = table.matrix.toarray()[4, -2:]
    # ln(6/6) + 1 = 1 and ln(6/2) + 1, before the row is made 1 long.
    assert alliance / humans == pytest.approx(np.log(3) + 1)


def test_metadata_stated_twice_count_at_the_higher_score() -> None:
    twice = WorkMetadata(topics=(("Alliance", 0.2), ("Alliance", 0.6), ("Sleep", 0.6)))
    table = MetadataWeighting({"topic": 1.0})(vectorise(["word"]), [twice])
    assert table.matrix.toarray()[0, -2:] == pytest.approx([0.5**0.5] * 2)


def test_metadata_change_the_order_and_are_named() -> None:
    words = vectorise(TEXTS)
    table = MetadataWeighting()(words, METADATA)
    labels = {0: True, 1: False}
    assert rank(words, labels, waiting=[2, 3]).rows == (2, 3)  # no word tells them apart
    ranking = rank(table, labels, waiting=[2, 3])
    assert ranking.rows == (3, 2)
    assert {reason.term for reason in explain_score(table, ranking, 3)} == {
        "topic: Alliance",
        "journal: Example Journal A",
    }
    assert explain_score(table, ranking, 2)[0].weight < 0


def test_metadata_of_other_works_are_refused() -> None:
    with pytest.raises(TriageError, match="metadata of 5 works, got 1"):
        MetadataWeighting()(vectorise(TEXTS), METADATA[:1])


def test_published_works_are_labels_and_ratings_weigh_them() -> None:
    metadata = [
        WorkMetadata(),
        WorkMetadata(published=True),
        WorkMetadata(published=True, rating=1.0),
        WorkMetadata(published=True, rating=0.0),
        WorkMetadata(rating=1.0),
    ]
    taught = PastDecisionWeighting(published_weight=1.5, rating_effect=0.5)(
        {0: False, 1: False, 4: True}, metadata
    )
    assert taught.labels == {0: False, 1: True, 2: True, 3: True, 4: True}
    assert taught.importance == {1: 1.5, 2: 2.25}  # 1.5 * 0.5 would be less than a plain label


def test_a_label_of_more_importance_has_more_influence() -> None:
    table = vectorise(TEXTS)
    labels = {0: True, 2: True, 1: False}
    plain, heavy = fit_learner(table, labels), fit_learner(table, labels, importance={0: 3.0})
    word = table.vocabulary.index("alliance")
    assert heavy.weights[word] > plain.weights[word] > 0
    ranked = rank(table, labels, waiting=[3, 4], importance={0: 3.0})
    assert ranked.model is not None
    assert np.allclose(ranked.model.weights, heavy.weights)


def test_a_suggestion_is_like_one_that_was_included() -> None:
    table = vectorise(TEXTS)
    ranking = rank(table, {0: True, 1: False, 2: True}, waiting=[3, 4])
    for row, model in ((4, 0), (3, 2)):
        like = strongest_precedent(table, ranking, row)
        assert like is not None
        assert like.row == model
        assert like.similarity > 0
        assert like.similarity_weight > 0
    itself = precedents(table, ranking, 0)[0]
    assert (itself.row, itself.similarity) == (0, pytest.approx(1))
    # Nothing else that was included is like it.
    assert strongest_precedent(table, ranking, 0) is None
    assert len(precedents(table, ranking, 4, top=1)) == 1


def test_without_a_model_there_is_no_precedent() -> None:
    table = vectorise(TEXTS)
    assert precedents(table, rank(table, {}, waiting=[0]), 0) == ()
    assert strongest_precedent(table, rank(table, {}, waiting=[0]), 0) is None


def test_the_inbox_policy_learns_after_each_label() -> None:
    assert INBOX_POLICY.learner.is_due(11, 10, last_relevant=False)
    assert INBOX_POLICY.learner.growth == 0
