"""Words that tell one kind of treatment from another, of which a source has no trace.

"une thérapie de groupe cognitive", "treatment by trainees": words that name no arm alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pprnet.claims.claim_values import Claim, ClaimFinding, ClaimKind, ClaimSeverity, Verdict
from pprnet.claims.concepts.concept_values import ConceptGroup
from pprnet.claims.reading.own_words import is_own_words
from pprnet.claims.reading.read_text import ReadText

_ROOTS = {
    "cogniti": "cogniti",
    "comportementa": "behavio|comportement|contingency",
    "behavio": "behavio|contingency",
    "psychodynami": "dynami|analy",
    "psychanaly": "analy|dynami",
    "psychoanaly": "analy|dynami",
    "soutien": "support|soutien",
    "supporti": "support|soutien",
    "individu": "individu|one-to-one|face-to-face|personal",
    "group": "group",
    "interpersonnel": "interpersonal",
    "interpersonal": "interpersonal",
    "familial": "famil|parent",
    "family": "famil|parent",
    "systémique": "system",
    "systemic": "system",
    "brève": "brief|short|bref|brève",
    "brief": "brief|short",
    "longue": "long|bout",
    "long-term": "long",
    "short-term": "short|brief",
    "résidentiel": "residen|inpatient|hospital",
    "residential": "residen|inpatient|hospital",
    "hospital": "hospital|inpatient|ward",
    "inpatient": "inpatient|in-patient|hospital|ward",
    "outpatient": "outpatient|out-patient|ambulat|community|clinic",
    "ambulatoire": "outpatient|out-patient|ambulat|community|clinic",
    "trainee": "trainee|student|training|resident",
    "volunteer": "volunteer|lay",
    "peer": "peer",
    "nurse": "nurs",
}
"""Beginnings of words of a text, with the beginnings of words that a source has for them."""
_ADJECTIVE = (
    r"cogniti(?:f|ve)s?|comportementa(?:le?|les|ux)|psychodynamiques?|psychanalytiques?|de\ssoutien|"
    r"individuel(?:le)?s?|de\sgroupe|interpersonnel(?:le)?s?|familia(?:le?|les|ux)|systémiques?|"
    r"brèves?|longues?|résidentiel(?:le)?s?|hospitali(?:er|ère)s?|ambulatoires?"
)
_FRENCH = re.compile(
    r"\b(?:psycho)?(?:thérapies?|traitements?|interventions?)\s"
    rf"(?:(?:devai(?:t|ent)\sêtre|était|étaient|sont|est|de\sgroupe|individuelle)\s)?"
    rf"({_ADJECTIVE})(?:\set\s({_ADJECTIVE}))?\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"\b(cognitive|behaviou?ral|psychodynamic|psychoanalytic|supportive|individual|interpersonal|"
    r"family|systemic|brief|long-term|short-term|residential|inpatient|outpatient)\s"
    r"(?:(?:and\s\w+\s)?(?:groups?|arms?)|(?:psycho)?therapy|treatment|counsell?ing)\b"
    r"|\b(?:by|from|with)\s(trainees|volunteers|peers|nurses)\b",
    re.IGNORECASE,
)


def check_treatment_words(claimed: ReadText, sources: Sequence[ReadText]) -> Iterator[ClaimFinding]:
    """Yield a finding for each word for a kind of treatment of which the sources have no trace.

    Args:
        claimed: the text that is checked.
        sources: as read.
    """
    pattern = _FRENCH if claimed.language == "fr" else _ENGLISH
    for sentence in claimed.sentences:
        if is_own_words(claimed.text[sentence.start : sentence.end], claimed.language):
            continue
        named = [
            (each.start, each.end) for each in sentence.mentions if each.group is ConceptGroup.ARM
        ]
        for match in pattern.finditer(claimed.text, sentence.start, sentence.end):
            for number, word in enumerate(match.groups(), 1):
                if not word or _is_stated(word, sources):
                    continue
                start, end = match.span(number)
                if not any(first <= start and end <= last for first, last in named):
                    yield ClaimFinding(
                        Claim(ClaimKind.ARM, start, end),
                        Verdict.NOT_FOUND,
                        ClaimSeverity.ERROR,
                        reason="unnamed-arm",
                    )


def _is_stated(word: str, sources: Sequence[ReadText]) -> bool:
    root = word.lower().removeprefix("de ")
    for beginning, roots in _ROOTS.items():
        if root.startswith(beginning):
            texts = [source.text.lower() for source in sources]
            return any(stated in text for stated in roots.split("|") for text in texts)
    return True
