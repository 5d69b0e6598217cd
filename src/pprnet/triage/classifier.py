"""Labels -> a straight line through the words: ASReview's ELAS u4 (a linear SVM)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pprnet.errors import TriageError
from pprnet.triage.features import Features

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

# The two constants that ASReview 3 found best over its benchmark for the model "ELAS u4".
COST = 0.11
RATIO = 9.8
"""How many times the included records together outweigh the excluded ones together."""


@dataclass(frozen=True, slots=True, eq=False)
class LinearModel:
    """What was learnt: a weight for each term, in the columns of the features."""

    weights: npt.NDArray[np.float64]
    intercept: float

    def score(self, matrix: Any) -> npt.NDArray[np.float64]:
        """Give each row its distance from the line; above 0 is on the included side."""
        import numpy as np

        return np.asarray(matrix @ self.weights, dtype=np.float64) + self.intercept


def sample_weights(included: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    """Let the excluded together weigh 1/9.8 of the included, with a mean weight of 1."""
    import numpy as np

    yes = int(included.sum())
    no = len(included) - yes
    weights = np.where(included, 1.0, yes / (no * RATIO) if no else 1.0)
    return np.asarray(weights * (len(included) / weights.sum()), dtype=np.float64)


def can_learn(features: Features, labels: Mapping[int, bool]) -> bool:
    """Tell whether there are words, and at least one record of each kind, to learn from."""
    return bool(features.vocabulary) and len(set(labels.values())) > 1


def fit(features: Features, labels: Mapping[int, bool]) -> LinearModel:
    """Learn from the labelled rows; the same labels give the same model in any order."""
    import numpy as np
    from sklearn.svm import LinearSVC

    if not can_learn(features, labels):
        raise TriageError(
            "learning needs words, an included and an excluded record, got "
            f"{len(features.vocabulary)} terms and {len(labels)} labels of "
            f"{len(set(labels.values()))} kinds"
        )
    rows = np.array(sorted(labels))
    included = np.array([labels[int(row)] for row in rows], dtype=np.bool_)
    # The dual is the fast one here: a few hundred rows, tens of thousands of terms.
    learner = LinearSVC(loss="squared_hinge", C=COST, dual=True, random_state=0, max_iter=5000)
    learner.fit(features.matrix[rows], included, sample_weight=sample_weights(included))
    return LinearModel(np.ascontiguousarray(learner.coef_[0]), float(learner.intercept_[0]))
