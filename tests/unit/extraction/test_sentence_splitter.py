"""Where sentences end; all texts invented."""

from __future__ import annotations

import pytest

from pprnet.extraction.text_processing.section_labels import Role, roles_of_label
from pprnet.extraction.text_processing.sentence_splitter import split_sentences


def split(text: str) -> list[str]:
    return [text[found.start : found.end] for found in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "We compared CBT vs. IPT in adults.|It helped.",
        "We used scales (e.g. the BDI; i.e. a form).|Scores fell.",
        "Example et al. (1999) asked.|We answered.",
        "See Fig. 2 and Eq. 3 for it.|It is clear.",
        "The difference held, P < .05.|The mean was 2.5.|It was .4 at 6 mo. later.",
        "It was made in the U.S. Department of Examples.|It is old.",
        "It came from the U.S.|The aim was to see.",
        "Aaron T. Example and J. S. Example wrote it.|We read it.",
        "Patients had hepatitis C.|We asked them.",
        "They were put into group A.|Patients improved.",
        "Levels fell.|mRNA rose.|p53 did not.",
        "It took approx. 20 sessions.|Dr. Example agreed.",
        "Is it so?|It is!|Good.",
        "He said \"it works.\"|We agree.",
        "It had an effect (d = 0.5, p = .03).|The rest had none.",
        "1. First we ask.|2. Then we count.",
        "Item no. 5 was left out.|No. 6 was not.",
        "Some had it etc. and others not.|We asked all, etc.|The end.",
        "這是第一句。|這是第二句！|好",
        "One line\ngoes on here.|\n\nAnother paragraph",
    ],
)  # fmt: skip
def test_sentence_boundaries(text: str) -> None:
    wanted = [part.strip() for part in text.split("|")]
    assert split(text.replace("|", " ")) == wanted


def test_a_missing_space_ends_a_sentence() -> None:
    text = "The outcome was seen in most countries.This study adds to it."
    assert split(text) == ["The outcome was seen in most countries.", "This study adds to it."]
    assert len(split("It helped people who had BPD.The study from the U.S.A. is old.")) == 2


def test_a_dot_in_a_name_or_number_ends_none() -> None:
    for text in ("See www.example.org or 3.5 of them", "The p.m. group and v.2 of it"):
        assert split(text) == [text]


def labels(text: str) -> list[tuple[str, str]]:
    return [(found.label, text[found.start : found.end]) for found in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "BACKGROUND: It is common. METHODS: We asked. RESULTS: They said. CONCLUSIONS: Good.",
        "Background: It is common. Methods: We asked. Results: They said. Conclusions: Good.",
        "Background. It is common. Methods. We asked. Results. They said. Conclusions. Good.",
        "Background\nIt is common.\nMethods\nWe asked.\nResults\nThey said.\nConclusions\nGood.",
        "Background It is common. Methods We asked. Results They said. Conclusions Good.",
        "Abstract Background It is common. Methods We asked. Results They said. Conclusions Good.",
    ],
)
def test_labels_are_recognised_in_every_layout(text: str) -> None:
    found = [(label.lower(), part) for label, part in labels(text)]
    assert found == [
        ("background", "It is common."),
        ("methods", "We asked."),
        ("results", "They said."),
        ("conclusions", "Good."),
    ]


def test_a_label_applies_until_the_next() -> None:
    text = "Aims: To see. To hear. MAIN OUTCOME MEASURES: Depression; a scale"
    assert labels(text) == [
        ("Aims", "To see."),
        ("Aims", "To hear."),
        ("MAIN OUTCOME MEASURES", "Depression; a scale"),
    ]


def test_a_single_word_under_a_label_is_not_a_label() -> None:
    text = "MAIN OUTCOME MEASURES: Recruitment. It was slow."
    assert [part for _, part in labels(text)] == ["Recruitment.", "It was slow."]


@pytest.mark.parametrize(
    "text",
    [
        "COVID: a view of it.",
        "There were two outcomes: mood and work.",
        "Results suggest that it helps.",
        "Methods We asked.",
        "the method: we asked",
    ],
)
def test_other_words_are_no_labels(text: str) -> None:
    assert labels(text) == [("", text)]


@pytest.mark.parametrize(
    ("label", "roles"),
    [
        *((name, "background") for name in ("Background", "Introduction", "CONTEXT")),
        *((name, "objective") for name in ("Objectives", "AIM", "Aims", "Purpose")),
        *((name, "objective") for name in ("Hypothesis", "Aim of the study", "STUDY OBJECTIVE")),
        *((name, "method") for name in ("Design", "SETTING", "Participants", "Methods")),
        *((name, "method") for name in ("Materials and methods", "Interventions", "Measures")),
        *((name, "method") for name in ("MAIN OUTCOME MEASURES", "Design, setting & patients")),
        *((name, "method") for name in ("DATA EXTRACTION AND SYNTHESIS", "Study selection")),
        *((name, "result") for name in ("Results", "FINDINGS", "Main results")),
        *((name, "conclusion") for name in ("Conclusion", "CONCLUSIONS", "Discussion")),
        *((name, "conclusion") for name in ("Interpretation", "Limitations")),
        *((name, "conclusion") for name in ("Clinical implications", "Authors' conclusions")),
        ("Background and aims", "background objective"),
        ("METHODS AND RESULTS", "method result"),
        ("Background/Objectives", "background objective"),
        ("TRIAL REGISTRATION", ""),
        ("Funding", ""),
    ],
)
def test_usual_labels_have_their_roles(label: str, roles: str) -> None:
    assert roles_of_label(label) == frozenset(map(Role, roles.split()))


@pytest.mark.parametrize("label", ["", "CASE REPORT", "DNA", "and", "Patients and dogs", "x" * 99])
def test_other_labels_have_none(label: str) -> None:
    assert roles_of_label(label) is None
