"""The identifiers of publications in one form each; what is not one becomes empty."""

from __future__ import annotations

import re
from operator import mul
from urllib.parse import quote, unquote

_DOI = re.compile(r"10\.\d{4,9}+(?:\.\d{1,9}+){0,4}/\S+", re.IGNORECASE)
_PLAIN_DOI = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/)?(10\.[0-9]{4,9}/[\w.;()/:-]*\w)", re.ASCII
)
"""What nearly all DOIs are: nothing around them, and no punctuation at their end to take off."""
_DOI_END_SIGNS = ".,;:'\"”’>]}"
_DOI_END_WORDS = ("&gt", "&quot", "&amp", "[doi")
"""What follows a DOI without belonging to it; a semicolon or bracket after them is a sign."""
_ENCODED = re.compile(r"%(?:2f|28|29|3a|3b|3c|3e)", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:amp;)?(lt|gt);(?=\d)", re.IGNORECASE)
"""A sign of a DOI as HTML; before anything but a digit it is the end of one."""
_MAX_DOI = 300
"""Characters; longer text without a space is no DOI."""
_PMID = re.compile(
    r"(?:(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/"
    r"|(?:pmid|pubmed|medline)\s*+[:#-]?\s*+)?0*([1-9]\d{0,8})/?(?:\s*\[(?:pmid|uid)\])?",
    re.IGNORECASE,
)
_PMCID = re.compile(r"pmc\s*-?0*([1-9]\d{0,9})(?:\.\d+)?(?!\d)", re.IGNORECASE)
_OPENALEX = re.compile(
    r"(?:https?://(?:api\.)?openalex\.org/(?:works/)?)?(W[1-9]\d*)", re.IGNORECASE
)
_ISSN = re.compile(r"(?<![\d-])(\d{4})[-‐‑–]?(\d{3}[\dX])(?![\dX-])", re.IGNORECASE)
_ISBN = re.compile(r"(?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dX]", re.IGNORECASE)

_ORCID = re.compile(
    r"(?:https://orcid\.org/)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dX])(?![\dX])", re.IGNORECASE
)
_ORCID_WEIGHTS = tuple(2**power % 11 for power in range(15, 0, -1))
"""ISO 7064 MOD 11-2, by which an ORCID iD is checked: twice the total before, digit by digit."""

_ISSN_MODULUS = 11
_ISBN_SHORT, _ISBN_LONG = 10, 13


def normalise_doi(text: str) -> str:
    """Return a DOI in lower case without resolver, label or trailing punctuation.

    Args:
        text: of a record; the first DOI in it counts.

    Returns:
        Empty if there is none.
    """
    return stated_doi(text).lower()


def stated_doi(text: str) -> str:
    """Return a DOI in its own case without resolver, label or trailing punctuation.

    Args:
        text: of a record; the first DOI in it counts.

    Returns:
        Empty if there is none.
    """
    if (plain := _PLAIN_DOI.fullmatch(text)) and len(plain[1]) <= _MAX_DOI:
        return plain[1]
    if "10." not in text:
        return ""
    if "%" in text and _ENCODED.search(text):
        text = unquote(text)
    if "&" in text:
        text = _ENTITY.sub(lambda entity: "<" if entity[1].lower() == "lt" else ">", text)
    found = _DOI.search(text)
    if not found or len(found[0]) > _MAX_DOI:
        return ""
    return _trim_doi(found[0])


def _trim_doi(doi: str) -> str:
    """Return a DOI without the punctuation around it, but with brackets of its own."""
    before = None
    while doi != before:
        before = doi
        doi = doi.rstrip(_DOI_END_SIGNS)
        for word in _DOI_END_WORDS:
            if doi.lower().endswith(word):
                doi = doi[: -len(word)]
        doi = doi.rstrip("/")
        if doi.endswith(")") and doi.count("(") < doi.count(")"):
            doi = doi[:-1]
    return doi if _DOI.fullmatch(doi) else ""


def doi_url(doi: str) -> str:
    """Return the address at which a DOI is resolved, empty for an empty DOI.

    Args:
        doi: in normal form.
    """
    return f"https://doi.org/{quote(doi, safe='/:;()._-')}" if doi else ""


def normalise_pmid(text: str) -> str:
    """Return a PubMed number as digits without leading zeros, empty if it is none.

    Args:
        text: a number, with a label or as an address.
    """
    found = _PMID.fullmatch(text.strip())
    return found[1] if found else ""


def normalise_pmcid(text: str) -> str:
    """Return a PubMed Central number as "PMC" and digits, empty if there is none.

    Args:
        text: of a record; the first number in it counts.
    """
    found = _PMCID.search(text)
    return f"PMC{found[1]}" if found else ""


def normalise_openalex(text: str) -> str:
    """Return the OpenAlex number of a work as "W" and digits, empty if it is none.

    Args:
        text: a number, also as an address.
    """
    found = _OPENALEX.fullmatch(text.strip())
    return found[1].upper() if found else ""


def normalise_issn(text: str) -> str:
    """Return an ISSN as "1234-567X", empty if there is none or its check digit is wrong.

    Args:
        text: of a record; the first ISSN in it counts.
    """
    found = _ISSN.search(text)
    if not found:
        return ""
    digits = (found[1] + found[2]).upper()
    total = sum(_value(digit) * (8 - place) for place, digit in enumerate(digits))
    return f"{digits[:4]}-{digits[4:]}" if total % _ISSN_MODULUS == 0 else ""


def _value(digit: str) -> int:
    """Return the value of a check digit."""
    return 10 if digit == "X" else int(digit)


def normalise_isbn(text: str) -> str:
    """Return an ISBN as 13 digits, empty if there is none or its check digit is wrong.

    Args:
        text: of a record; the first ISBN in it counts, and one of ten digits is converted.
    """
    found = _ISBN.search(text)
    if not found:
        return ""
    digits = found[0].replace("-", "").replace(" ", "").upper()
    if len(digits) == _ISBN_SHORT:
        total = sum(_value(digit) * (10 - place) for place, digit in enumerate(digits))
        return _with_check("978" + digits[:9]) if total % 11 == 0 else ""
    valid = len(digits) == _ISBN_LONG and digits == _with_check(digits[:12])
    return digits if valid else ""


def _with_check(digits: str) -> str:
    """Return twelve digits with the thirteenth."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"{digits}{-total % 10}"


def normalise_orcid(text: str) -> str:
    """Return an ORCID iD as four groups of four, empty if none has a right check digit.

    Args:
        text: of a record; the first iD in it counts.

    Source:
        ISO 7064 MOD 11-2, for the check digit.
    """
    found = _ORCID.search(text)
    if not found:
        return ""
    number = "-".join(found.groups()).upper()
    digits = number.replace("-", "")
    total = sum(map(mul, map(int, digits[:-1]), _ORCID_WEIGHTS))
    return number if (12 - total) % 11 == _value(digits[-1]) else ""
