"""Words are weighed once: new and changed works are added, and the order stays by number."""

import numpy as np
import pytest

from pprnet.triage import vectorise
from pprnet_site.desk.ordering.feature_table import FeatureTable, extend_features

BEFORE = {1: "alliance in therapy", 2: "copper surfaces", 5: "group therapy"}


def feature_table(texts: dict[int, str]) -> FeatureTable:
    return FeatureTable(
        version=(),
        rows={work: row for row, work in enumerate(texts)},
        ids=tuple(texts),
        features=(words := vectorise(list(texts.values()))),
        table=words,
        missing_abstract=frozenset(),
        prior=(0.0,) * len(texts),
        text_hashes={work: hash(text) for work, text in texts.items()},
    )


@pytest.mark.parametrize(
    "after",
    [
        BEFORE,
        BEFORE | {6: "sleep and alliance"},
        BEFORE | {2: "copper ions and alliance"},
        {1: BEFORE[1], 5: "changed", 9: "new"},
        {},
    ],
)
def test_new_and_changed_texts_extend_the_features(after: dict[int, str]) -> None:
    grown, anew = extend_features(after, feature_table(BEFORE)), vectorise(list(after.values()))
    columns = [grown.vocabulary.index(term) for term in anew.vocabulary]
    assert grown.rows == len(after)
    assert np.allclose(grown.matrix.toarray()[:, columns], anew.matrix.toarray())
