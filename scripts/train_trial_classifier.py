"""Learn the weights with which a randomised trial is known, from labelled works.

    PPRNET_TEST_DATA=FOLDER python scripts/train_trial_classifier.py

Writes src/pprnet/extraction/classification/trial_weights.json: words, pairs of
words and groups of phrases with their weights, no text. Works come from gold/,
nbib/srdedupe_mini_pubmed.nbib, effects/, screening/
and sentence_roles/pubmedqa_structured; nbib/study_design_1.nbib is used only to leave out of these
whatever stands in it too, because it is the test. Prints cross-validated figures.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, roc_auc_score
from sklearn.model_selection import StratifiedKFold

from pprnet.extraction.classification.cue_matches import CueMatches
from pprnet.extraction.classification.trial_classifier import cue_features, word_features
from pprnet.extraction.text_processing.word_tokenizer import RecordTokens
from pprnet.formats import read_file
from pprnet.records import Record
from pprnet.text import fold

HERE = Path(__file__).parent
OUT = HERE.parent / "src/pprnet/extraction/classification/trial_weights.json"
MIN_WORKS = 8  # a word met in fewer works is not learned
WORD_SCALE = 0.3  # words are held to 1/0.3² the penalty of phrases: they are many
PENALTY = 1.0
MIN_WEIGHT = 0.02  # log odds; smaller weights are not worth their place in the file
CERTAIN = ("pubmed", "gold", "pubmedqa", "screening")  # labels by a person or an indexer
UNDECIDED = {"process study", "economic evaluation", "protocol", "theory or commentary"}
RANDOM_TITLE = re.compile(r"randomi[sz]ed", re.IGNORECASE)
TRIAL_WORDS = re.compile(
    r"random|double.blind|placebo|cross-?over|\bsham\b|\bRCT|allocat|trial", re.IGNORECASE
)
OTHER_REPORT_WORDS = re.compile(
    r"review|meta.?anal|protocol|post.?hoc|secondary|trials|corrig|errat|comment|follow|extension"
    r"|rationale|non.?random|moderat|mediat|predict",
    re.IGNORECASE,
)
SYNTHESIS = re.compile(r"systematic review|meta.?analys|review of|protocol", re.IGNORECASE)


@dataclass(frozen=True)
class LabelledWork:
    """A work with its label; `weight` is how far the label is trusted."""

    record: Record
    is_trial: bool
    weight: float
    group: str


def records_of(path: Path) -> Iterator[Record]:
    """Return the records of a file in a known format."""
    return (found for found in read_file(path) if isinstance(found, Record))


def json_lines(path: Path) -> Iterator[dict[str, object]]:
    """Return the objects of a file of JSON lines, packed or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def pubmed(data: Path) -> Iterator[LabelledWork]:
    """Return works as the indexers labelled them; one not indexed yet is no example of "no"."""
    for record in records_of(data / "nbib/srdedupe_mini_pubmed.nbib"):
        is_trial = "Randomized Controlled Trial" in record.publication_types
        if is_trial or record.mesh:
            yield LabelledWork(record, is_trial, 1.0, "pubmed")


def gold(data: Path) -> Iterator[LabelledWork]:
    """Return the labelled abstracts whose type settles the question."""
    for work in json_lines(data / "gold/reading_dev.jsonl"):
        if work["research_type"] not in UNDECIDED:
            record = Record(title=work["title"], abstract=work["abstract"])
            yield LabelledWork(record, work["research_type"] == "randomised trial", 1.0, "gold")


def pubmedqa(data: Path, labels: dict[str, list[str]]) -> Iterator[LabelledWork]:
    """Return abstracts labelled by hand."""
    for work in json_lines(data / "sentence_roles/pubmedqa_structured.jsonl.gz"):
        if work["pmid"] not in labels["doubtful"]:
            abstract = " ".join(section["text"] for section in work["sections"])
            record = Record(title=work["question"], abstract=abstract)
            yield LabelledWork(record, work["pmid"] in labels["trials"], 1.0, "pubmedqa")


def effects(data: Path) -> Iterator[LabelledWork]:
    """Return the abstracts of works that were all chosen as trials."""
    for work in json_lines(data / "effects/evidence_inference_psych.jsonl.gz"):
        shape = r"TITLE\.\n(.*?)\n\n+(ABSTRACT\..*?)(?=\n\nBODY|\Z)"
        if found := re.match(shape, work["text"], re.DOTALL):
            abstract = re.sub(r"ABSTRACT\.([A-Z &/,-]*)\.?\n?", r"\1: ", found[2])
            yield LabelledWork(Record(title=found[1], abstract=abstract), True, 0.5, "effects")


def screening(data: Path, labels: dict[str, list[str]]) -> Iterator[LabelledWork]:
    """Return works of screened reviews: by hand, or where title or silence leave no doubt."""
    for path in sorted((data / "screening").glob("*.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                record = Record(title=row["title"], abstract=row["abstract"])
                number = row["openalex_id"].rsplit("/W")[-1]
                if number in labels["trials"] or number in labels["others"]:
                    yield LabelledWork(record, number in labels["trials"], 1.0, "screening")
                elif found := labelled_by_title(record):
                    yield found


def labelled_by_title(record: Record) -> LabelledWork | None:
    """Label a work by its title, or by its silence on anything like a trial."""
    if record.abstract and RANDOM_TITLE.search(record.title):
        return (
            None
            if OTHER_REPORT_WORDS.search(record.title)
            else LabelledWork(record, True, 0.7, "by title")
        )
    if not TRIAL_WORDS.search(f"{record.title} {record.abstract}"):
        return LabelledWork(record, False, 0.3 if record.abstract else 0.1, "silent")
    return LabelledWork(record, False, 0.7, "by title") if SYNTHESIS.search(record.title) else None


def labelled_works(data: Path) -> list[LabelledWork]:
    """Return every example once, without the works of the test set."""
    labels = tomllib.loads((HERE / "trial_labels.toml").read_text(encoding="utf-8"))
    seen = {fold(record.title) for record in records_of(data / "nbib/study_design_1.nbib")}
    kept = []
    for group in (
        pubmed(data),
        gold(data),
        pubmedqa(data, labels["pubmedqa"]),
        effects(data),
        screening(data, labels["screening"]),
    ):
        for example in group:
            key = fold(example.record.title)
            if key and key not in seen:
                seen.add(key)
                kept.append(example)
    return kept


def features(kept: list[LabelledWork]) -> tuple[csr_matrix, list[str], list[str]]:
    """Return the features of the examples, and the names of phrases and of words."""
    read = [RecordTokens.from_record(example.record) for example in kept]
    phrases = DictVectorizer()
    by_phrase = phrases.fit_transform(
        [dict.fromkeys(cue_features(words, CueMatches.from_tokens(words)), 1.0) for words in read]
    )
    named = [word_features(words) for words in read]
    count = Counter(name for names in named for name in names)
    words = DictVectorizer()
    by_word = words.fit_transform(
        [dict.fromkeys((n for n in sorted(names) if count[n] >= MIN_WORKS), 1.0)
         for names in named]
    )  # fmt: skip
    both = hstack([by_phrase, by_word * WORD_SCALE]).tocsr()
    return both, list(phrases.feature_names_), list(words.feature_names_)


def new_classifier() -> LogisticRegression:
    """Return the model to be fitted."""
    return LogisticRegression(C=PENALTY, max_iter=5000)


def even_prior_shift(weights: np.ndarray, labels: np.ndarray) -> float:
    """Return the log odds to add so that one work in two is a trial beforehand."""
    share = float((weights * labels).sum() / weights.sum())
    return -float(np.log(share / (1.0 - share)))


def cross_validate(kept: list[LabelledWork], found: csr_matrix) -> None:
    """Print figures on works that were not learned from, by where they come from."""
    labels = np.array([example.is_trial for example in kept])
    weights = np.array([example.weight for example in kept])
    groups = np.array([example.group for example in kept])
    odds = np.zeros(len(kept))
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    for train, test in folds.split(found, labels):
        model = new_classifier().fit(found[train], labels[train], sample_weight=weights[train])
        odds[test] = model.decision_function(found[test]) + even_prior_shift(
            weights[train], labels[train]
        )
    for name, chosen in [(name, groups == name) for name in CERTAIN] + [
        ("all four", np.isin(groups, CERTAIN))
    ]:
        f1 = f1_score(labels[chosen], odds[chosen] > 0)
        auroc = roc_auc_score(labels[chosen], odds[chosen])
        trials = int(labels[chosen].sum())
        print(f"{name:10} {int(chosen.sum()):5} works {trials:4} trials  F1 {f1:.3f}  "
              f"AUROC {auroc:.3f}")  # fmt: skip


def main() -> None:
    """Learn, report and write."""
    kept = labelled_works(Path(os.environ["PPRNET_TEST_DATA"]))
    found, phrases, words = features(kept)
    labels = np.array([example.is_trial for example in kept])
    weights = np.array([example.weight for example in kept])
    print(Counter((example.group, example.is_trial) for example in kept))
    cross_validate(kept, found)
    model = new_classifier().fit(found, labels, sample_weight=weights)
    by_phrase, by_word = model.coef_[0][: len(phrases)], model.coef_[0][len(phrases) :]
    written = {
        "made_by": "scripts/train_trial_classifier.py",
        "intercept": round(float(model.intercept_[0]) + even_prior_shift(weights, labels), 4),
        "cues": {name: round(float(w), 4) for name, w in zip(phrases, by_phrase, strict=True)},
        "words": {
            name: round(float(w * WORD_SCALE), 3)
            for name, w in zip(words, by_word, strict=True)
            if abs(w * WORD_SCALE) >= MIN_WEIGHT
        },
    }
    OUT.write_text(json.dumps(written, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{OUT.name}: {len(written['words'])} words, {OUT.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
