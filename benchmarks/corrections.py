"""Whether corrections of a topic or type make the reading of other works better.

    PPRNET_TEST_DATA=FOLDER python benchmarks/corrections.py [--validation]

Of the works of a layer one half is corrected, the other judged, and the reverse, in four random
splits: 100 works are judged on one topic, or given their type, and F1 of that label on the other
half is compared with F1 before. Without an option, the layer is *fit*, from which the weights were
learned, so that little is left to correct; with `--validation` it is *validation*, and the look is
to be entered in `benchmarks/README.md`. The last lines are of an editor whose use differs from the
labels: she never gives a topic that the labels give.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

from labelled_works import LabelledWork, Layer, Origin, labelled_works

from pprnet.extraction import CorrectionModel, LabelCorrection, learn_corrections
from pprnet.extraction.classification.work_labels import WorkLabels, classify_work, displayed_topics
from pprnet.extraction.signal_registry import SignalKind
from pprnet.extraction.text_processing.word_tokenizer import RecordTokens
from pprnet.vocab import research_types, topics

CORRECTIONS, SPLITS, MIN_WORKS = 100, 4, 20
DIFFERING_TOPICS = ("efficacy", "cbt")
"""Topics that the differing editor never gives."""

Works = Sequence[LabelledWork]


def splits(works: Works) -> Iterator[tuple[list[LabelledWork], list[LabelledWork]]]:
    """Yield the works that are corrected and those that are judged."""
    for seed in range(SPLITS):
        order = np.random.default_rng(seed).permutation(len(works))
        halves = [[works[i] for i in half] for half in np.array_split(order, 2)]
        yield halves[0][:CORRECTIONS], halves[1]
        yield halves[1][:CORRECTIONS], halves[0]


def read(work: LabelledWork, model: CorrectionModel) -> WorkLabels:
    """Return the labels of a work."""
    return classify_work(work.record, RecordTokens.from_record(work.record), model)


def topic_corrections(works: Works, key: str, *, is_given: bool = True) -> list[LabelCorrection]:
    """Return the judgement of each work on a topic; `is_given` is false for an editor's never."""
    kind = SignalKind.TOPIC
    return [LabelCorrection(w.record, kind, key, is_given and key in w.topics) for w in works]


def type_corrections(works: Works) -> list[LabelCorrection]:
    """Return the type that each work is given."""
    kind = SignalKind.RESEARCH_TYPE
    return [LabelCorrection(work.record, kind, work.research_type, True) for work in works]


def f1(got: Sequence[bool], want: Sequence[bool]) -> float:
    """Return F1 of one label."""
    hits = sum(g and w for g, w in zip(got, want, strict=True))
    return 2 * hits / max(1, sum(got) + sum(want))


def shows_topic(works: Works, key: str, model: CorrectionModel) -> list[bool]:
    """Return for each work whether a topic is shown."""
    return [key in {t.key for t in displayed_topics(read(w, model))} for w in works]


def shown_types(works: Works, model: CorrectionModel) -> list[str]:
    """Return the type of each work."""
    return [found.key if (found := read(work, model).type) else "" for work in works]


def topic_changes(works: Works, key: str) -> list[tuple[float, float]]:
    """Return F1 of a topic before and after its corrections, for each split."""
    found = []
    for corrected, judged in splits(works):
        want = [key in work.topics for work in judged]
        model = learn_corrections(topic_corrections(corrected, key))
        before = f1(shows_topic(judged, key, CorrectionModel()), want)
        found.append((before, f1(shows_topic(judged, key, model), want)))
    return found


def type_changes(works: Works, keys: Sequence[str]) -> dict[str, list[tuple[float, float]]]:
    """Return F1 of types before and after works were given theirs, for each split."""
    found: dict[str, list[tuple[float, float]]] = {key: [] for key in keys}
    for corrected, judged in splits(works):
        model = learn_corrections(type_corrections(corrected))
        before, after = shown_types(judged, CorrectionModel()), shown_types(judged, model)
        for key in keys:
            want = [work.research_type == key for work in judged]
            pair = (f1([g == key for g in got], want) for got in (before, after))
            found[key].append((next(pair), next(pair)))
    return found


def print_change(name: str, count: int, changes: Sequence[tuple[float, float]]) -> float:
    """Print the mean F1 before and after, with the range of the changes; return the mean change."""
    values: NDArray[np.float64] = np.array(changes)
    moved = values[:, 1] - values[:, 0]
    print(
        f"  {name:24} {count:4} works  F1 {values[:, 0].mean():.3f} -> {values[:, 1].mean():.3f}  "
        f"change {moved.mean():+.3f} ({moved.min():+.2f} to {moved.max():+.2f})"
    )
    return float(moved.mean())


def print_differing_editor(works: Works) -> None:
    """Print how often a topic is shown that an editor has never accepted."""
    for key in DIFFERING_TOPICS:
        shares = []
        for corrected, judged in splits(works):
            model = learn_corrections(topic_corrections(corrected, key, is_given=False))
            before, after = (
                np.mean(shows_topic(judged, key, m)) for m in (CorrectionModel(), model)
            )
            shares.append((before, after))
        before, after = np.mean(shares, axis=0)
        print(
            f"  {key:24} shown on {before:.0%} of works, after {CORRECTIONS} times no {after:.0%}"
        )


def main() -> None:
    """Print the figures."""
    layer = Layer.VALIDATION if "--validation" in sys.argv else Layer.FIT
    found = labelled_works(Path(os.environ["PPRNET_TEST_DATA"]))
    works = [work for work in found if work.layer is layer and work.origin is not Origin.MEDICAL]
    print(f"{CORRECTIONS} corrections, works of the layer {layer.value}: {len(works)}")
    counts = {topic.key: sum(topic.key in w.topics for w in works) for topic in topics()}
    kept = [key for key, count in counts.items() if count >= MIN_WORKS]
    moved = [print_change(key, counts[key], topic_changes(works, key)) for key in kept]
    print(f"  mean of the topics       {np.mean(moved):+.3f}")
    counts = {t.key: sum(t.key == w.research_type for w in works) for t in research_types()}
    kept = [key for key, count in counts.items() if count >= MIN_WORKS]
    changes = type_changes(works, kept)
    moved = [print_change(key, counts[key], changes[key]) for key in kept]
    print(f"  mean of the types        {np.mean(moved):+.3f}")
    print_differing_editor(works)


if __name__ == "__main__":
    main()
