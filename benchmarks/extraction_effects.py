"""How well and how fast effects are read, on labelled works that are not shipped.

    PPRNET_TEST_DATA=FOLDER python benchmarks/extraction_effects.py [--errors]

Reads gold/reading_dev.jsonl there. An effect counts as read if its measure and value are those
of the label; with its interval, if both ends are, too. Each label is matched once.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from pprnet.extraction.counts.arms import extract_arms
from pprnet.extraction.counts.participants import extract_participants
from pprnet.extraction.counts.studies import extract_studies
from pprnet.extraction.reported_effects import ReportedEffect, extract_effects
from pprnet.extraction.text_processing.token_stream import TokenStream
from pprnet.extraction.text_processing.word_tokenizer import tokenize_words

Key = tuple[object, ...]


def key_of(found: ReportedEffect, *, interval: bool) -> Key:
    """Return what must agree of an effect that was read."""
    effect = found.effect
    ends = None if effect.low is None else (effect.low, effect.high)
    value = round(effect.value, 6)
    return (effect.measure, value, ends) if interval else (effect.measure, value)


def key_of_label(label: dict[str, Any], *, interval: bool) -> Key:
    """Return what must agree of an effect that was labelled."""
    ends = tuple(map(float, label["ci"])) if label["ci"] else None
    value = round(float(label["value"]), 6)
    return (label["measure"], value, ends) if interval else (label["measure"], value)


def measure(works: list[dict[str, Any]], *, interval: bool, errors: bool) -> str:
    """Return precision, recall and F1 over all effects of all works."""
    hit = wrong = missed = 0
    for work in works:
        found = extract_effects(work["abstract"])
        got = Counter(key_of(one, interval=interval) for one in found)
        want = Counter(key_of_label(one, interval=interval) for one in work["effects"])
        hit += (got & want).total()
        wrong += (got - want).total()
        missed += (want - got).total()
        if errors and got != want:
            print(f"{work['id']}  +{list(got - want)}  -{list(want - got)}")
    precision, recall = hit / max(1, hit + wrong), hit / max(1, hit + missed)
    f1 = 2 * hit / max(1, 2 * hit + wrong + missed)
    return f"precision {precision:.2f}  recall {recall:.2f}  F1 {f1:.2f}"


def calibration(works: list[dict[str, Any]]) -> str:
    """Return the mean score of the effects that were read, and the share that is right."""
    scores: list[float] = []
    right = 0
    for work in works:
        want = Counter(key_of_label(one, interval=False) for one in work["effects"])
        for found in extract_effects(work["abstract"]):
            key = key_of(found, interval=False)
            scores.append(found.score)
            right += want[key] > 0
            want[key] -= 1
    return f"mean score {sum(scores) / len(scores):.3f}, right {right / len(scores):.3f}"


def milliseconds(texts: list[str]) -> tuple[float, float]:
    """Return the processor time of effects and of all sample sizes for one abstract."""
    split = [tokenize_words(text) for text in texts]
    started = time.process_time()
    for text in texts:
        extract_effects(text)
    between = time.process_time()
    for text, words in zip(texts, split, strict=True):
        stream = TokenStream.from_tokens("abstract", text, words)
        extract_participants(stream)
        extract_arms(stream)
        extract_studies(stream)
    ended = time.process_time()
    return 1000 * (between - started) / len(texts), 1000 * (ended - between) / len(texts)


def measure_effects(data: Path, *, errors: bool) -> None:
    """Print the figures on the labelled abstracts."""
    lines = (data / "gold/reading_dev.jsonl").read_text(encoding="utf-8").splitlines()
    works = [json.loads(line) for line in lines]
    print(f"effects          {measure(works, interval=False, errors=errors)}")
    print(f"with interval    {measure(works, interval=True, errors=errors)}")
    print(f"scores           {calibration(works)}")
    effects, sizes = milliseconds([work["abstract"] for work in works])
    print(f"processor time   effects {effects:.2f} ms, sample sizes {sizes:.2f} ms an abstract")


if __name__ == "__main__":
    measure_effects(Path(os.environ.get("PPRNET_TEST_DATA", ".")), errors="--errors" in sys.argv)
