"""Numbers that are part of a name: "phase 2", "SCL-90", "COVID-19", a DOI, volume and pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pprnet.claims.quantities.meanings.counted_nouns import TIME_UNITS
from pprnet.claims.quantities.numerals.number_values import Numeral
from pprnet.claims.quantities.numerals.pieces import PieceText
from pprnet.claims.quantities.quantity_values import QuantityUnit
from pprnet.extraction.text_processing.word_tokenizer import word_set


class NameKind(StrEnum):
    """What kind of name holds a number."""

    ADDRESS = "address"
    """A DOI or a web address."""
    REGISTRATION = "registration"
    """The number of a trial, a protocol, a grant or a record."""
    CITATION = "citation"
    """Volume, issue and pages, or a mark of the list of references."""
    TERM = "term"
    """A scale, a diagnosis or another term: "BDI-II", "16PF", "COVID-19"."""
    RATIO = "ratio"
    """A proportion of allocation, "2:1"."""
    LEVEL = "level"
    """The level of an interval: the 95 of "95% CI"."""
    FREEDOM = "freedom"
    """Degrees of freedom: the 45 of "t(45)"."""
    ITEM = "item"
    """The mark of an item of a list: "(1) therapy; (2) a waiting list"."""


@dataclass(frozen=True, slots=True)
class NameWithNumber:
    """A part of a text whose numbers state no quantity; in characters, end exclusive."""

    start: int
    end: int
    kind: NameKind


_ADDRESS = re.compile(r"https?://[^\s<>]{1,2000}|www\.[^\s<>]{1,2000}|10\.\d{4,9}/[^\s<>]{1,300}")
_REGISTRATION = re.compile(
    r"\b(?:NCT|ISRCTN|ACTRN|NTR|CRD|DRKS|ChiCTR|UMIN|CTRI|EUCTR|PMID|PMCID|PMC|ISSN|ISBN|OSF|IRCT"
    r"|KCT|TCTR|SLCTR|JPRN|RBR|GR|MR|R01|K23|MH|NL)"
    r"(?:[\s:#-]|no\b|-?[A-Z]){0,9}\d[\w/-]{3,30}"
)
_PAGES = re.compile(
    r"\b\d{1,4}\s?\(\d{1,4}(?:[-–]\d{1,4})?\)\s?[,:;]\s?(?:pp?\.\s?)?[A-Za-z]?\d{1,6}"
    r"(?:\s?[-–]\s?[A-Za-z]?\d{1,6})?"
    r"|\b(?:\d{4}\s?;\s?)?\d{1,4}\s?(?:\(\d{1,4}\))?:\s?[A-Za-z]?\d{1,6}\s?[-–]\s?[A-Za-z]?\d{1,6}"
    r"|(?<=[A-Za-z], )\d{1,3}, [A-Za-z]?\d{2,6}\s?[-–]\s?[A-Za-z]?\d{2,6}"
    r"|\b(?:[Vv]ol|[Nn]o|pp?|[Ff]igs?|[Tt]abs?|[Rr]efs?)\.\s?\d{1,6}(?:\s?[-–]\s?\d{1,6})?"
)
_RATIO = re.compile(r"(?<![\d.:])\d{1,3}\s?:\s?\d{1,3}(?:,\d{2,3}|\s?:\s?\d{1,3}){0,3}(?![\d.%:])")
_REFERENCE = re.compile(
    r"(?<=[a-z.,)])\s?\[\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,12}\]|(?<=[a-z]{3}[.,])\d{1,3}(?=\s[A-Z][a-z]|$)"
)
_FREEDOM = re.compile(
    r"(?<![^\W_])(?<!/)(?:[tFrQzχ]|χ2|χ²|[Cc]hi2)\s?[(\[](?:\d{1,5}(?:\.\d{1,3})?\s?[,;/]?\s?){1,2}"
)
_ITEM = re.compile(r"(?<![^\s,;:])(?:\(([1-9])\)|([1-9])\))(?=\s?[^\W\d])")
_FORMS = (
    (NameKind.ADDRESS, _ADDRESS),
    (NameKind.REGISTRATION, _REGISTRATION),
    (NameKind.CITATION, _PAGES),
    (NameKind.CITATION, _REFERENCE),
    (NameKind.RATIO, _RATIO),
    (NameKind.FREEDOM, _FREEDOM),
)
_NUMBERED = word_set(
    "phase study experiment trial type step stage level table figure fig group arm cohort wave "
    "time session version chapter part axis cluster class grade module criterion criteria model "
    "appendix hypothesis objective aim question site sample tier category section item factor "
    "étude essai phase étape stade niveau tableau groupe bras cohorte vague temps séance chapitre "
    "partie axe classe module critère modèle annexe hypothèse objectif échantillon palier"
)
"""A number that follows one of these names it."""
_ATTACHED_UNITS = word_set(
    "mg kg g ml h hr hrs min mins mo mos m y yr yrs wk wks w d s k x cm mm km st nd rd th e er re "
    "ème % to µg mcg pts sessions or and to patients"
)
_NOT_IN_A_NAME = word_set("ci ic euro eur usd chf cdn or rr hr sd de à to")
"""Words that may be printed against a number without making one name with it."""
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}
_PREFIXED = word_set("covid omega vitamin sars cov")
_MAX_ACRONYM = 5
_TEN = 10


def names_with_numbers(text: str) -> Iterator[NameWithNumber]:
    """Yield addresses, registrations, citations and ratios of a text, in no order.

    Args:
        text: any text.
    """
    for kind, form in _FORMS:
        for match in form.finditer(text):
            yield NameWithNumber(match.start(), match.end(), kind)
    yield from _items(text)


def _items(text: str) -> Iterator[NameWithNumber]:
    """Yield the marks of lists whose items are numbered from 1."""
    run: list[re.Match[str]] = []
    for match in _ITEM.finditer(text):
        number = int(match[1] or match[2])
        if number == 1 or number != len(run) + 1:
            yield from _marks(run)
            run = []
        if number == len(run) + 1:
            run.append(match)
    yield from _marks(run)


def _marks(run: Sequence[re.Match[str]]) -> Iterator[NameWithNumber]:
    if len(run) > 1:
        for match in run:
            yield NameWithNumber(match.start(), match.end(), NameKind.ITEM)


def is_term(source: PieceText, found: Numeral) -> bool:
    """Return whether letters on either side make one name with a number: "SCL-90", "16PF".

    Args:
        source: the text with its pieces.
        found: a number in digits.
    """
    if found.is_worded or found.is_range:
        return False
    return _has_prefix(source, found.first) or _has_suffix(source, found)


def _has_prefix(source: PieceText, first: int) -> bool:
    if not source.is_attached(first):
        return False
    word = source.word(first - 1)
    if source.pieces[first - 1].kind == "word":
        return word not in _NOT_IN_A_NAME
    if word != "-" or not source.is_attached(first - 1):
        return False
    if source.pieces[first - 2].kind != "word":
        return False
    before = source.pieces[first - 2]
    printed = source.text[before.start : before.end]
    capitals = sum(1 for letter in printed if letter.isupper())
    return before.text in _PREFIXED or capitals > 1 or (capitals == 1 and len(printed) == 1)


def _has_suffix(source: PieceText, found: Numeral) -> bool:
    if found.is_percent or found.is_ordinal or not source.is_attached(found.last):
        return False
    word = source.word(found.last)
    if word == "-" and source.is_attached(found.last + 1):
        printed = _printed(source, found.last + 1)
        return printed.isupper() and printed.isalpha() and len(printed) <= _MAX_ACRONYM
    return (
        source.pieces[found.last].kind == "word"
        and word not in _ATTACHED_UNITS | TIME_UNITS["en"].keys()
    )


def _printed(source: PieceText, place: int) -> str:
    piece = source.pieces[place]
    return source.text[piece.start : piece.end]


def is_numbered_noun(source: PieceText, found: Numeral, unit: QuantityUnit) -> bool:
    """Return whether a number is a name: "phase 2", "Study 1", "GAF-F 50", "first", "2nd".

    Args:
        source: the text with its pieces.
        found: any number.
        unit: the unit of the noun that follows.
    """
    if found.is_ordinal:
        return True
    if found.is_percent or found.decimals or found.low < 0 or unit is QuantityUnit.TIME:
        return False
    if unit is not QuantityUnit.PLAIN and (found.is_worded or found.low >= _TEN):
        return False
    at = found.first - 1
    if source.word(at) == "-" and source.is_attached(at):
        at -= 1
    if source.word(at) in _NUMBERED or source.word(at).removesuffix("s") in _NUMBERED_PLURAL:
        return _is_alone(source, found)
    return _is_scale_with_number(source, found)


_NUMBERED_PLURAL = word_set("phase step stage level table figure axi")


def _is_alone(source: PieceText, found: Numeral) -> bool:
    """Return whether no sign follows that makes the number a statement, "group 12 = 0.5"."""
    return source.word(found.last) not in {"=", "%"}


def _is_scale_with_number(source: PieceText, found: Numeral) -> bool:
    """Return whether the number is part of a name with a hyphen, "GAF-F 50"."""
    if found.is_worded or found.is_range or source.word(found.first - 2) != "-":
        return False
    printed = [_printed(source, found.first - step) for step in (1, 3) if found.first >= step]
    following = source.word(found.last)
    return (
        len(printed) == 2  # noqa: PLR2004
        and all(p.isupper() and p.isalpha() for p in printed)
        and (not following.isalpha() or following in {"or", "and", "at", "for", "in"})
    )


def roman_number(source: PieceText, place: int) -> int:
    """Return the value of a Roman number after a noun that is numbered, else 0.

    Args:
        source: the text with its pieces.
        place: place of the piece.
    """
    value = _ROMAN.get(source.word(place), 0)
    if not value or not _printed(source, place).isupper():
        return 0
    before = source.word(place - 1)
    return value if before in _NUMBERED else 0
