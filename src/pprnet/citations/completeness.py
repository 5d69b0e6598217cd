"""What a reference in APA 7 needs, by type of work, and what an item lacks of it.

After the *Publication Manual of the American Psychological Association* (7th ed.), chapters 9
and 10. A DOI is never required where the work can be found without it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pprnet.citations.items import (
    Item,
    date_parts,
    names_of,
    raw_text,
    text_of,
    web_address,
)
from pprnet.identifiers import normalise_doi


@dataclass(frozen=True, slots=True)
class MissingField:
    """One thing that the reference still needs."""

    field: str
    """The CSL variable to fill in."""
    label: str
    """Its name for a person, in English; the site translates it."""
    advice: str
    """What to do about it, in English."""


@dataclass(frozen=True, slots=True)
class Need:
    """A field that a type of work needs, and the test that it is there."""

    missing: MissingField
    met: Callable[[Item], bool]


def has(*fields: str) -> Callable[[Item], bool]:
    """Make the test that one of these text fields is filled in."""
    return lambda item: any(text_of(item.get(field)) for field in fields)


def has_names(*fields: str) -> Callable[[Item], bool]:
    """Make the test that one of these name fields holds a name."""
    return lambda item: any(names_of(item, field) for field in fields)


def has_year(item: Item) -> bool:
    """Tell whether the year of publication is stated."""
    return bool(date_parts(item))


def has_address(item: Item) -> bool:
    """Tell whether a DOI or a web address leads to the work."""
    return bool(normalise_doi(raw_text(item.get("DOI"))) or web_address(item.get("URL")))


def by_group(item: Item) -> bool:
    """Tell whether a group wrote the work; APA 7 then leaves out an equal publisher."""
    return any("literal" in name for name in names_of(item, "author"))


def has_volume(item: Item) -> bool:
    """Tell whether the volume is stated, or a DOI stands in for it (advance online)."""
    return has("volume")(item) or has_address(item)


def has_place_in_volume(item: Item) -> bool:
    """Tell whether pages or article number are stated, or something stands in for them."""
    return has("page", "number")(item) or has_address(item) or not has("volume")(item)


def has_pages(item: Item) -> bool:
    """Tell whether the pages of a chapter are stated, or a DOI stands in for them."""
    return has("page", "number")(item) or has_address(item)


def has_publisher(item: Item) -> bool:
    """Tell whether a publisher is stated, or a group published its own work."""
    return has("publisher")(item) or by_group(item)


def has_site(item: Item) -> bool:
    """Tell whether the site is named, or a group wrote on its own site."""
    return has("container-title", "publisher")(item) or by_group(item)


def need(field: str, label: str, advice: str, met: Callable[[Item], bool]) -> Need:
    """Put one need together."""
    return Need(MissingField(field, label, advice), met)


AUTHOR = need(
    "author",
    "Author",
    "Add each author with family name and initials, or the group that wrote it.",
    has_names("author"),
)
AUTHOR_OR_EDITOR = need(
    "author",
    "Author or editor",
    "Add each author or editor with family name and initials.",
    has_names("author", "editor"),
)
YEAR = need("issued", "Year", "Add the year of publication.", has_year)
TITLE = need("title", "Title", "Add the title as printed on the work.", has("title"))
JOURNAL = need("container-title", "Journal", "Add the journal's full name.", has("container-title"))
VOLUME = need(
    "volume",
    "Volume",
    "Add the volume; for an article published ahead of print, add its DOI or web address.",
    has_volume,
)
PAGES = need(
    "page",
    "Pages or article number",
    "Add the pages, as in 25-41, or the article number.",
    has_place_in_volume,
)
BOOK = need(
    "container-title",
    "Title of the book",
    "Add the title of the book that holds the chapter.",
    has("container-title"),
)
EDITOR = need("editor", "Editor", "Add each editor of the book.", has_names("editor"))
CHAPTER_PAGES = need(
    "page", "Pages", "Add the pages of the chapter, as in 25-41, or its DOI.", has_pages
)
PUBLISHER = need("publisher", "Publisher", "Add the publisher.", has("publisher"))
INSTITUTION = need(
    "publisher", "Institution", "Add the institution that published the report.", has_publisher
)
UNIVERSITY = need(
    "publisher", "University", "Add the university that awarded the degree.", has("publisher")
)
REPOSITORY = need(
    "publisher",
    "Repository",
    "Add the repository or preprint server.",
    has("publisher", "container-title"),
)
SITE = need(
    "container-title", "Name of the site", "Add the name of the site that holds it.", has_site
)
ADDRESS = need("DOI", "DOI or web address", "Add the DOI or the web address.", has_address)
WEB_ADDRESS = need("URL", "Web address", "Add the web address.", has_address)
EVENT = need(
    "event-title",
    "Conference",
    "Add the name of the conference or of its proceedings.",
    has("event-title", "container-title"),
)
SOURCE = need(
    "publisher",
    "Publisher, DOI or web address",
    "Add where it can be found: publisher, DOI or web address.",
    lambda item: has("publisher", "container-title")(item) or has_address(item),
)

BASICS = (AUTHOR, YEAR, TITLE)
OTHER = (*BASICS, SOURCE)
NEEDS: dict[str, tuple[Need, ...]] = {
    "article-journal": (*BASICS, JOURNAL, VOLUME, PAGES),
    "article": (*BASICS, REPOSITORY, ADDRESS),
    "book": (AUTHOR_OR_EDITOR, YEAR, TITLE, PUBLISHER),
    "chapter": (*BASICS, BOOK, EDITOR, CHAPTER_PAGES, PUBLISHER),
    "dataset": (*BASICS, REPOSITORY, ADDRESS),
    "report": (*BASICS, INSTITUTION),
    "thesis": (*BASICS, UNIVERSITY),
    "paper-conference": (*BASICS, EVENT),
    # APA 7 allows "n.d." for a page that states no date, and the site needs no publisher.
    "webpage": (AUTHOR, TITLE, SITE, WEB_ADDRESS),
    "document": OTHER,
}


def completeness(item: Item) -> tuple[MissingField, ...]:
    """List what APA 7 needs for this type of work and the item lacks, in the order of print."""
    needs = NEEDS.get(text_of(item.get("type")), OTHER)
    return tuple(each.missing for each in needs if not each.met(item))
