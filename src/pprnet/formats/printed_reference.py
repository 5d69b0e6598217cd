"""References as they are printed in APA style: recognised, and read as records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pprnet.formats.fields.bibliographic_fields import full_pages
from pprnet.formats.fields.initials import space_initials
from pprnet.formats.fields.names.group_names import is_group
from pprnet.identifiers import normalise_doi
from pprnet.records import Author, PartialDate, Record

REFERENCE = re.compile(
    r"(?P<who>[^()]{2,1500}?)[.,]? ?\((?P<year>(?:19|20)\d\d)[a-z]?\b[^)]*\)[.,:]? ?"
)
INITIALS = re.compile(r"(?:[^\W\d_a-z]{1,3}\.?[ -]?){1,5}")
SUFFIX = re.compile(r"(?:Jr|Sr)\.?|II|III|IV")
DOI = re.compile(
    r"(?:(?<![\s,;.])[\s,;.]+)?"
    r"(?:\bdoi\s*+(?::\s*+)?|https?://(?:dx\.)?doi\.org/|doi\.org/){1,4}\s*+10\..*$",
    re.IGNORECASE,
)
VOLUME_AND_PAGES = re.compile(
    r",\s*+(?P<volume>\d{1,4})\s*+(?:\((?P<issue>[^()]{1,20})\))?\s*+"
    r"(?:[,:]\s*+(?:pp?\.\s*+)?(?P<where>(?:Article\s+)?[A-Za-z]{0,3}\d+(?:\s*[-‐-–—]\s*[A-Za-z]{0,3}\d+)?))?"
    r"\s*+\.?$"
)
SENTENCE_END = re.compile(r"[.?!][”\"’]?\s+")
LONG_REFERENCE = 1_500


def is_reference(text: str) -> bool:
    """Return whether a line is a printed reference: names, a year in brackets, a title.

    Args:
        text: the line.
    """
    found = REFERENCE.match(text)
    if not found or len(text) > LONG_REFERENCE:
        return False
    people = _index_names(found["who"])
    return bool(people) and (any(person.given for person in people) or is_group(found["who"]))


def parse_apa_reference(text: str, *, line: int = 0) -> Record | None:
    """Return an APA reference as a record: names, year, title, journal, volume, pages, DOI.

    Args:
        text: the reference as printed.
        line: its 1-based line in the file, 0 if there is none.

    Returns:
        `None` where the text does not start like a reference.
    """
    found = REFERENCE.match(text)
    if not found:
        return None
    rest = text[found.end() :]
    doi = normalise_doi(rest)
    rest = DOI.sub("", rest).strip(" ,;") if doi else rest.strip(" ,;")
    place = VOLUME_AND_PAGES.search(rest)
    title, journal = _split_title(rest[: place.start()] if place else rest)
    where = (place and place["where"]) or ""
    by_article = bool(re.match(r"[A-Za-z]", where)) and "-" not in full_pages(where)
    by_article = by_article or bool(place and re.search(r"\d:\d+\W*$", place[0]))
    return Record(
        source="pprnet-archive",
        line=line,
        title=title,
        authors=_index_names(found["who"]),
        issued=PartialDate(int(found["year"])),
        journal=journal,
        volume=(place and place["volume"]) or "",
        issue=(place and place["issue"]) or "",
        pages="" if by_article else full_pages(where),
        article_number=re.sub(r"^Article\s+", "", where) if by_article else "",
        doi=doi,
    )


def _split_title(text: str) -> tuple[str, str]:
    """Split a title from the journal after it, at the last end of a sentence."""
    text = text.strip(" .,;")
    ends = list(SENTENCE_END.finditer(text))
    if not ends:
        return text, ""
    title = text[: ends[-1].start() + 1].removesuffix(".")
    return title.strip(), text[ends[-1].end() :].strip(" ,")


def _index_names(text: str) -> tuple[Author, ...]:
    """Return the names of a list in index order, "Parry, G.D., Mason, A-M., & Chambers, E.".

    Args:
        text: the list; "et al." and an ellipsis in it are left out.
    """
    tokens = [
        token.strip() for token in re.split(r",|&|…|\.\s?\.\s?\.(?=\s)|\band\b|\bet al\b\.?", text)
    ]
    people: list[Author] = []
    for token in filter(None, tokens):
        if people and SUFFIX.fullmatch(token) and people[-1].given:
            people[-1] = replace(people[-1], suffix=token)
        elif people and people[-1].literal and INITIALS.fullmatch(token):
            people[-1] = Author(family=people[-1].literal, given=_spaced_initials(token))
        else:
            people.append(Author(literal=token))
    if is_group(text) and not any(person.given for person in people):
        return (Author(literal=text.strip(" .,")),)
    return tuple(people)


def _spaced_initials(text: str) -> str:
    """Return "G.D." and "A-M" as "G. D." and "A.-M."."""
    parts = re.split(r"[.\s]+", text.replace(".-", "-"))
    return " ".join(space_initials(part) for part in parts if part.strip("-"))


def unread_reference_parts(record: Record) -> Iterator[str]:
    """Yield the parts of a printed reference that could not be read, each as a sentence's end.

    Args:
        record: the reference as `parse_apa_reference` returns it.
    """
    if any(person.literal and not is_group(person.literal) for person in record.authors):
        yield "has an author whose name could not be read in full; check the reference"
    if not record.title or not record.journal:
        yield "has a reference whose title and journal could not be separated; check it"
    if not record.doi:
        yield "prints a reference without a DOI; add it if the work has one"
