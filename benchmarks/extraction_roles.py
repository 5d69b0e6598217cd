"""How well and how fast the roles of sentences are read, on labelled works that are not shipped.

    PPRNET_TEST_DATA=FOLDER python benchmarks/extraction_roles.py [--folds 5] [--alone]

The labels of structured abstracts are removed, the text is split again, and each fifth of the
works is read by a model that learnt from the rest (with `--alone` from PubMedQA only). A
sentence under a label of two roles, or of none that is known, has no truth and is left out; the
last line gives the figures with the first role of a label of two taken for the truth. Before
that the shipped model reads the labelled works of nbib/study_design_1, which taught it nothing.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
from role_data import LabelledAbstract, excluding, held_out_abstracts, other_abstracts, pubmedqa
from train_roles import train_role_model

from pprnet.extraction.sentence_roles.role_classifier import classify_sentences
from pprnet.extraction.sentence_roles.role_model import ROLES, role_model, role_model_from_arrays

Floats = NDArray[np.float64]
SEED = 4
BINS = 10


def cross_validated(
    works: Sequence[LabelledAbstract], more: Sequence[LabelledAbstract], folds: int
) -> Floats:
    """Return the probabilities of every sentence, read by a model that never saw its work."""
    fold = np.random.default_rng(SEED).permutation(len(works)) % folds
    found: list[Floats] = [np.empty((0, len(ROLES)))] * len(works)
    for number in range(folds):
        held = [work for work, at in zip(works, fold, strict=True) if at == number]
        seen = [work for work, at in zip(works, fold, strict=True) if at != number]
        model = role_model_from_arrays(
            train_role_model([*excluding(seen, held), *excluding(more, held)])[0]
        )
        for place in np.flatnonzero(fold == number):
            texts = works[place].texts
            found[place] = model.probabilities(texts, np.ones((len(texts), len(ROLES)), bool))
        print(f"fold {number + 1} of {folds} read", file=sys.stderr, flush=True)
    return np.concatenate(found)


def f1_by_role(truth: NDArray[np.intp], read: NDArray[np.intp]) -> Floats:
    """Return the F1 of each role."""
    hits = [np.sum((truth == role) & (read == role)) for role in range(len(ROLES))]
    sizes = [np.sum(truth == role) + np.sum(read == role) for role in range(len(ROLES))]
    return 2 * np.array(hits) / np.maximum(1, sizes)


def figures(truth: NDArray[np.intp], found: Floats) -> str:
    """Return macro and weighted F1 with the number of sentences."""
    scores = f1_by_role(truth, found.argmax(1))
    weights = np.bincount(truth, minlength=len(ROLES))
    weighted = float(np.average(scores, weights=weights))
    return f"macro F1 {scores.mean():.3f}, weighted {weighted:.3f}, of {len(truth)} sentences"


def calibration(scores: Floats, right: NDArray[np.bool_]) -> tuple[float, list[str]]:
    """Return the expected calibration error over bins of equal size, and a line for each bin."""
    lines, error = [], 0.0
    for part in np.array_split(np.argsort(scores, kind="stable"), BINS):
        said, was = float(scores[part].mean()), float(right[part].mean())
        error += abs(said - was) * len(part) / len(scores)
        lines.append(f"  | {len(part)} | {said:.3f} | {was:.3f} |")
    return error, lines


def report(works: Sequence[LabelledAbstract], found: Floats) -> None:
    """Print the figures on sentences with a truth."""
    sets = [roles for work in works for roles in work.roles]
    sure = np.array([len(roles) == 1 for roles in sets])
    first = np.array([next(i for i, r in enumerate(ROLES) if r in roles) for roles in sets])
    known = np.array([len(roles) < len(ROLES) for roles in sets])
    truth, read = first[sure], found[sure]
    print(figures(truth, read))
    scores, counts = f1_by_role(truth, read.argmax(1)), np.bincount(truth)
    for role, score, count in zip(ROLES, scores, counts, strict=True):
        print(f"  {role:<11} F1 {score:.3f} of {count}")
    table = np.zeros((len(ROLES), len(ROLES)), int)
    np.add.at(table, (truth, read.argmax(1)), 1)
    print("truth (row) read as (column)", *(f"\n  {row}" for row in table.tolist()))
    error, lines = calibration(read.max(1), read.argmax(1) == truth)
    print(
        f"calibration error {error:.3f} (top role); | sentences | said | right |", *lines, sep="\n"
    )
    suggested = read >= 0.1
    right = np.eye(len(ROLES), dtype=bool)[truth]
    error, lines = calibration(read[suggested], right[suggested])
    print(f"calibration error {error:.3f} (every role scored >= .1)", *lines, sep="\n")
    print("with labels of two roles:", figures(first[known], found[known]))


def measure_unseen(works: Sequence[LabelledAbstract]) -> None:
    """Print how the shipped model reads works of a set that taught it nothing."""
    every = [np.ones((len(work.texts), len(ROLES)), bool) for work in works]
    found = [role_model().probabilities(w.texts, e) for w, e in zip(works, every, strict=True)]
    print(f"shipped model on {len(works)} works never learnt from:")
    report(works, np.concatenate(found))


def measure_speed(works: Sequence[LabelledAbstract]) -> None:
    """Print how fast the shipped model reads unlabelled text, and how long it takes to load."""
    started = time.process_time()
    role_model()
    print(f"model loaded in {time.process_time() - started:.3f} s of processor time")
    best, count = float("inf"), 0
    for _ in range(5):
        started = time.process_time()
        count = sum(len(classify_sentences(work.text)) for work in works)
        best = min(best, time.process_time() - started)
    print(f"speed {count / best:.0f} sentences, {len(works) / best:.0f} abstracts per second")


def main() -> None:
    """Measure quality on held-out folds and speed end to end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--alone", action="store_true", help="learn from PubMedQA only")
    parser.add_argument("--speed", action="store_true", help="measure the speed only")
    options = parser.parse_args()
    data = Path(os.environ["PPRNET_TEST_DATA"])
    works = pubmedqa(data)
    measure_speed(works)
    if not options.speed:
        measure_unseen(held_out_abstracts(data))
        more = [] if options.alone else other_abstracts(data)
        report(works, cross_validated(works, more, options.folds))


if __name__ == "__main__":
    main()
