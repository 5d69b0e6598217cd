"""British and American spelling in one text, and "client" beside "patient" in one text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pprnet.lint.draft_reading import DraftReading
from pprnet.lint.lint_findings import LintSeverity
from pprnet.lint.rule_entries import LintRule, RuleMatch, replaced

FAMILIES = {
    "our": (
        "behaviour:behavior colour:color favour:favor honour:honor labour:labor "
        "neighbour:neighbor endeavour:endeavor humour:humor tumour:tumor centre:center "
        "centred:centered theatre:theater counselling:counseling counsellor:counselor "
        "modelling:modeling modelled:modeled labelling:labeling labelled:labeled "
        "signalling:signaling signalled:signaled defence:defense offence:offense"
    ),
    "programme": "programme:program",
    "analyse": "analysed:analyzed analysing:analyzing",
    "ae": "paediatric:pediatric anaesthetic:anesthetic orthopaedic:orthopedic foetal:fetal",
    "sceptic": "sceptic:skeptic",
    "ageing": "ageing:aging",
}
"""Pairs of British and American spelling; within one family a text has one of the two."""
IZE_STEMS = (
    "organ recogn random general special hospital minim maxim emphas summar stigmat conceptual "
    "individual standard util priorit character categor critic internal external traumat "
    "demoral real optim normal visual synthes sensit human apolog hypothes colon mobil stabil "
    "marginal operational social medical pathological personal victim final legitim ideal"
)
_IZE = re.compile(
    rf"(?P<stem>(?:re|de|dis|over|un)?-?(?:{'|'.join(IZE_STEMS.split())}))i(?P<letter>[sz])"
    r"(?P<rest>e|es|ed|er|ers|ing|ation|ations|ational)"
)
ENDINGS = (
    "",
    "s",
    "al",
    "ally",
    "ism",
    "ed",
    "ing",
    "able",
    "ably",
    "ful",
    "ist",
    "er",
    "ers",
    "ical",
)
LONGEST_WORD = 20
PEOPLE = re.compile(r"(client|patient)(e?s?)", re.IGNORECASE)


class SpellingUse(NamedTuple):
    """A word that has two spellings, and which it has."""

    field: str
    start: int
    end: int
    word: str
    family: str
    side: int
    """0 for the British spelling, 1 for the other."""
    other: str
    """The word in the other spelling."""


@cache
def _listed_words() -> dict[str, tuple[str, int, str]]:
    """Return the family, the side and the other spelling of each listed word and its forms."""
    listed = {}
    for family, text in FAMILIES.items():
        for pair in text.split():
            sides = pair.split(":")
            for side, word in enumerate(sides):
                for ending in ENDINGS:
                    listed[word + ending] = (family, side, sides[1 - side] + ending)
    return listed


@cache
def _side_of(word: str) -> tuple[str, int, str] | None:
    """Return the family, the side and the other spelling of a word in lower case."""
    if found := _IZE.fullmatch(word):
        other = "z" if found["letter"] == "s" else "s"
        return "ise", int(found["letter"] == "z"), f"{found['stem']}i{other}{found['rest']}"
    return _listed_words().get(word)


def _uses(reading: DraftReading) -> Iterator[SpellingUse]:
    """Yield the words with two spellings; with a capital they may be part of a name."""
    for part in reading.body:
        for start, _end, printed in reading.printed_words(part.field):
            at = start
            for word in printed.replace("‐", "-").split("-"):
                known = _known_side(word)
                if known:
                    yield SpellingUse(part.field, at, at + len(word), word, *known)
                at += len(word) + 1


def _known_side(word: str) -> tuple[str, int, str] | None:
    """Return the family, side and other spelling of a word in small letters that has two."""
    if len("aging") <= len(word) <= LONGEST_WORD and word.islower():
        return _side_of(word)
    return None


def _mixed_spelling(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield the words in the less frequent spelling of a family that a text has in both."""
    if reading.is_french:
        return
    uses = tuple(_uses(reading))
    for family in dict.fromkeys(use.family for use in uses):
        of_family = [use for use in uses if use.family == family]
        less_frequent = _less_frequent_side(of_family)
        kept = next((use.word for use in of_family if use.side != less_frequent), "")
        for use in of_family:
            if use.side == less_frequent:
                yield replaced(
                    use.field, use.start, use.end, use.other,
                    found=use.word, expected=use.other, other=kept,
                )  # fmt: skip


def _less_frequent_side(uses: Sequence[SpellingUse]) -> int | None:
    """Return the side that fewer words have, the later one of two equal; `None` for one side."""
    counts = Counter(use.side for use in uses)
    if len(counts) < 2:  # noqa: PLR2004 - both sides
        return None
    first = uses[0].side
    return 1 - first if counts[first] >= counts[1 - first] else first


def _client_and_patient(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield the first use of the rarer word where a text has both "client" and "patient"."""
    uses: dict[str, list[tuple[str, int, int, str]]] = {"client": [], "patient": []}
    for part in reading.body:
        for start, end, word in reading.printed_words(part.field):
            base = re.split(r"['’]", word)[0]
            if found := PEOPLE.fullmatch(base):
                uses[found[1].lower()].append((part.field, start, end, word))
    if not all(uses.values()):
        return
    rarer = min(uses, key=lambda word: len(uses[word]))
    other = next(word for word in uses if word != rarer)
    field, start, end, word = uses[rarer][0]
    given = {"found": word, "other": other, "count": str(len(uses[rarer]))}
    yield RuleMatch(field, start, end, arguments=given)


SPELLING_RULES = (
    LintRule("mixed-spelling", LintSeverity.ADVICE, _mixed_spelling),
    LintRule("client-patient", LintSeverity.ADVICE, _client_and_patient),
)
