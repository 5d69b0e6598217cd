"""Fit the table that weighs directions (`claims/statements/evidence/evidence.toml`).

    python benchmarks/fit_directions.py PAIRS.jsonl... [--out evidence.toml]

Pairs of summary and source with planted errors, and the conclusions of structured abstracts
(shared data) against their other sections: as they are, and with single words reversed. For each
file the share of reversed directions found and the false alarms a text are printed, of a table
that is fitted without it. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from claim_pairs import SHARED, sources_of
from sklearn.linear_model import LogisticRegression

from pprnet.claims.claim_checks import _read_sources
from pprnet.claims.claim_values import SourceText
from pprnet.claims.concepts import read_abbreviations
from pprnet.claims.reading.read_text import read_text
from pprnet.claims.reading.statement_places import statement_place
from pprnet.claims.statements import direction_judgement as judgement
from pprnet.claims.statements.evidence import claim_evidence as evidence
from pprnet.claims.statements.evidence.pair_features import KIND_FEATURES
from pprnet.claims.statements.evidence.pair_relations import PairRelationKind
from pprnet.claims.statements.own_numbers import is_of_numbers
from pprnet.claims.text_language import text_language

ABSTRACTS = "sentence_roles/pubmedqa_structured.jsonl.gz"
OPPOSITES = (
    "better=worse increased=decreased increase=decrease reduced=raised reduces=raises "
    "improved=worsened improves=worsens higher=lower more=less greater=smaller longer=shorter "
    "superior=inferior positively=negatively similar=different frequent=rare effective>ineffective "
    "safe>unsafe useful>useless feasible>unfeasible is_associated=is_not_associated "
    "was_associated=was_not_associated are_associated=are_not_associated "
    "were_associated=were_not_associated not_significantly=significantly "
    "no_significant=a_significant no_difference=a_difference does_not_affect>affects"
)
HEDGES = re.compile(
    r"\b(?:should|may|might|could|needs?|needed|further|future|must|warrant|recommend|would|"
    r"more (?:research|stud)|hypothes\w*|if|whether|aim)\b|\?",
    re.IGNORECASE,
)
DENIED = re.compile(r"\b(?:not|non-?|no|as|or|once)\s$")


@dataclass
class Example:
    """A claim with the statements it is held against, and whether it was reversed."""

    file: str
    edit: int
    claimed: Any
    text: str
    related: Sequence[evidence.RelatedStatement]
    judged: tuple[float, ...]
    is_decided: bool = False


def opposites() -> dict[str, str]:
    """Return words with those that reverse them, the longest first."""
    found = {}
    for pair in OPPOSITES.split():
        one, other = re.split("[=>]", pair.replace("_", " "))
        found[one] = other
        if "=" in pair:
            found[other] = one
    return dict(sorted(found.items(), key=lambda each: -len(each[0])))


def reversals(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield places of a text with the words that reverse a result there, two a sentence at most."""
    for sentence in re.finditer(r"[^.]+(?:\.\d[^.]*)*\.", text):
        if HEDGES.search(sentence[0]):
            continue
        used: list[tuple[int, int]] = []
        for old, new in opposites().items():
            for match in re.finditer(rf"(?<![\w-]){old}(?![\w-])", sentence[0]):
                start, end = match.span()
                if any(first < end and start < last for first, last in used):
                    continue
                used.append((start, end))
                if len(used) <= 2 and not DENIED.search(sentence[0][:start]):
                    yield sentence.start() + start, sentence.start() + end, new


def abstracts() -> Iterator[tuple[str, list[SourceText]]]:
    """Yield conclusions with the other sections of their abstracts."""
    with gzip.open(SHARED / ABSTRACTS, "rt") as lines:
        for line in lines:
            row = json.loads(line)
            ends = [part for part in row["sections"] if "CONCLU" in part["label"].upper()]
            rest = [part for part in row["sections"] if part not in ends]
            if ends and rest:
                source = " ".join(f"{part['label']}: {part['text']}" for part in rest)
                text = " ".join(part["text"] for part in ends)
                yield text, [SourceText("abstract", f"{source} {row['question']}")]


def examples(
    file: str, edit: int, text: str, sources: list[SourceText], place: tuple[int, int] | None
) -> Iterator[Example]:
    """Yield the claims of a text, or those at a place."""
    read_sources, abbreviations = _read_sources(tuple(sources))
    language = text_language(text)
    read = read_text(text, language, abbreviations + read_abbreviations(text, language))
    others = [one for sentence in read.sentences for one in sentence.statements]
    for one in others:
        start, end = statement_place(read, one)
        if is_of_numbers(one, text) or (place and not (start < place[1] and place[0] < end)):
            continue
        for source in read_sources.texts:
            stated = [each for sentence in source.sentences for each in sentence.statements]
            if not stated:
                continue
            found = judgement.denied_by_numbers(one, text, stated, source.text, others)
            verdict = judgement.nearest_verdict(one, text, stated, source.text)
            related = evidence.related_statements(one, text, stated, source.text)
            if not evidence.may_be_contradicted(one, text):
                related = []
            judged = judgement.judged_features(verdict)
            yield Example(file, edit, one, text, related, judged, found is not None)


def texts(files: Sequence[Path]) -> Iterator[tuple[str, str, list[SourceText], list[Any]]]:
    """Yield all texts with their sources and the errors to plant."""
    for file in files:
        for line in file.open():
            pair = json.loads(line)
            edits = [
                (each["start"], each["end"], each["new"])
                for each in pair["edits"]
                if each["kind"] == "direction"
            ]
            yield file.stem, pair["text"], sources_of(pair), edits
    for number, (text, sources) in enumerate(abstracts()):
        yield f"abstracts-{number % 2}", text, sources, list(reversals(text))


def vector(one: evidence.RelatedStatement) -> list[float]:
    """Return the features of a pair, with those of its kind."""
    width = 1 + len(KIND_FEATURES)
    found = [*one.features, *[0.0] * (width * len(PairRelationKind))]
    start = len(one.features) + width * one.kind
    found[start : start + width] = [1.0, *(one.features[place] for place in KIND_FEATURES)]
    return found


def fit(chosen: Sequence[Example]) -> tuple[Any, Any]:
    """Return the two fitted models: of pairs, and of claims."""
    rows, same, weights = [], [], []
    for each in chosen:
        for one in each.related:
            rows.append(vector(one))
            same.append(one.is_same is (each.edit == 0))
            scale = 1.0 if each.edit else 0.6
            scale *= 1.0 if each.file.startswith("abstracts") else 1.5
            weights.append(scale / len(each.related) ** 0.5)
    pairs = LogisticRegression(C=0.3, max_iter=3000, fit_intercept=False)
    pairs.fit(np.array(rows), same, sample_weight=weights)
    useful = [each for each in chosen if any(not one.is_same for one in each.related)]
    claims = LogisticRegression(C=0.3, max_iter=3000)
    claims.fit(
        np.array([claim_vector(pairs, each) for each in useful]),
        [each.edit > 0 for each in useful],
        sample_weight=[1.0 if e.file.startswith("abstracts") else 1.5 for e in useful],
    )
    return pairs, claims


def claim_vector(pairs: Any, example: Example) -> tuple[float, ...]:
    """Return the features of a claim."""
    weights = pairs.decision_function(np.array([vector(one) for one in example.related]))
    marked = list(zip(weights, example.related, strict=True))
    opposite = [float(weight) for weight, one in marked if not one.is_same]
    same = [float(weight) for weight, one in marked if one.is_same]
    return evidence.claim_features(example.claimed, example.text, opposite, same, example.judged)


def is_contradicted(models: tuple[Any, Any], example: Example, limit: float) -> bool:
    """Return whether a claim is reported."""
    if example.is_decided:
        return True
    if all(one.is_same for one in example.related):
        return False
    return bool(models[1].decision_function([claim_vector(models[0], example)])[0] >= limit)


def table(models: tuple[Any, Any]) -> str:
    """Return the models as TOML."""
    width = 1 + len(KIND_FEATURES)
    numbers = [round(float(value), 3) for value in models[0].coef_[0]]
    own = len(numbers) - width * len(PairRelationKind)
    kinds = [numbers[at : at + width] for at in range(own, len(numbers), width)]
    claims = [round(float(v), 3) for v in (*models[1].coef_[0], *models[1].intercept_)]
    lines = ["# Written by benchmarks/fit_directions.py; do not change by hand.", "pairs = ["]
    lines += [f"  {value}," for value in numbers[:own]]
    lines += ["]", "kinds = [", *[f"  {kind}," for kind in kinds], "]"]
    return "\n".join([*lines, "claims = [", *[f"  {value}," for value in claims], "]", ""])


def main() -> None:
    """Print what is found by file, of a table fitted without it, and save the table of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", nargs="+", type=Path)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    every: list[Example] = []
    counts: dict[str, list[int]] = {}
    number = 0
    for file, text, sources, edits in texts(options.pairs):
        count = counts.setdefault(file, [0, 0])
        count[0] += 1
        every += examples(file, 0, text, sources, None)
        for start, end, new in edits:
            number += 1
            count[1] += 1
            altered = text[:start] + new + text[end:]
            every += examples(file, number, altered, sources, (start, start + len(new)))
    for file, (size, planted) in counts.items():
        models = fit([each for each in every if each.file != file])
        for limit in (0.0, 0.5, 1.0, 1.5, 2.0, 2.75):
            found = [e for e in every if e.file == file and is_contradicted(models, e, limit)]
            false = sum(each.edit == 0 for each in found) / size
            share = len({each.edit for each in found if each.edit}) / planted
            print(f"{file} ({planted}) limit {limit}: found {share:.3f}, false {false:.3f} a text")
    if options.out:
        options.out.write_text(table(fit(every)), encoding="utf-8")


if __name__ == "__main__":
    main()
