"""The trial decision on labelled works, by weights that were learned without the work."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import train_trial_classifier
from labelled_works import LabelledWork
from sklearn.model_selection import KFold

from pprnet.extraction.classification.log_odds import sigmoid
from pprnet.extraction.classification.trial_classifier import trial_probability
from pprnet.text import fold

FOLDS = 10


def trial_scores(data: Path, works: Sequence[LabelledWork]) -> list[float]:
    """Return the trial decision on each work by weights that were learned without its fold."""
    kept = train_trial_classifier.labelled_works(data)
    found, _, _ = train_trial_classifier.features(kept)
    labels = np.array([example.is_trial for example in kept])
    weights = np.array([example.weight for example in kept])
    places = {fold(example.record.title): index for index, example in enumerate(kept)}
    scores = [-1.0] * len(works)
    for _, held_out in KFold(FOLDS, shuffle=True, random_state=0).split(np.arange(len(works))):
        out = {places[k] for i in held_out if (k := fold(works[i].record.title)) in places}
        train = np.array([index not in out for index in range(len(kept))])
        model = train_trial_classifier.new_classifier().fit(
            found[train], labels[train], sample_weight=weights[train]
        )
        shift = train_trial_classifier.even_prior_shift(weights[train], labels[train])
        for i in held_out:
            place = places.get(fold(works[i].record.title))
            scores[i] = (
                sigmoid(float(model.decision_function(found[place])[0]) + shift)
                if place is not None
                else trial_probability(works[i].record)
            )
    return scores
