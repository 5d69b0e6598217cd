"""What a reference in APA 7 needs, by type of work, and which of it an item lacks.

After the *Publication Manual of the American Psychological Association* (7th ed.), chapters 9 and
10. A DOI is never required where the work can be found without it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pprnet.citations.csl_items import (
    CslItem,
    date_parts,
    field_text,
    item_names,
    raw_text,
    web_address,
)
from pprnet.identifiers import normalise_doi


@dataclass(frozen=True, slots=True)
class MissingField:
    """One field that the reference still needs."""

    field: str
    """The CSL variable to fill in."""
    label: str
    """Its name for a person, in English; the site translates it."""
    advice: str
    """What to do about it, in English."""


@dataclass(frozen=True, slots=True)
class RequiredField:
    """A field that a type of work needs, and the test whether it is there."""

    missing: MissingField
    met: Callable[[CslItem], bool]


def has_text(*fields: str) -> Callable[[CslItem], bool]:
    """Return the test whether one of some text fields is filled in.

    Args:
        fields: names of CSL variables.
    """
    return lambda item: any(field_text(item.get(field)) for field in fields)


def _has_names(*fields: str) -> Callable[[CslItem], bool]:
    """Return the test whether one of some name fields contains a name."""
    return lambda item: any(item_names(item, field) for field in fields)


def _has_year(item: CslItem) -> bool:
    """Return whether the year of publication is stated, or a status that stands for it."""
    return bool(date_parts(item)) or has_text("status")(item)


def _has_address(item: CslItem) -> bool:
    """Return whether the item has a DOI or a web address."""
    return bool(normalise_doi(raw_text(item.get("DOI"))) or web_address(item.get("URL")))


def _has_group_author(item: CslItem) -> bool:
    """Return whether a group wrote the work; APA 7 then omits an equal publisher."""
    return any("literal" in name for name in item_names(item, "author"))


def _has_volume(item: CslItem) -> bool:
    """Return whether the volume is stated, or a DOI replaces it (advance online)."""
    return has_text("volume")(item) or _has_address(item)


def _has_pages_or_number(item: CslItem) -> bool:
    """Return whether pages or article number are stated, or something replaces them."""
    return has_text("page", "number")(item) or _has_address(item) or not has_text("volume")(item)


def _has_pages(item: CslItem) -> bool:
    """Return whether the pages of a chapter are stated, or a DOI replaces them."""
    return has_text("page", "number")(item) or _has_address(item)


def _has_publisher(item: CslItem) -> bool:
    """Return whether a publisher is stated, or a group published its own work."""
    return has_text("publisher")(item) or _has_group_author(item)


def _has_site(item: CslItem) -> bool:
    """Return whether the site is named, or a group wrote on its own site."""
    return has_text("container-title", "publisher")(item) or _has_group_author(item)


def _required_field(
    field: str, label: str, advice: str, met: Callable[[CslItem], bool]
) -> RequiredField:
    """Return one requirement."""
    return RequiredField(MissingField(field, label, advice), met)


AUTHOR_FIELD = _required_field(
    "author",
    "Author",
    "Add each author with family name and initials, or the group that wrote it.",
    _has_names("author"),
)
AUTHOR_OR_EDITOR_FIELD = _required_field(
    "author",
    "Author or editor",
    "Add each author or editor with family name and initials.",
    _has_names("author", "editor"),
)
YEAR_FIELD = _required_field("issued", "Year", "Add the year of publication.", _has_year)
TITLE_FIELD = _required_field(
    "title", "Title", "Add the title as printed on the work.", has_text("title")
)
JOURNAL_FIELD = _required_field(
    "container-title", "Journal", "Add the journal's full name.", has_text("container-title")
)
VOLUME_FIELD = _required_field(
    "volume",
    "Volume",
    "Add the volume; for an article published ahead of print, add its DOI or web address.",
    _has_volume,
)
PAGES_FIELD = _required_field(
    "page",
    "Pages or article number",
    "Add the pages, as in 25-41, or the article number.",
    _has_pages_or_number,
)
BOOK_FIELD = _required_field(
    "container-title",
    "Title of the book",
    "Add the title of the book that holds the chapter.",
    has_text("container-title"),
)
EDITOR_FIELD = _required_field(
    "editor", "Editor", "Add each editor of the book.", _has_names("editor")
)
CHAPTER_PAGES_FIELD = _required_field(
    "page", "Pages", "Add the pages of the chapter, as in 25-41, or its DOI.", _has_pages
)
PUBLISHER_FIELD = _required_field(
    "publisher", "Publisher", "Add the publisher.", has_text("publisher")
)
INSTITUTION_FIELD = _required_field(
    "publisher", "Institution", "Add the institution that published the report.", _has_publisher
)
UNIVERSITY_FIELD = _required_field(
    "publisher", "University", "Add the university that awarded the degree.", has_text("publisher")
)
REPOSITORY_FIELD = _required_field(
    "publisher",
    "Repository",
    "Add the repository or preprint server.",
    has_text("publisher", "container-title"),
)
SITE_FIELD = _required_field(
    "container-title", "Name of the site", "Add the name of the site that holds it.", _has_site
)
ADDRESS_FIELD = _required_field(
    "DOI", "DOI or web address", "Add the DOI or the web address.", _has_address
)
WEB_ADDRESS_FIELD = _required_field("URL", "Web address", "Add the web address.", _has_address)
EVENT_FIELD = _required_field(
    "event-title",
    "Conference",
    "Add the name of the conference or of its proceedings.",
    has_text("event-title", "container-title"),
)
SOURCE_FIELD = _required_field(
    "publisher",
    "Publisher, DOI or web address",
    "Add where it can be found: publisher, DOI or web address.",
    lambda item: has_text("publisher", "container-title")(item) or _has_address(item),
)

BASIC_FIELDS = (AUTHOR_FIELD, YEAR_FIELD, TITLE_FIELD)
OTHER_FIELDS = (*BASIC_FIELDS, SOURCE_FIELD)
REQUIRED_FIELDS: dict[str, tuple[RequiredField, ...]] = {
    "article-journal": (*BASIC_FIELDS, JOURNAL_FIELD, VOLUME_FIELD, PAGES_FIELD),
    "article": (*BASIC_FIELDS, REPOSITORY_FIELD, ADDRESS_FIELD),
    "book": (AUTHOR_OR_EDITOR_FIELD, YEAR_FIELD, TITLE_FIELD, PUBLISHER_FIELD),
    "chapter": (*BASIC_FIELDS, BOOK_FIELD, EDITOR_FIELD, CHAPTER_PAGES_FIELD, PUBLISHER_FIELD),
    "dataset": (*BASIC_FIELDS, REPOSITORY_FIELD, ADDRESS_FIELD),
    "report": (*BASIC_FIELDS, INSTITUTION_FIELD),
    "thesis": (*BASIC_FIELDS, UNIVERSITY_FIELD),
    "paper-conference": (*BASIC_FIELDS, EVENT_FIELD),
    # APA 7 allows "n.d." for a page that states no date, and the site needs no publisher.
    "webpage": (AUTHOR_FIELD, TITLE_FIELD, SITE_FIELD, WEB_ADDRESS_FIELD),
    "document": OTHER_FIELDS,
}


def completeness(item: CslItem) -> tuple[MissingField, ...]:
    """Return what APA 7 needs for this type of work and the item lacks, in the order of print.

    Args:
        item: CSL-JSON.

    Returns:
        Empty for a complete item.

    Source:
        *Publication Manual of the American Psychological Association* (7th ed.), chapters 9 and 10.
    """
    needs = REQUIRED_FIELDS.get(field_text(item.get("type")), OTHER_FIELDS)
    return tuple(each.missing for each in needs if not each.met(item))
