"""The identifiers in a text that a person pasted: DOIs, PMIDs, PMCIDs, links, references."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pprnet.errors import TooLargeError
from pprnet.sources.lookup.identifiers_in_text import (
    FEWEST_DIGITS,
    bare_pmid,
    identifiers_in,
    is_broken_identifier,
    plain_signs,
    with_whole_identifiers,
)
from pprnet.sources.lookup.lookup_service import Identifier, IdKind

MAX_TEXT = 100_000
"""Bytes of UTF-8 that are read at a time."""

MAX_ENTRIES = 200
"""Identifiers and printed references that are read at a time."""

LONGEST_REFERENCE = 2_000
"""Characters that are kept of a printed reference."""

_RANKED_KINDS = (IdKind.DOI, IdKind.PMID, IdKind.PMCID)
_PARTICLES = (
    r"(?:(?:van|von|vom|de|der|den|del|della|di|da|du|dos|la|le|ten|ter|te|zu|zur|af|av|el|al"
    r"|bin|ben|ibn|'t)\s{1,3}|[dl]['’]){0,3}"
)
_FAMILY = r"[^\W\d_a-z][\w'’]{1,30}(?:[ -][^\W\d_a-z][\w'’]{1,30}){0,2}"
BEGINS_WITH_NAME = re.compile(
    rf"\s{{0,20}}{_PARTICLES}{_FAMILY}(?:,\s?[^\W\d_a-z]|\s[^\W\d_a-z]{{1,3}}(?=[,.;]|\s\())"
)
"""A family name with initials or given names after it, as a reference begins."""
ENTRY_NUMBER = re.compile(
    r"\s{0,20}(?:(?:\[\d{1,4}\]|\(?(?:1[0-4]\d\d|\d{1,3})[.)]|[-*•·–])(?:\s{1,20}|$)"
    r"|[*†‡§•]{1,3}\s{0,20}(?=[^\W\d_])"
    rf"|\d{{1,3}}\s{{1,20}}(?={BEGINS_WITH_NAME.pattern}))"
)
"""The number or sign before an entry of a list; a star marks studies of a meta-analysis in APA."""
_STARTS_AS_IDENTIFIER = re.compile(
    r"doi\b|https?:|www\.|pmid\b|pmc|pubmed|europepmc", re.IGNORECASE
)
_LABEL = re.compile(
    r"\b(?:and|doi|id|https?://|link|medline|pmcid|pmid|pubmed|see|url)\b", re.IGNORECASE
)
"""Words that belong to an identifier."""
_WORD = re.compile(r"\w")
_LETTERS = re.compile(r"[^\W\d_]")
_ENDED = re.compile(r"[\d.)\]”\"]$")
"""How a line ends that a reference may end with."""
_SEPARATORS = re.compile(r"[^\w-]+")
_BARE_PMID = re.compile(rf"[1-9]\d{{{FEWEST_DIGITS - 1},8}}")
"""PubMed's of before 1976 are shorter and need their label."""


@dataclass(frozen=True, slots=True)
class ReadIdentifier:
    """One identifier, and where it was read."""

    identifier: Identifier
    text: str
    """What it was read from: its own characters, or the printed reference that states it."""
    line: int
    """1-based."""
    others: tuple[Identifier, ...] = ()
    """Further identifiers that the same printed reference states of the same work."""


@dataclass(frozen=True, slots=True)
class PrintedReference:
    """A line without an identifier, which may be a printed reference."""

    text: str
    line: int
    """1-based."""


@dataclass(frozen=True, slots=True)
class IdentifierList:
    """What was read from a text, in its order."""

    read: tuple[ReadIdentifier, ...] = ()
    """Each identifier once, where it was read first."""
    references: tuple[PrintedReference, ...] = ()
    """The rest."""

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """Return the identifiers alone."""
        return tuple(each.identifier for each in self.read)


def parse_identifiers(text: str) -> IdentifierList:
    """Return the identifiers of a text, and its other lines.

    Identifiers may stand one to a line or several, with any separator. A line with other words is a
    printed reference: of different kinds of identifiers in it, the DOI counts, then the PMID, and
    the others are of the same work. A line that is indented, or begins in lower case, continues the
    reference before it. Digits without a label are a PMID where nothing else is on their line.

    Args:
        text: identifiers, links and printed references in any mixture, up to `MAX_TEXT`.

    Raises:
        TooLargeError: The text is too long, or has more than `MAX_ENTRIES` entries.
    """
    _check_size(text)
    read: dict[Identifier, ReadIdentifier] = {}
    references: list[PrintedReference] = []
    for line in _joined_lines(text):
        found = _entries(line)
        for each in found:
            read.setdefault(each.identifier, each)
        if not found and _WORD.search(line.plain):
            references.append(PrintedReference(line.shown, line.number))
        if len(read) + len(references) > MAX_ENTRIES:
            raise TooLargeError(
                f"the list, line {line.number}: expected up to {MAX_ENTRIES} identifiers and "
                "references at a time, got more; read the rest in a second list"
            )
    return IdentifierList(tuple(read.values()), tuple(references))


def _check_size(text: str) -> None:
    """Raise if a text is too long."""
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_TEXT:
        raise TooLargeError(
            f"the list: expected up to {MAX_TEXT // 1000} kB of text, got {size // 1000} kB; "
            "divide it"
        )


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, or a printed reference that was wrapped."""

    raw: str
    plain: str
    """With plain signs, without the number of the entry."""
    shown: str
    """As it was pasted, without the number of the entry."""
    number: int


def _line(raw: str, number: int) -> _Line:
    """Return a line as it is read and as it is shown."""
    numbering = ENTRY_NUMBER.match(raw)
    shown = raw[numbering.end() if numbering else 0 :].strip()
    return _Line(raw, plain_signs(shown).strip(), shown, number)


def _joined_lines(text: str) -> Iterator[_Line]:
    """Yield each line that is not empty, with the lines that continue it."""
    parts: list[_Line] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        line = _line(raw, number)
        if parts and not (line.plain and _continues(line, parts[-1])):
            yield _join(parts)
            parts = []
        if line.plain:
            parts.append(line)
    if parts:
        yield _join(parts)


def _join(parts: Sequence[_Line]) -> _Line:
    """Return lines of one reference as one, cut where it is longer than any reference."""
    plain, shown = " ".join(each.plain for each in parts), " ".join(each.shown for each in parts)
    plain = with_whole_identifiers(plain) if len(parts) > 1 else plain
    return _Line(parts[0].raw, plain, shown[:LONGEST_REFERENCE], parts[0].number)


def _continues(line: _Line, before: _Line) -> bool:
    """Return whether a line continues the one before: a reference still without identifier."""
    if ENTRY_NUMBER.match(line.raw):
        return False
    if is_broken_identifier(before.plain, line.plain):
        return True
    found, rest = identifiers_in(before.plain)
    if found or not _LETTERS.search(rest):
        return False
    begun = line.plain[:1].islower() and not _STARTS_AS_IDENTIFIER.match(line.plain)
    is_next = BEGINS_WITH_NAME.match(line.plain) and _ENDED.search(before.plain)
    return (begun or line.raw[:1].isspace()) and not is_next


def _entries(line: _Line) -> list[ReadIdentifier]:
    """Return the identifiers of a line, those of one printed reference as one."""
    found, rest = identifiers_in(line.plain)
    words = _LABEL.sub(" ", rest)
    alone = [ReadIdentifier(each.identifier, each.text, line.number) for each in found]
    if not _WORD.search(words):
        return alone
    if pmids := _bare_pmids(words):
        return alone + [ReadIdentifier(each, each.value, line.number) for each in pmids]
    stated = list(dict.fromkeys(each.identifier for each in found))
    if len({each.kind for each in stated}) < len(stated):
        return [ReadIdentifier(each, line.shown, line.number) for each in stated]
    ranked = sorted(stated, key=lambda each: _RANKED_KINDS.index(each.kind))
    others = tuple(ranked[1:])
    return [ReadIdentifier(each, line.shown, line.number, others) for each in ranked[:1]]


def _bare_pmids(words: str) -> list[Identifier]:
    """Return the PMIDs of a text that is nothing but digits and separators, else none."""
    parts = [part for part in _SEPARATORS.split(words) if part]
    if not all(_BARE_PMID.fullmatch(part) for part in parts):
        return []
    return [identifier for part in parts if (identifier := bare_pmid(part))]
