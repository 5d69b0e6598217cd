"""Doubled words and stops, spaces that are missing or too many, brackets and quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pprnet.lint.draft_reading import DraftReading, TextPart
from pprnet.lint.lint_findings import Fix, LintSeverity
from pprnet.lint.rule_entries import LintRule, RuleMatch, replaced

DOUBLED_ON_PURPOSE = frozenset(("had", "that", "nous", "vous", "very", "much", "many"))
DOUBLED_STOP = re.compile(r"(?<![.,;:])(?:,(?:[ ]?,)++|;;++|::++|,\.(?![.\d])|\.\.(?!\.))")
DOUBLED_SPACE = re.compile(r"(?<=[^\s|]) {2,}+(?=[^\s|])")
SPACE_BEFORE = re.compile(r"(?<=[^\W_]) ++(?=[,;:!?.](?:\s|\Z))")
SPACE_BEFORE_FRENCH = re.compile(r"(?<=[^\W_]) ++(?=[,.](?:\s|\Z))")
SPACE_ON_THE_WRONG_SIDE = re.compile(r"(?<=[^\W\d_]) ++,(?=[^\W\d_])")
STOP_WITHOUT_SPACE = re.compile(r"(?<=[a-zà-ÿ][a-zà-ÿ)])[.!?](?=[A-ZÀ-Þ][a-zà-ÿ])")
COMMA_WITHOUT_SPACE = re.compile(r"(?<=[a-zà-ÿ][a-zà-ÿ)])[,;](?=[^\W\d_]{2})")
BRACKETS = {")": "(", "]": "["}
QUOTES = {"”": "“", "»": "«"}
BRACKET = re.compile(r"[()\[\]“”«»\n]")
_ENUMERATOR = re.compile(r"(?:\A|[\s,;(])\w{1,3}\Z")


def _doubled_words(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield each word that follows itself."""
    for part in reading.fields:
        words = reading.words[part.field]
        for first, second in pairwise(words):
            if _is_doubled(part.text, first, second):
                start, end = first.end(), second.end()
                yield replaced(part.field, start, end, "", found=second[0])


def _is_doubled(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    """Return whether the second of two words repeats the first by mistake."""
    word = second[0]
    if first[0].lower() != word or not word.isalpha() or word in DOUBLED_ON_PURPOSE:
        return False
    if len(word) == 1 and word not in "aày":
        return False
    return text[first.end() : second.start()] in (" ", "\n", "  ") and text[
        second.end() : second.end() + 1
    ] not in ("'", "’")


def _doubled_stops(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield each comma, stop, colon or semicolon that is doubled."""
    for part in reading.fields:
        for found in DOUBLED_STOP.finditer(part.text):
            after = part.text[found.end() : found.end() + 1]
            one = found[0].strip()[-1] + (" " if after.isalpha() else "")
            yield replaced(part.field, found.start(), found.end(), one, found=found[0])


def _doubled_spaces(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield each run of spaces within a line."""
    for part in reading.fields:
        for found in DOUBLED_SPACE.finditer(part.text):
            yield replaced(part.field, found.start(), found.end(), " ")


def _spaces_before_stops(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield each space before a punctuation mark that has none before it."""
    pattern = SPACE_BEFORE_FRENCH if reading.is_french else SPACE_BEFORE
    for part in reading.fields:
        for found in SPACE_ON_THE_WRONG_SIDE.finditer(part.text):
            yield replaced(part.field, found.start(), found.end(), ", ", found=",")
        for found in pattern.finditer(part.text):
            mark = part.text[found.end()]
            if not part.text.startswith("...", found.end()):
                yield replaced(part.field, found.start(), found.end(), "", found=mark)


def _missing_spaces(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield each punctuation mark that a word follows at once."""
    for part in reading.fields:
        for pattern in (STOP_WITHOUT_SPACE, COMMA_WITHOUT_SPACE):
            for found in pattern.finditer(part.text):
                fix = Fix(found.end(), found.end(), " ")
                given = {"found": found[0]}
                yield RuleMatch(part.field, found.start(), found.end(), arguments=given, fix=fix)


def _unbalanced_marks(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield each bracket or quotation mark without its counterpart in the paragraph."""
    for part in reading.fields:
        for at in sorted(_unpaired(part)):
            given = {"found": part.text[at]}
            yield RuleMatch(part.field, at, at + 1, arguments=given)


def _unpaired(part: TextPart) -> Iterator[int]:
    """Yield the places of marks without counterpart; an enumerator such as "a)" needs none."""
    opened: dict[str, list[int]] = {"(": [], "[": [], "“": [], "«": []}
    text = part.text
    for found in BRACKET.finditer(text):
        sign, at = found[0], found.start()
        if sign in opened:
            opened[sign].append(at)
        elif sign == "\n":
            yield from _left_open(opened)
        elif opener := (BRACKETS | QUOTES).get(sign):
            if opened[opener]:
                opened[opener].pop()
            elif not _ENUMERATOR.search(text[max(0, at - 5) : at]):
                yield at
    yield from _left_open(opened)


def _left_open(opened: dict[str, list[int]]) -> Iterator[int]:
    """Yield the marks that a paragraph leaves open, and forget them."""
    for places in opened.values():
        yield from places
        places.clear()


PUNCTUATION_RULES = (
    LintRule("doubled-word", LintSeverity.ERROR, _doubled_words),
    LintRule("doubled-stop", LintSeverity.ERROR, _doubled_stops),
    LintRule("doubled-space", LintSeverity.ADVICE, _doubled_spaces),
    LintRule("space-before-stop", LintSeverity.ADVICE, _spaces_before_stops),
    LintRule("missing-space", LintSeverity.ERROR, _missing_spaces),
    LintRule("unbalanced-mark", LintSeverity.ADVICE, _unbalanced_marks),
)
