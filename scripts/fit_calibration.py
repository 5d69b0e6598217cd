"""Fit the curves from evidence to probability on the gold abstracts, and draw how well they hold.

    PPRNET_TEST_DATA=FOLDER python scripts/fit_calibration.py

Writes src/pprnet/extraction/classification/calibration.json and
docs/pictures/extraction-reliability.svg. The figures and the picture are of
held-out folds: the curves, and the weights of the trial decision on which
the types rest, were fitted without the works they are judged on. (The phrases were not: they were
written with the gold abstracts in sight.) Bins hold equally many suggestions; the errors are means
over ten ways to split the works into ten folds, the picture is of the first.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

import numpy as np
import train_trial_classifier
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from pprnet.extraction.classification.calibration import IsotonicCurve, PlattCurve, logit, sigmoid
from pprnet.extraction.classification.cue_matches import CueMatches
from pprnet.extraction.classification.research_type_classifier import type_evidence
from pprnet.extraction.classification.topic_classifier import topic_evidence
from pprnet.extraction.classification.trial_classifier import TrialScore
from pprnet.extraction.text_processing.word_tokenizer import RecordTokens
from pprnet.records import Record
from pprnet.text import fold
from pprnet.vocab import research_type_by_label, topic_by_label

ROOT = Path(__file__).parents[1]
OUT = ROOT / "src/pprnet/extraction/classification/calibration.json"
PICTURE = ROOT / "docs/pictures/extraction-reliability.svg"
FOLDS, REPEATS, MIN_PROBABILITY = 10, 10, 0.1
TOPIC_BINS, TYPE_BINS = 10, 5  # there is one type a work, but several topics
KNOTS = 10


class ScoredWork(NamedTuple):
    """What was read of one work by rules, and whether it is right."""

    topics: tuple[tuple[float, bool], ...]
    type: tuple[float, bool]


class Point(NamedTuple):
    """A bin of suggestions: their mean score, the share that is right, and their number."""

    score: float
    right: float
    count: int


def trial_scores(data: Path, works: list[Record]) -> list[float]:
    """Return the trial decision on each work by weights that were learned without its fold."""
    kept = train_trial_classifier.labelled_works(data)
    found, _, _ = train_trial_classifier.features(kept)
    labels = np.array([example.is_trial for example in kept])
    weights = np.array([example.weight for example in kept])
    places = {fold(example.record.title): index for index, example in enumerate(kept)}
    scores = [-1.0] * len(works)
    for _, held_out in folds(len(works)):
        out = {places[key] for i in held_out if (key := fold(works[i].title)) in places}
        train = np.array([index not in out for index in range(len(kept))])
        model = train_trial_classifier.new_classifier().fit(
            found[train], labels[train], sample_weight=weights[train]
        )
        shift = train_trial_classifier.even_prior_shift(weights[train], labels[train])
        for i in held_out:
            place = places.get(fold(works[i].title))
            if place is not None:
                scores[i] = sigmoid(float(model.decision_function(found[place])[0]) + shift)
    return scores


def folds(count: int, repeat: int = 0) -> list[tuple[np.ndarray, np.ndarray]]:
    """Split works into folds, always the same for the same repeat."""
    return list(KFold(FOLDS, shuffle=True, random_state=repeat).split(np.arange(count)))


def gold(data: Path) -> tuple[list[Record], list[dict[str, object]]]:
    """Return the labelled abstracts."""
    works = list(train_trial_classifier.json_lines(data / "gold/reading_dev.jsonl"))
    return [Record(title=work["title"], abstract=work["abstract"]) for work in works], works


def score_gold(data: Path) -> list[ScoredWork]:
    """Weigh every work by the rules."""
    from pprnet.extraction.classification.trial_classifier import trial_probability

    records, works = gold(data)
    scores = trial_scores(data, records)
    return [
        score_work(record, work, trial_probability(record) if score < 0 else score)
        for record, work, score in zip(records, works, scores, strict=True)
    ]


def score_work(record: Record, work: dict[str, object], trial: float) -> ScoredWork:
    """Weigh one work; a work outside the learner's examples has the weights that ship."""
    marks = CueMatches.from_tokens(RecordTokens.from_record(record))
    key, score = type_evidence(record, marks, TrialScore(trial, ())).best()
    want = {topic_by_label(name).key for name in work["topics"]}
    topics = topic_evidence(record, marks, key)
    topics.pop("miscellaneous", None)
    return ScoredWork(
        tuple((found.score, topic in want) for topic, found in topics.items()),
        (score, key == research_type_by_label(work["research_type"]).key),
    )


def topic_curve(read: list[ScoredWork]) -> IsotonicCurve:
    """Fit the curve of the topics: bins of equal number, none lower than the one before."""
    ordered = np.array(sorted(pair for work in read for pair in work.topics))
    parts = np.array_split(ordered, KNOTS)
    scores = [float(part[:, 0].mean()) for part in parts]
    right = [(part[:, 1].sum() + 0.5) / (len(part) + 1.0) for part in parts]  # never 0 or 1
    counts = [len(part) for part in parts]
    smooth = IsotonicRegression().fit(scores, right, sample_weight=counts).predict(scores)
    return IsotonicCurve(
        tuple(round(score, 4) for score in scores), tuple(round(float(p), 4) for p in smooth)
    )


def type_curve(read: list[ScoredWork]) -> PlattCurve:
    """Fit the curve of the types."""
    chosen = [work.type for work in read if work.type[0] > 0]
    features = np.array([[logit(score)] for score, _ in chosen])
    model = LogisticRegression().fit(features, np.array([is_right for _, is_right in chosen]))
    return PlattCurve(round(float(model.coef_[0][0]), 4), round(float(model.intercept_[0]), 4))


Pairs = list[tuple[float, bool]]
"""Probabilities given, and whether what they were given to is right."""


def held_out_pairs(read: list[ScoredWork], repeat: int) -> tuple[Pairs, Pairs]:
    """Return score and truth of the topics and of the types, each by curves of other folds."""
    topics: Pairs = []
    types: Pairs = []
    for train, test in folds(len(read), repeat):
        rest = [read[i] for i in train]
        topic, kind = topic_curve(rest), type_curve(rest)
        for work in (read[i] for i in test):
            topics += [(topic(score), is_right) for score, is_right in work.topics]
            if work.type[0]:
                types.append((kind(work.type[0]), work.type[1]))
    return [pair for pair in topics if pair[0] >= MIN_PROBABILITY], types


def bins(pairs: Pairs, count: int) -> list[Point]:
    """Group suggestions by score into bins of equal number."""
    ordered = np.array(sorted(pairs))
    return [
        Point(float(part[:, 0].mean()), float(part[:, 1].mean()), len(part))
        for part in np.array_split(ordered, count)
    ]


def expected_error(points: list[Point]) -> float:
    """Return the expected calibration error (Naeini, Cooper and Hauskrecht, 2015, AAAI)."""
    total = sum(point.count for point in points)
    return sum(point.count * abs(point.score - point.right) for point in points) / total


SIZE, EDGE, GAP = 260, 44, 60


def panel(left: int, title: str, points: list[Point]) -> list[str]:
    """Draw one set of bins against the diagonal."""

    def x(value: float) -> float:
        return round(left + value * SIZE, 1)

    def y(value: float) -> float:
        return round(EDGE + SIZE - value * SIZE, 1)

    lines = [
        f'<text x="{x(0)}" y="{EDGE - 16}" class="t">{title}</text>',
        f'<rect x="{x(0)}" y="{y(1)}" width="{SIZE}" height="{SIZE}" class="f"/>',
        f'<path d="M{x(0)} {y(0)}L{x(1)} {y(1)}" class="d"/>',
    ]
    for tick in (0.0, 0.5, 1.0):
        lines.append(f'<text x="{x(tick)}" y="{y(0) + 18}" class="m">{tick:.1f}</text>')
        lines.append(f'<text x="{x(0) - 8}" y="{y(tick) + 4}" class="e">{tick:.1f}</text>')
    lines.append(f'<text x="{x(0.5)}" y="{y(0) + 38}" class="m">probability given</text>')
    for point in points:
        tooltip = (
            f"{point.count} suggestions, mean score {point.score:.2f}, {point.right:.2f} right"
        )
        lines.append(
            f'<circle cx="{x(point.score)}" cy="{y(point.right)}" r="5"><title>{tooltip}</title>'
            "</circle>"
        )
    return lines


def picture(topics: list[list[Point]], types: list[list[Point]]) -> str:
    """Draw both panels as one SVG that says in words what it shows."""
    width, height = 2 * SIZE + 2 * EDGE + GAP, SIZE + 2 * EDGE + 12
    heads = [
        f"{name}: {sum(p.count for p in repeats[0])} in {len(repeats[0])} bins, error "
        f"{np.mean([expected_error(points) for points in repeats]):.3f}"
        for name, repeats in (("Topics", topics), ("Type of research", types))
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
            'aria-labelledby="what">',
            '<title id="what">Reliability on held-out folds of the gold abstracts: the share of '
            "suggestions that is right, against the probability given. "
            f"{'; '.join(heads)}.</title>",
            "<style>text{font:12px sans-serif;fill:#1a1d1b}.t{font-weight:600}"
            ".m{text-anchor:middle}.e{text-anchor:end}.f{fill:#fbfbf8;stroke:#767c78}"
            ".d{stroke:#767c78;stroke-dasharray:4 4}circle{fill:#16543f}</style>",
            f'<rect width="{width}" height="{height}" fill="#fbfbf8"/>',
            *panel(EDGE, heads[0], topics[0]),
            *panel(EDGE + SIZE + GAP, heads[1], types[0]),
            "</svg>\n",
        ]
    )


def report(name: str, repeats: list[list[Point]]) -> None:
    """Print the error of each repeat and the bins of the first."""
    errors = [expected_error(points) for points in repeats]
    print(f"{name}: expected calibration error {np.mean(errors):.3f}, mean of {len(errors)} splits "
          f"({min(errors):.3f} to {max(errors):.3f})")  # fmt: skip
    for point in repeats[0]:
        print(f"  {point.count:4}  score {point.score:.3f}  right {point.right:.3f}")


def main() -> None:
    """Fit, judge, draw and write."""
    read = score_gold(Path(os.environ["PPRNET_TEST_DATA"]))
    splits = [held_out_pairs(read, repeat) for repeat in range(REPEATS)]
    topics = [bins(pairs, TOPIC_BINS) for pairs, _ in splits]
    types = [bins(pairs, TYPE_BINS) for _, pairs in splits]
    report("topics", topics)
    report("types", types)
    right = sum(work.type[1] for work in read)
    print(f"type right, its trial decision learned without the work: {right} of {len(read)}")
    PICTURE.write_text(picture(topics, types), encoding="utf-8")
    written = {
        "made_by": "scripts/fit_calibration.py",
        "topic": asdict(topic_curve(read)),
        "type": asdict(type_curve(read)),
    }
    OUT.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
