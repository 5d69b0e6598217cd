"""How well trials are recognised, and how fast labels are read.

    PPRNET_TEST_DATA=FOLDER python benchmarks/extraction_labels.py [--undecided]

`benchmarks/extraction.py` prints these figures too. Nothing is fitted on nbib/study_design_1.nbib.
With --undecided, the works of that file are listed of which title and abstract do not settle
whether they report a randomised trial. `corrections.py` measures what corrections change, and
`scripts/train_label_model.py` the calibration on held-out folds.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from sklearn.metrics import f1_score, roc_auc_score

from pprnet.extraction import trial_probability
from pprnet.extraction.classification.work_labels import classify_work
from pprnet.extraction.text_processing.word_tokenizer import RecordTokens
from pprnet.formats import read_file
from pprnet.records import Record

UNSURE = (0.25, 0.75)
TRIAL = "Randomized Controlled Trial"


def title_and_abstract(record: Record) -> Record:
    """Return title and abstract alone."""
    return Record(title=record.title, abstract=record.abstract)


def measure_trial_decision(data: Path, *, undecided: bool) -> None:
    """Print how well randomised trials are recognised, compared with the indexers' verdict."""
    found = read_file(data / "nbib/study_design_1.nbib")
    works = [work for work in found if isinstance(work, Record)]
    truth = [TRIAL in work.publication_types for work in works]
    scores = [trial_probability(title_and_abstract(work)) for work in works]
    f1 = f1_score(truth, [score >= 0.5 for score in scores])
    print(f"trial or not     F1 {f1:.4f}  AUROC {roc_auc_score(truth, scores):.4f} of {len(works)}")
    unsure = [UNSURE[0] < score < UNSURE[1] for score in scores]
    print(f"undecided        {sum(unsure)} works between {UNSURE[0]} and {UNSURE[1]}")
    if undecided:
        for work, score, is_trial, open_ in zip(works, scores, truth, unsure, strict=True):
            if open_:
                print(f"  PMID {work.pmid}  {score:.2f}  indexed as trial: {is_trial}")


def measure_label_speed(data: Path) -> None:
    """Print what it takes to split a text and to read its topics, type and trial decision."""
    found = read_file(data / "nbib/study_design_1.nbib")
    works = [
        title_and_abstract(work) for work in found if isinstance(work, Record) and work.abstract
    ]
    for work in works:
        classify_work(work, RecordTokens.from_record(work))
    started = time.process_time()
    for work in works:
        classify_work(work, RecordTokens.from_record(work))
    each = (time.process_time() - started) / len(works)
    print(f"labels           {each * 1000:.2f} ms of processor time an abstract")


if __name__ == "__main__":
    folder = Path(os.environ.get("PPRNET_TEST_DATA", "."))
    measure_trial_decision(folder, undecided="--undecided" in sys.argv)
    measure_label_speed(folder)
