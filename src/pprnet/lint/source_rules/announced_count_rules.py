"""An announced number of things against the ordinals or the list that follow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pprnet.lint.draft_reading import DraftReading, FieldSentence
from pprnet.lint.lint_findings import LintSeverity
from pprnet.lint.rule_entries import LintRule, RuleMatch

NUMBERS = {
    word: value
    for words in (
        "two three four five six seven eight nine ten eleven twelve",
        "deux trois quatre cinq six sept huit neuf dix onze douze",
    )
    for value, word in enumerate(words.split(), start=2)
}
NUMBERED = (
    "domains|areas|factors|reasons|themes|categories|types|kinds|steps|stages|phases|components|"
    "parts|aspects|elements|principles|ways|implications|findings|questions|aims|hypotheses|"
    "dimensions|clusters|mechanisms|recommendations|lessons|points|conclusions|limitations|goals|"
    "objectives|tasks|strategies|functions|features|criteria|patterns|subthemes|purposes|"
    "domaines|facteurs|raisons|thèmes|catégories|types|étapes|phases|composantes|parties|"
    "aspects|éléments|principes|façons|constats|questions|objectifs|hypothèses|dimensions|"
    "mécanismes|recommandations|leçons|points|conclusions|limites|buts|stratégies|critères"
)
ANNOUNCED = re.compile(
    rf"\b(?P<number>{'|'.join(NUMBERS)}|[2-9]|1[0-2]) (?:(?!of\b|de\b)[^\W\d_]{{2,20}} ){{0,2}}"
    rf"(?:{NUMBERED})\b",
    re.IGNORECASE,
)
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
    "firstly secondly thirdly fourthly fifthly sixthly seventhly eighthly ninthly tenthly",
    "premièrement deuxièmement troisièmement quatrièmement cinquièmement sixièmement "
    "septièmement huitièmement neuvièmement dixièmement",
)
ORDINAL_VALUES = {
    word: value for line in ORDINALS for value, word in enumerate(line.split(), start=1)
}
ORDINAL = re.compile(
    r"(?:(?:And|Et) )?(?:The )?"
    rf"(?P<ordinal>{'|'.join(ORDINAL_VALUES)}|finally|lastly|enfin)\b(?! (?:of all|author|line))",
    re.IGNORECASE,
)
LAST = frozenset(("finally", "lastly", "enfin"))
ENUMERATOR = re.compile(r"\((?P<mark>\d{1,2}|[a-l]|i{1,3}|iv|vi{0,3}|ix|x)\)")
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
LIST_AFTER = re.compile(
    r"(?: (?!of\b|in\b|for\b)[^\W\d_]{2,15}){0,4} ?: (?P<list>[^.;:()?!]{5,300})[.?!]?\Z"
)
NEXT = 60
"""Sentences in which a series of ordinals may go."""
MOST_SENTENCES_BETWEEN = 2
LONGEST_ITEM = 4
"""Words of an item of a list that is divided with certainty."""


def _wrong_counts(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield announced numbers that another number of ordinals, marks or items follows."""
    sentences = reading.sentences
    for at, sentence in enumerate(sentences):
        announced = [*ANNOUNCED.finditer(sentence.text)]
        if not announced:
            continue
        last = announced[-1]
        value = _value(last["number"])
        listed = _listed(sentence.text, last.end())
        possible = {listed} if listed else _in_ordinals(sentence, sentences[at + 1 : at + NEXT])
        if possible and value not in possible:
            start = sentence.start
            given = {"announced": last[0], "count": str(max(possible))}
            yield RuleMatch(
                sentence.field, start + last.start(), start + last.end(), arguments=given
            )


def _value(number: str) -> int:
    """Return the value of a number in figures or words."""
    return NUMBERS.get(number.lower()) or int(number)


def _in_ordinals(sentence: FieldSentence, after: Sequence[FieldSentence]) -> set[int]:
    """Return how many ordinals may begin the sentences that follow, none where they are no series.

    "Finally" may begin the last of a series or what comes after it.
    """
    values: list[int] = []
    word = ""
    for place, following in enumerate(after):
        if following.field != sentence.field or (not values and place >= MOST_SENTENCES_BETWEEN):
            break
        if values and ANNOUNCED.search(following.text) and not ORDINAL.match(following.text):
            break
        found = ORDINAL.match(following.text)
        if not found:
            continue
        word = found["ordinal"].lower()
        value = len(values) + 1 if word in LAST and values else ORDINAL_VALUES.get(word, 0)
        if value != len(values) + 1:
            break
        values.append(value)
        if word in LAST:
            break
    counts = {len(values), len(values) - 1} if word in LAST else {len(values)}
    return counts if len(values) > 1 else set()


def _listed(text: str, at: int) -> int:
    """Return how many marks or items follow in the sentence, 0 where that is not certain."""
    marks = [found["mark"] for found in ENUMERATOR.finditer(text, at)]
    if marks:
        return _in_marks(marks)
    found = LIST_AFTER.match(text, at)
    return _in_items(found["list"]) if found else 0


def _in_marks(marks: Sequence[str]) -> int:
    """Return how many marks such as (1) or (a) follow each other from the first."""
    for value_of in (_digit, _letter, ROMAN.get):
        values = [value_of(mark) for mark in marks]
        if values == [*range(1, len(values) + 1)] and len(values) > 1:
            return len(values)
    return 0


def _digit(mark: str) -> int | None:
    """Return the value of a mark in figures."""
    return int(mark) if mark.isdecimal() else None


def _letter(mark: str) -> int | None:
    """Return the place of a mark in the alphabet."""
    return ord(mark) - ord("a") + 1 if len(mark) == 1 and mark.isalpha() else None


def _in_items(text: str) -> int:
    """Return the number of short items divided by commas and one "and", 0 where it is unclear."""
    pieces = re.split(r", (?:and |et )?| and | et | & ", text)
    joined = len(re.findall(r" (?:and|et|&|or|ou) ", f" {text} "))
    is_short = all(0 < len(piece.split()) <= LONGEST_ITEM for piece in pieces)
    last_comma = text.rfind(", ")
    is_last = bool(re.search(r"(?:, | )(?:and|et|&) [^,]{1,60}\Z", text)) and last_comma >= 0
    return len(pieces) if joined == 1 and is_short and is_last else 0


ANNOUNCED_COUNT_RULES = (LintRule("announced-count", LintSeverity.ERROR, _wrong_counts),)
