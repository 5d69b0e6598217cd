"""The identifiers in one line of text: DOIs, PMIDs and PMCIDs, with labels, or in links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
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
    return _PMID_LIST.sub(_labelled, plain)


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
