"""One printed reference as a CSL item, with what in it is uncertain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pprnet.citations.printed.reference_shapes import (
    LONGEST_REFERENCE,
    ReferenceParts,
    ReferenceShape,
    divide_reference,
)
from pprnet.citations.printed.source_parts import SourceParts, read_source
from pprnet.formats.fields.names.group_names import is_group
from pprnet.formats.json.csl import to_csl
from pprnet.records import PartialDate, Record, WorkType
from pprnet.sources.lookup.identifier_lists import ENTRY_NUMBER
from pprnet.sources.lookup.identifiers_in_text import (
    identifiers_in,
    plain_signs,
    with_whole_identifiers,
)
from pprnet.sources.notices.preprint_dois import is_preprint_doi, is_preprint_server
from pprnet.text import clean

SOURCE = "printed-reference"
HAS_IDENTIFIER = re.compile(r"10\.\d{4}|https?://|www\.|doi\.org", re.IGNORECASE)
LABEL = re.compile(r"[(\[<“\"]{0,2}(?:doi:?|:|https?://)", re.IGNORECASE)
"""The word before a DOI."""
LINKS = re.compile(
    r"\s?\[(?:PubMed(?: Central)?|PMC free article|Cross ?Ref|Google Scholar|Web of Science|Medline"
    r"|Scopus|DOI|(?:Free )?Full Text)\]",
    re.IGNORECASE,
)
"""What journals print after a reference for the links to it."""
PMID = re.compile(r"\bPMID\s?[:#]?\s?\d{1,9}\b\.?;?", re.IGNORECASE)
PMCID = re.compile(r"\b(?:PMCID\s?:?\s?)?PMC\d{2,10}\b\.?;?", re.IGNORECASE)
ADDRESS = re.compile(r"https?://\S{3,1000}", re.IGNORECASE)
ACCESS_WORDS = re.compile(
    r"\b(?:Available (?:at|from)|Retrieved(?: \w+ \d{1,2}, \d{4},)? from|Accessed(?: on)?"
    r"(?: \w+ \d{1,2},? \d{4}| \d{1,2} \w+ \d{4})?)\s?:?\s{0,2}(?=[.;,()]|$)"
    r"|\(Accessed:[^)]{0,40}\)"
    r"|\((?:Original work published|Retraction published|Reprinted from)[^()]{0,300}\)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class UncertainField:
    """A field that a person should compare with the print."""

    field: str
    """The CSL variable."""
    reason: str
    """Why, in English."""


@dataclass(frozen=True, slots=True)
class ParsedReference:
    """What was read from a printed reference."""

    item: dict[str, Any]
    """CSL-JSON."""
    record: Record
    """The same as a record."""
    uncertain: tuple[UncertainField, ...]
    shape: ReferenceShape
    text: str
    """The reference as it was pasted, on one line without its number."""


def parse_reference(text: str) -> ParsedReference | None:
    """Return one printed reference as a CSL item, `None` where it has no shape of a reference.

    APA, Harvard, Chicago, Vancouver and AMA are read, with or without a DOI. Names, dates and pages
    are read as those of files are.

    Args:
        text: the reference as pasted; it may be broken over lines, and have a number before it.
    """
    shown = clean(text[: 2 * LONGEST_REFERENCE])
    if numbering := ENTRY_NUMBER.match(shown):
        shown = shown[numbering.end() :]
    plain, identifiers = _take_identifiers(shown)
    parts = divide_reference(plain)
    if parts is None or not parts.rest:
        return None
    source = read_source(parts.rest, parts.place, parts.shape)
    if parts.are_editors and source.container and not source.volume:
        source.publisher, source.container = source.container, ""
    record = _as_preprint(_record(parts, source, identifiers))
    uncertain = tuple(_uncertain_fields(parts, source, record))
    return ParsedReference(_item(record), record, uncertain, parts.shape, shown)


def _take_identifiers(text: str) -> tuple[str, dict[str, str]]:
    """Return a reference without its identifiers and addresses, and those."""
    text = with_whole_identifiers(LINKS.sub("", text))
    found: dict[str, str] = {}
    for each in identifiers_in(plain_signs(text))[0]:
        found.setdefault(each.identifier.kind.name.lower(), each.identifier.value)
    text = PMCID.sub("", PMID.sub("", _without_dois(text), count=1), count=1)
    if address := ADDRESS.search(text):
        found |= {} if found.get("doi") else {"url": address[0].rstrip(".,;)")}
        text = text[: address.start()] + text[address.end() :]
    text = ACCESS_WORDS.sub("", text)
    text = clean(text).rstrip(" ,;:")
    return (f"{text.rstrip(' .')}." if text.endswith(".") else text), found


def _without_dois(text: str) -> str:
    """Return a text without the words that state an identifier, and their labels."""
    words: list[str] = []
    for word in text.split(" "):
        found, rest = identifiers_in(plain_signs(word)) if HAS_IDENTIFIER.search(word) else ([], "")
        if found:
            while words and LABEL.fullmatch(words[-1]):
                words.pop()
        kept = rest.strip("()[]<>“”\"' ") if found else word
        words.append(kept if kept.lower() not in ("doi:", "doi") else "")
    return " ".join(words)


def _record(parts: ReferenceParts, source: SourceParts, identifiers: dict[str, str]) -> Record:
    """Return the parts of a reference as a record."""
    return Record(
        source=SOURCE,
        type=WorkType.BOOK if parts.are_editors else source.kind,
        title=source.title,
        authors=() if parts.are_editors else parts.authors,
        authors_shortened=parts.is_shortened,
        editors=parts.authors if parts.are_editors else source.editors,
        issued=PartialDate(parts.year) if parts.year else None,
        status=parts.status or source.status,
        journal=source.container,
        translators=source.translators,
        volume=source.volume,
        issue=source.issue,
        pages=source.pages,
        article_number=source.article_number or source.number,
        edition=source.edition,
        publisher=source.publisher,
        genre=source.genre,
        doi=identifiers.get("doi", ""),
        pmid=identifiers.get("pmid", ""),
        pmcid=identifiers.get("pmcid", ""),
        url=identifiers.get("url", ""),
    )


def _as_preprint(record: Record) -> Record:
    """Return a record as a preprint where its server or DOI says that it is one."""
    is_preprint = is_preprint_server(record.journal) or is_preprint_doi(record.doi)
    if not is_preprint or record.volume or record.type is not WorkType.ARTICLE:
        return record
    return replace(record, type=WorkType.PREPRINT, publisher=record.journal, journal="")


def _item(record: Record) -> dict[str, Any]:
    """Return a record as a CSL item without an id, which a reference has none of."""
    return {name: value for name, value in to_csl(record).items() if name != "id"}


def _uncertain_fields(
    parts: ReferenceParts, source: SourceParts, record: Record
) -> Iterator[UncertainField]:
    """Yield what a person should compare with the print."""
    if any(each.literal and not is_group(each.literal) for each in parts.authors):
        yield UncertainField("author", "a name could not be divided into family and given name")
    if parts.is_shortened:
        yield UncertainField("author", "the print leaves out some of the authors")
    if not record.issued and not record.status:
        yield UncertainField("issued", "no year is printed")
    guesses = source.guesses
    if record.type is WorkType.PREPRINT:
        guesses = {name: reason for name, reason in guesses.items() if name != "type"}
    for name, reason in guesses.items():
        yield UncertainField(name, reason)
