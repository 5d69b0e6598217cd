"""The role of each sentence of an abstract: background, objective, method, result, conclusion.

Section labels decide where the abstract has them; else a model of words, position and order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat

import numpy as np

from pprnet.extraction.sentence_roles.crf import FloatArray
from pprnet.extraction.sentence_roles.role_model import ROLE_MODEL_NAME, ROLES, role_model
from pprnet.extraction.text_processing.section_labels import Role, roles_of_label
from pprnet.extraction.text_processing.sentence_splitter import Sentence, split_sentences
from pprnet.records import Span

__all__ = ["ROLE_MODEL_NAME", "Role", "SentenceRole", "classify_sentences"]

# Lines of publishers and databases that stand after an abstract.
_IMPRINT = re.compile(
    r"[(\[]?\s?(?:©|\(c\)\s|copyright\b|psycinfo\b|abstract from author|"
    r"all rights reserved|published by\b|\d{4} (?:john wiley|elsevier|the authors?\b|wiley\b))",
    re.IGNORECASE,
)
# A short sentence with the number of a registration, or of when it was made. The marks are a
# quick first look: one of them stands in every text that the expression finds.
_REGISTRATION_MARKS = (
    *("NCT", "ISRCTN", "NTR", "ACTRN", "DRKS", "CRD", "UMIN", "ChiCTR", "egistered ", "dentifier:"),
)
_REGISTRATION = re.compile(
    r"\b(?:NCT|ISRCTN|NTR|ACTRN|DRKS|CRD|UMIN|ChiCTR)[-\s]?\d{4,}"
    r"|\b[Rr]egistered (?:on|at|with) |\b[Ii]dentifier:"
)
_MAX_REGISTRATION_LENGTH = 110  # characters; a longer sentence says something of the study too
MAX_MODEL_SCORE = 0.999
"""The highest score that the model gives."""
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class SentenceRole:
    """The role of a sentence with its probability and place."""

    role: Role
    score: float
    """0 to 1; 1 where a section label says so, and only there."""
    span: Span

    @property
    def method(self) -> str:
        """Whether a section label or the model decides."""
        return "section label" if self.score == 1 else "linear chain"


def classify_sentences(text: str, field: str = "abstract") -> tuple[SentenceRole, ...]:
    """Return the role of each sentence of a text; imprints and registrations have none.

    Args:
        text: an abstract.
        field: name of the field in the spans.
    """
    found = [sentence for sentence in split_sentences(text) if _has_role(text, sentence)]
    rows = _probabilities(text, found)
    best, scores = rows.argmax(axis=1).tolist(), rows.max(axis=1, initial=0.0).tolist()
    return tuple(map(_sentence_role, best, scores, found, repeat(field)))


def _has_role(text: str, sentence: Sentence) -> bool:
    if roles_of_label(sentence.label) == frozenset():
        return False
    if _IMPRINT.match(text, sentence.start, sentence.end):
        return False
    if _is_registration(text, sentence):
        return False
    return _LETTER_OR_DIGIT.search(text, sentence.start, sentence.end) is not None


def _is_registration(text: str, sentence: Sentence) -> bool:
    if sentence.end - sentence.start > _MAX_REGISTRATION_LENGTH:
        return False
    printed = text[sentence.start : sentence.end]
    return any(map(printed.__contains__, _REGISTRATION_MARKS)) and bool(
        _REGISTRATION.search(printed)
    )


def _probabilities(text: str, found: Sequence[Sentence]) -> FloatArray:
    """Return the probability of each role (column) of each sentence (row)."""
    allowed = np.array([_allowed_roles(sentence.label) for sentence in found], bool)
    if not found or (allowed.sum(axis=1) == 1).all():
        return allowed.astype(float).reshape(-1, len(ROLES))
    texts = [text[sentence.start : sentence.end] for sentence in found]
    return role_model().probabilities(texts, allowed)


@lru_cache(maxsize=4096)
def _allowed_roles(label: str) -> tuple[bool, ...]:
    """Return which roles a label allows: all where there is none or it is not known."""
    allowed = roles_of_label(label)
    return tuple(not allowed or role in allowed for role in ROLES)


def _sentence_role(best: int, score: float, sentence: Sentence, field: str) -> SentenceRole:
    stated = sum(_allowed_roles(sentence.label)) == 1
    score = 1.0 if stated else min(round(score, 3), MAX_MODEL_SCORE)
    return SentenceRole(ROLES[best], score, Span(field, sentence.start, sentence.end))
