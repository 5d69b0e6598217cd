"""The identifiers in one line of text: DOIs, PMIDs and PMCIDs, with labels, or in links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import parse_qsl, unquote

from pprnet.identifiers import normalise_doi, normalise_pmcid, normalise_pmid
from pprnet.sources.lookup.lookup_service import Identifier, IdKind

FEWEST_DIGITS = 5
"""Of a PMID without a label: shorter numbers are pages and years."""

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys("\u00a0\u2007\u2009\u202f\u3000", " "),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None),
        "，": ", ",
        "；": "; ",
        "、": ", ",
        "。": ". ",
        "：": ": ",
        "…": " ",
        "（": "(",
        "）": ")",
        **dict.fromkeys("【】「」『』", " "),
    }
)
"""Hyphens, spaces and punctuation that word processors put into identifiers."""

_JOINT = re.compile(
    r"(?<![.,;|])[.,;|]++(?=https?://|doi:|pmid\b|pmcid\b|pmc\d)"
    r"|(?<![,;|])[,;|]++(?=10\.\d{4,9}/)|\]\("
    r"|(?<=[^\W_])(?=(?:pmid|pmcid|doi):)",
    re.IGNORECASE,
)
"""What stands between two identifiers without a space."""

_PMID_LIST = re.compile(
    r"\b(?:pmids|pubmed ids)[\s:#]{1,4}(\d{1,9}(?!\d)(?:(?:[\s,;&]|and\b){1,4}\d{1,9}(?!\d))*)",
    re.IGNORECASE,
)
"""Several PMIDs under one label."""

_TAG_START = re.compile(r"<(?=[/A-Za-z])")
"""Of HTML; in a DOI, a digit follows this sign."""

_FOUND = re.compile(
    r"(?P<link>(?:https?://|www\.|\bpubmed\.ncbi\.|\bpmc\.ncbi\.|\b(?:dx\.)?doi\.org/"
    r"|\beuropepmc\.org/)[^\s\"<>]+(?:<\d[^\s\"]*)?)"
    r"|(?P<doi>(?<![\d.])10\.\d{4,9}(?:\.\d{1,9}){0,4}(?:/|%2[Ff])\S+)"
    r"|(?P<pmcid>\bpmc[ -]?\d{1,10}\b)"
    r"|(?P<pmid>\b(?:pmid|pubmed|medline)(?: id)?[\s:#]{0,4}\d{1,9}\b)",
    re.IGNORECASE,
)
_PMID_LINK = re.compile(
    r"(?:\bpubmed\.ncbi\.nlm\.nih\.gov|\bncbi\.nlm\.nih\.gov/(?:m/)?pubmed"
    r"|\beuropepmc\.org/(?:article|abstract)/med)/(\d{1,9})(?!\d)",
    re.IGNORECASE,
)
_PUBMED_SEARCH = re.compile(
    r"\b(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed)/?\?", re.IGNORECASE
)
_PMCID_LINK = re.compile(
    r"(?:ncbi\.nlm\.nih\.gov|europepmc\.org)/[^\s?#]{0,40}?(pmc\d{1,10})(?!\d)", re.IGNORECASE
)
_OPEN_DOI = re.compile(r"10\.\d{4,9}/(?:\S{0,200}[-/_])?$")
"""How the last word of a line ends whose DOI goes on in the next: no DOI ends so."""
_OPEN_LINK = re.compile(r"(?:\bdoi\.org/|\bdoi:|https?://)$", re.IGNORECASE)
_LINKED = re.compile(r"10\.\d{4}|(?:www\.|dx\.)?doi\.org/", re.IGNORECASE)
_STARTS_IDENTIFIER = re.compile(
    r"[(<\[\"“]{0,3}(?:https?:|www\.|doi|10\.\d{4}|pmid|pubmed|pmc)", re.IGNORECASE
)
_BARE_NUMBER = re.compile(rf"\d{{{FEWEST_DIGITS},9}}[.,;]?")
_NO_PART = re.compile(r"\D{1,60}$|\(?\d{1,3}[.)]$|\((?:1[89]|20)\d\d")
"""A word that continues no DOI: without a digit, or the number of an entry, or a year."""
_WORD_OF_DOI = re.compile(r"[a-z][a-z._-]{0,60}")
_BREAK = re.compile(r"(?<=[-‐‑–/_:])[ \t]{1,20}(?=\S)")
_LONGEST_WORD = 300
_DIGITS = re.compile(r"\d{1,9}")
_PAGE_OF_ARTICLE = re.compile(
    r"(?:/(?:abs|abstract|citedby|comments|download|e?pdf|pdfdirect|epub|figures|full|full-text"
    r"|fulltext(?:\.html)?|html|meta|metrics|references|summary|tables)"
    r"|\.(?:abstract|full|full-text|html?|long|pdf|short))$",
    re.IGNORECASE,
)
_VERSION = re.compile(r"v\d{1,2}$")
"""Of a preprint of bioRxiv or medRxiv, in a link."""


@dataclass(frozen=True, slots=True)
class FoundIdentifier:
    """An identifier, and the characters that it was read from."""

    identifier: Identifier
    text: str


def plain_signs(line: str) -> str:
    """Return a line with plain hyphens and spaces, and a space between joined identifiers.

    Each PMID of several under one label gets a label of its own.

    Args:
        line: as a person pasted it.
    """
    plain = _JOINT.sub(" ", _TAG_START.sub(" <", line.translate(_SIGNS)))
    return with_whole_identifiers(_PMID_LIST.sub(_labelled, plain))


def is_broken_identifier(before: str, after: str) -> bool:
    """Return whether an identifier breaks off at the end of a line and goes on in the next.

    Args:
        before: the line, with plain signs.
        after: the next one.
    """
    last = before[max(before.rfind(" ") + 1, len(before) - _LONGEST_WORD) :]
    words = after[:_LONGEST_WORD].split(maxsplit=1)
    if not words or not last.endswith(("-", "/", "_", ":")):
        return False
    if _OPEN_LINK.search(last):
        return bool(_LINKED.match(words[0]))
    found = _OPEN_DOI.search(last)
    if not found or _STARTS_IDENTIFIER.match(words[0]):
        return False
    if _BARE_NUMBER.fullmatch(words[0]):  # it may be a PMID
        return last.endswith("/") and found[0].count("/") == 1
    is_word = len(words) == 1 and _WORD_OF_DOI.fullmatch(words[0])
    return bool(is_word) or not _NO_PART.match(words[0])


def with_whole_identifiers(text: str) -> str:
    """Return a text without the spaces in identifiers that were broken at the end of a line.

    Args:
        text: any, or several lines that were joined.
    """
    if "10." not in text:
        return text
    for _each in range(2):  # a DOI may be broken twice
        text = _BREAK.sub(partial(_mended, text), text)
    return text


def _mended(text: str, found: re.Match[str]) -> str:
    """Return the spaces that were found, none if they are in an identifier."""
    before = text[max(0, found.start() - _LONGEST_WORD) : found.start()].translate(_SIGNS)
    is_broken = is_broken_identifier(before, text[found.end() : found.end() + _LONGEST_WORD])
    return "" if is_broken else found[0]


def _labelled(found: re.Match[str]) -> str:
    """Return a list of PMIDs with a label before each."""
    return " ".join(f"PMID {number}" for number in _DIGITS.findall(found[1]))


def identifiers_in(line: str) -> tuple[list[FoundIdentifier], str]:
    """Return the identifiers of a line in their order, and what else it has.

    Args:
        line: from `plain_signs`.
    """
    found: list[FoundIdentifier] = []
    rest: list[str] = []
    end = 0
    for match in _FOUND.finditer(line):
        identifier = _read(match[0], match.lastgroup or "")
        if identifier is None:
            continue
        found.append(FoundIdentifier(identifier, match[0].strip("()[].,;'")))
        rest.append(line[end : match.start()])
        end = match.end()
    return found, " ".join((*rest, line[end:]))


def _read(text: str, form: str) -> Identifier | None:
    """Return the identifier of a text that looks like one."""
    if form == "link":
        return identifier_of_link(text)
    if form == "doi":
        return _identifier(IdKind.DOI, normalise_doi(text))
    if form == "pmcid":
        return _identifier(IdKind.PMCID, normalise_pmcid(text))
    return bare_pmid(_DIGITS.findall(text)[-1])


def bare_pmid(digits: str) -> Identifier | None:
    """Return the PMID of digits, `None` if they are none.

    Args:
        digits: of a number, perhaps with a label or PubMed's tag.
    """
    return _identifier(IdKind.PMID, normalise_pmid(digits))


def _identifier(kind: IdKind, value: str) -> Identifier | None:
    """Return an identifier, `None` for an empty value."""
    return Identifier(kind, value) if value else None


def identifier_of_link(link: str) -> Identifier | None:
    """Return the identifier that an address states: of a resolver, a database or a publisher.

    Args:
        link: an address, also without "https://".
    """
    if found := _PMID_LINK.search(link):
        return bare_pmid(found[1])
    if found := _PMCID_LINK.search(link):
        return _identifier(IdKind.PMCID, normalise_pmcid(found[1]))
    if _PUBMED_SEARCH.search(link) and (searched := _searched_pmid(link)):
        return searched
    return _identifier(IdKind.DOI, next(filter(None, _dois_of_link(link)), ""))


def _searched_pmid(link: str) -> Identifier | None:
    """Return the PMID that a search of PubMed is for; fewer digits without a tag may be a year."""
    fields = dict(parse_qsl(link.partition("?")[2].partition("#")[0]))
    term = fields.get("term", "").strip()
    is_year = term.isdecimal() and len(term) < FEWEST_DIGITS
    return None if is_year else bare_pmid(term)


def _dois_of_link(link: str) -> Iterator[str]:
    """Yield the DOI in the path of an address, then those in its fields, empty if there is none."""
    address, _, fields = link.partition("?")
    path = unquote(address.partition("#")[0])
    doi = normalise_doi(path)
    yield doi if "doi.org/" in path.lower() else _without_page(doi, path)
    for _name, value in parse_qsl(fields.partition("#")[0]):
        yield normalise_doi(value)


def _without_page(doi: str, path: str) -> str:
    """Return the DOI in a publisher's address without the name of the page after it."""
    before = None
    while doi != before:
        before = doi
        doi = _PAGE_OF_ARTICLE.sub("", doi)
        if "rxiv.org" in path.lower():
            doi = _VERSION.sub("", doi)
    return normalise_doi(doi)
