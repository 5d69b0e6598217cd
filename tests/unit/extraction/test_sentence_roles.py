"""What the sentences of an abstract do; all texts invented."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from importlib.resources import files

import numpy as np
import pytest

from pprnet.extraction import extract_signals
from pprnet.extraction.sentence_roles.role_classifier import Role, classify_sentences
from pprnet.extraction.sentence_roles.role_model import ROLE_MODEL_NAME, ROLES, role_model
from pprnet.extraction.signal_registry import SignalKind
from pprnet.extraction.text_processing.sentence_splitter import split_sentences
from pprnet.formats import read_file
from pprnet.records import Record, Span
from shared_data import SharedData

UNLABELLED = {
    "Depression is common, and little is known about how therapists feel about it.": "background",
    "The aim of this study was to examine whether coffee improves outcomes.": "objective",
    "Eighty patients were randomly assigned to coffee or tea and assessed weekly.": "method",
    "Data were analyzed using multilevel models.": "method",
    "Patients in the coffee group improved significantly more (d = 0.50, p = .01).": "result",
    "There were no significant differences in dropout (12% vs. 15%).": "result",
    "These findings suggest that coffee may be a useful addition to therapy.": "conclusion",
    "Further research is needed.": "conclusion",
}


def test_an_unlabelled_abstract_has_a_role_for_each_sentence() -> None:
    text = " ".join(UNLABELLED)
    found = classify_sentences(text)
    assert [text[part.span.start : part.span.end] for part in found] == list(UNLABELLED)
    assert [str(part.role) for part in found] == list(UNLABELLED.values())
    assert all(0.2 <= part.score < 1 for part in found)
    assert {part.method for part in found} == {"linear chain"}


def test_a_section_label_overrides_the_wording() -> None:
    text = "RESULTS: The aim of this study was to see. CONCLUSIONS: Patients were randomised."
    found = classify_sentences(text, "text")
    assert [(part.role, part.score, part.method) for part in found] == [
        (Role.RESULT, 1.0, "section label"),
        (Role.CONCLUSION, 1.0, "section label"),
    ]
    assert found[0].span == Span("text", 9, 42)


def test_the_model_chooses_between_the_two_roles_of_a_label() -> None:
    aims = "The aim of this study was to see whether it is."
    text = f"BACKGROUND AND AIMS: Depression is common. {aims} METHODS: We asked."
    found = classify_sentences(text)
    assert [part.role for part in found] == [Role.BACKGROUND, Role.OBJECTIVE, Role.METHOD]
    assert [part.score == 1 for part in found] == [False, False, True]


def test_imprints_and_registrations_have_no_role() -> None:
    for text in (
        "© 2020 Example Press.",
        "Copyright 2020 Example Press.",
        "(PsycINFO Database Record (c) 2020 APA, all rights reserved)",
        "ClinicalTrials.gov Identifier: NCT00000000.",
        "FUNDING: Nobody paid for this.",
        "... !!! ???",
        "",
    ):
        assert classify_sentences(text) == (), text


def test_roles_are_signals_when_requested() -> None:
    record = Record(title="Coffee", abstract=" ".join(UNLABELLED))
    assert not [signal for signal in extract_signals(record) if signal.kind is SignalKind.ROLE]
    found = [
        signal for signal in extract_signals(record, roles=True) if signal.kind is SignalKind.ROLE
    ]
    assert [signal.value for signal in found] == list(UNLABELLED.values())
    assert {(signal.method, signal.version) for signal in found} == {
        ("linear chain", ROLE_MODEL_NAME)
    }


def test_the_model_has_metadata_and_is_small() -> None:
    folder = files("pprnet.extraction.sentence_roles")
    metadata = json.loads((folder / f"{ROLE_MODEL_NAME}.json").read_text(encoding="utf-8"))
    assert metadata["traits"] == len(role_model().feature_rows)
    assert {"made_by", "works", "seed", "temperature", "numpy", "scipy"} <= metadata.keys()
    assert not [name for name in metadata["works"] if "study_design" in name or "ebm" in name]
    assert len((folder / f"{ROLE_MODEL_NAME}.npz").read_bytes()) < 3_000_000


def test_extraction_loads_no_training_library() -> None:
    code = (
        "import sys; from pprnet.extraction.sentence_roles.role_classifier import "
        "classify_sentences; classify_sentences('We asked.')"
        "; sys.exit('sklearn' in sys.modules or 'scipy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_roles_of_works_outside_the_training_set(shared_data: SharedData) -> None:
    """The labels of abstracts that were never learnt from, taken off and read again."""
    right, allowed = Counter[bool](), np.ones((1, len(ROLES)), bool)
    for record in read_file(shared_data / "nbib/study_design_1.nbib"):
        if not isinstance(record, Record):
            continue
        labelled = classify_sentences(record.abstract)
        if len({part.role for part in labelled if part.score == 1}) < 4:
            continue
        texts = [record.abstract[part.span.start : part.span.end] for part in labelled]
        rows = role_model().probabilities(texts, np.repeat(allowed, len(texts), axis=0))
        for part, row in zip(labelled, rows, strict=True):
            if part.score == 1:
                right[ROLES[int(row.argmax())] is part.role] += 1
    assert right.total() > 1000
    assert right[True] / right.total() > 0.84


@pytest.mark.parametrize(
    "text", ["Ça va. Très bien.", "هذا جيد. نعم؟", "\x00\x01. \ud800", "a" * 9]
)
def test_other_scripts_are_accepted(text: str) -> None:
    assert len(classify_sentences(text)) <= len(split_sentences(text))
