"""A work as Crossref states it, as a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from pprnet.formats.fields.abstracts import abstract_text
from pprnet.formats.fields.bibliographic_fields import (
    isbns,
    issns,
    language_code,
    pages_and_number,
    unique_texts,
    work_type,
)
from pprnet.formats.fields.medline import author_with_suffix
from pprnet.formats.json.csl import csl_date, csl_names
from pprnet.formats.json.json_values import as_dict, as_dicts, as_int, as_list, as_text, as_texts
from pprnet.identifiers import normalise_doi
from pprnet.records import Author, PartialDate, Record, Relation, RelationKind, WorkType
from pprnet.text import clean, fold

SOURCE = "crossref"
RETRACTION_WATCH = "retraction-watch"
"""The source of what Crossref passes on from that database."""

_UPDATES = {
    "retraction": (RelationKind.RETRACTS, RelationKind.RETRACTED_BY),
    "withdrawal": (RelationKind.RETRACTS, RelationKind.RETRACTED_BY),
    "removal": (RelationKind.RETRACTS, RelationKind.RETRACTED_BY),
    "retraction_and_replacement": (RelationKind.REPLACES, RelationKind.REPLACED_BY),
    "reinstatement": (RelationKind.REINSTATES, RelationKind.REINSTATED_BY),
    "expression_of_concern": (RelationKind.CONCERNS, RelationKind.CONCERN_BY),
    "new_version": (RelationKind.UPDATE_OF, RelationKind.UPDATED_BY),
    "new_edition": (RelationKind.UPDATE_OF, RelationKind.UPDATED_BY),
}
"""What an update does to the work it names, and what it does to the work that names it."""
_RETRACTIONS = frozenset({"retraction", "withdrawal", "removal"})
_WITHDRAWN = frozenset({RelationKind.RETRACTED_BY, RelationKind.REPLACED_BY})
_CORRECTION = (RelationKind.CORRECTS, RelationKind.CORRECTED_BY)
_CORRECTIONS = frozenset(
    {"correction", "corrigendum", "erratum", "addendum", "clarification", "partial_retraction"}
)

_RELATIONS = {
    "is-preprint-of": RelationKind.PREPRINT_OF,
    "has-preprint": RelationKind.HAS_PREPRINT,
    "is-comment-on": RelationKind.COMMENT_ON,
    "is-reply-to": RelationKind.COMMENT_ON,
    "has-comment": RelationKind.COMMENT_IN,
    "has-reply": RelationKind.COMMENT_IN,
    "is-translation-of": RelationKind.TRANSLATION_OF,
    "is-version-of": RelationKind.UPDATE_OF,
    "has-version": RelationKind.UPDATED_BY,
    "replaces": RelationKind.UPDATE_OF,
    "is-replaced-by": RelationKind.UPDATED_BY,
}
_WHOLE_JOURNALS = frozenset({"journal", "journal-issue", "journal-volume"})
"""Types that other sources use for an article in a journal."""
_DATES = ("published-print", "posted", "published", "published-online", "issued")
_CROSSREF_KEYS = (
    "indexed",
    "reference-count",
    "is-referenced-by-count",
    "prefix",
    "member",
    "deposited",
)


def is_crossref_work(stated: Mapping[str, Any]) -> bool:
    """Return whether an object is a work of Crossref (in CSL-JSON a title is no list).

    Args:
        stated: a JSON object.
    """
    if not isinstance(stated.get("DOI"), str) or isinstance(stated.get("title"), str):
        return False
    return isinstance(stated.get("title"), list) or any(mark in stated for mark in _CROSSREF_KEYS)


def record_from_crossref(stated: Mapping[str, Any]) -> Record:
    """Return a work as a record; what is missing or of another type is left empty.

    Args:
        stated: the work as Crossref's JSON has it.
    """
    kind = _crossref_type(stated)
    doi = normalise_doi(as_text(stated.get("DOI")))
    relations = tuple(_relations(stated))
    licence = _licence(stated)
    pages, number = pages_and_number(as_text(stated.get("page")))
    title = _title(stated)
    original = clean(_first(stated.get("original-title")))
    return Record(
        source=SOURCE,
        source_id=doi,
        type=kind,
        title=title,
        vernacular_title="" if fold(original) == fold(title) else original,
        authors=_crossref_people(stated.get("author")),
        editors=_crossref_people(stated.get("editor")),
        translators=_crossref_people(stated.get("translator")),
        genre=_degree(stated) if kind is WorkType.THESIS else "",
        event=clean(as_text(as_dict(stated.get("event")).get("name"))),
        abstract=abstract_text(as_text(stated.get("abstract"))),
        issued=_crossref_date(stated),
        journal=clean(_first(stated.get("container-title"))),
        journal_abbreviation=clean(_first(stated.get("short-container-title"))),
        issn=issns(as_texts(stated.get("ISSN"))),
        volume=clean(as_text(stated.get("volume"))),
        issue=clean(as_text(stated.get("issue"))),
        pages=pages,
        article_number=clean(as_text(stated.get("article-number"))) or number,
        publisher=_publisher(stated, kind),
        place=clean(as_text(stated.get("publisher-location"))),
        isbn=isbns(as_texts(stated.get("ISBN"))),
        edition=clean(as_text(stated.get("edition-number"))),
        doi=doi,
        url=as_text(as_dict(as_dict(stated.get("resource")).get("primary")).get("URL")),
        language=language_code(as_text(stated.get("language"))),
        publication_types=unique_texts(
            (as_text(stated.get("type")), as_text(stated.get("subtype")))
        ),
        is_retracted=any(found.kind in _WITHDRAWN for found in relations),
        relations=relations,
        open_copy=_open_copy(stated, licence),
        licence=licence,
        cited_by_count=as_int(stated.get("is-referenced-by-count")),
        extra=tuple(_extra(stated)),
    )


def _crossref_people(stated: Any) -> tuple[Author, ...]:
    """Return names, moving a suffix out of the family name, as in "Example Jr"."""
    return tuple(_split_suffix(author) for author in csl_names(stated))


def _split_suffix(author: Author) -> Author:
    found = None if author.suffix else author_with_suffix("", author.family)
    if found is None or not found.suffix:
        return author
    return replace(author, family=found.given, suffix=found.suffix)


def _first(value: Any) -> str:
    return next(filter(None, as_texts(value)), "")


def _title(stated: Mapping[str, Any]) -> str:
    """Return the title with its subtitle, unless the title has it already."""
    title, subtitle = clean(_first(stated.get("title"))), clean(_first(stated.get("subtitle")))
    if not subtitle or fold(subtitle) in fold(title):
        return title
    return f"{title}{' ' if title.endswith(('?', '!', ':')) else ': '}{subtitle}".removeprefix(": ")


def _crossref_type(stated: Mapping[str, Any]) -> WorkType:
    """Return the type; posted content is a preprint unless its subtype says more."""
    named = as_text(stated.get("type"))
    if named in _WHOLE_JOURNALS:
        return WorkType.OTHER
    if named == "posted-content":
        kind = work_type(as_text(stated.get("subtype")), WorkType.PREPRINT)
        return WorkType.PREPRINT if kind in (WorkType.ARTICLE, WorkType.OTHER) else kind
    return work_type(named, WorkType.OTHER)


def _degree(stated: Mapping[str, Any]) -> str:
    """Return the kind of a thesis by its degree, which is stated as "PhD" or in words."""
    degree = fold(_first(stated.get("degree")))
    if not degree:
        return ""
    if "doctor" in degree or "phd" in degree.replace(" ", "") or degree == "d phil":
        return "Doctoral dissertation"
    return "Master's thesis" if degree.startswith("m") else clean(_first(stated.get("degree")))


def _publisher(stated: Mapping[str, Any], kind: WorkType) -> str:
    """Return the publisher; of a thesis the institution, where it is stated."""
    institution = stated.get("institution")
    listed = next(iter(as_dicts(institution)), None) or as_dict(institution)
    name = clean(as_text(listed.get("name"))) if kind is WorkType.THESIS else ""
    return name or clean(as_text(stated.get("publisher")))


def _crossref_date(stated: Mapping[str, Any]) -> PartialDate | None:
    """Prefer the date of the issue, which is the one that citations give."""
    return next(filter(None, (csl_date(stated.get(name)) for name in _DATES)), None)


def _relations(stated: Mapping[str, Any]) -> Iterator[Relation]:
    for side, name in enumerate(("update-to", "updated-by")):
        for notice in as_dicts(stated.get(name)):
            kind = update_type(notice)
            kinds = _CORRECTION if kind in _CORRECTIONS else _UPDATES.get(kind)
            if kinds:
                doi, source = normalise_doi(as_text(notice.get("DOI"))), update_source(notice)
                yield Relation(
                    kinds[side],
                    doi=doi,
                    note=_note(notice),
                    source="" if source == SOURCE else source,
                )
    for name, others in as_dict(stated.get("relation")).items():
        known = _RELATIONS.get(name)
        for other in as_dicts(others) if known else ():
            if known and (doi := normalise_doi(as_text(other.get("id")))):
                yield Relation(known, doi=doi)


def update_type(update: Mapping[str, Any]) -> str:
    """Return the type of an update, as "expression_of_concern"; a label may say more than it.

    Args:
        update: one of `update-to` or `updated-by`.
    """
    stated = as_text(update.get("type")).lower().replace("-", "_").replace(" ", "_")
    is_replaced = stated in _RETRACTIONS and "replace" in as_text(update.get("label")).lower()
    return "retraction_and_replacement" if is_replaced else stated


def update_source(update: Mapping[str, Any]) -> str:
    """Return who states an update: Crossref for its publishers, or Retraction Watch.

    Args:
        update: one of `update-to` or `updated-by`.
    """
    stated = as_text(update.get("source")).lower()
    return RETRACTION_WATCH if stated == RETRACTION_WATCH else SOURCE


def _note(notice: Mapping[str, Any]) -> str:
    label = clean(as_text(notice.get("label")) or as_text(notice.get("type")))
    date = csl_date(notice.get("updated"))
    return f"{label}, {date}" if date else label


def _licence(stated: Mapping[str, Any]) -> str:
    """Return the licence of the version of record, one of Creative Commons before others."""
    found = as_dicts(stated.get("license"))
    ranked = sorted(
        found,
        key=lambda item: (
            "creativecommons.org" not in as_text(item.get("URL")),
            as_text(item.get("content-version")) != "vor",
        ),
    )
    return next(filter(None, (as_text(item.get("URL")).strip() for item in ranked)), "")


def _open_copy(stated: Mapping[str, Any], licence: str) -> str:
    """Return the address of a copy if its licence lets anyone read it."""
    if "creativecommons.org" not in licence:
        return ""
    links = as_dicts(stated.get("link"))
    ranked = sorted(links, key=lambda link: as_text(link.get("content-type")) != "application/pdf")
    return next(filter(None, (as_text(link.get("URL")) for link in ranked)), "")


def _extra(stated: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what a reader may want to know and has no field in a record."""
    for subject in as_texts(stated.get("subject")):
        yield "subject", clean(subject)
    for funder in as_dicts(stated.get("funder")):
        awards = ", ".join(map(clean, as_texts(funder.get("award"))))
        name = clean(as_text(funder.get("name")))
        yield "funder", f"{name} ({awards})" if awards else name
    for trial in as_dicts(stated.get("clinical-trial-number")):
        yield "clinical-trial-number", clean(as_text(trial.get("clinical-trial-number")))
    if group := clean(as_text(stated.get("group-title"))):
        yield "group-title", group
    for further in as_list(stated.get("container-title"))[1:]:
        yield "container-title", clean(as_text(further))


def works_in_response(answer: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the works of an answer of Crossref, which lists them or is a single one.

    Args:
        answer: parsed JSON of any type.
    """
    stated = as_dict(answer)
    for wrapper in ("response", "message"):
        if isinstance(stated.get(wrapper), dict):
            stated = stated[wrapper]
    if isinstance(stated.get("items"), list):
        yield from (item for item in as_dicts(stated["items"]) if is_crossref_work(item))
    elif is_crossref_work(stated):
        yield stated
