"""Parts of fields that a format may leave out though it carries the field."""

from __future__ import annotations

from collections.abc import Callable

from pprnet.formats.fields.medline import RELATIONS
from pprnet.formats.fields.publication_status import stated_genre
from pprnet.records import Record, WorkType

_MEDLINE_KINDS = frozenset(kind for _, kind in RELATIONS.values())

PARTS: dict[str, Callable[[Record], bool]] = {
    "authors.orcid": lambda record: any(author.orcid for author in record.authors),
    "editors.orcid": lambda record: any(editor.orcid for editor in record.editors),
    "translators.orcid": lambda record: any(person.orcid for person in record.translators),
    "mesh.ui": lambda record: any(heading.ui for heading in record.mesh),
    "relations beyond NLM's kinds": lambda record: any(
        relation.kind not in _MEDLINE_KINDS for relation in record.relations
    ),
    "event of a paper without proceedings": lambda record: bool(
        record.event and not (record.journal and record.type is WorkType.CONFERENCE)
    ),
    "status beside a date": lambda record: bool(record.status and record.issued),
    "genre of other works than theses and reports": lambda record: bool(
        record.genre and not stated_genre(record.genre, record.type)
    ),
    "article_number in addition to pages": lambda r: bool(r.article_number and r.pages),
}
"""Whether a record has a part, by the part's name; the first word names the field."""

GENRE_PART = "genre of other works than theses and reports"
STATUS_PARTS = frozenset(
    {
        "event of a paper without proceedings",
        "status beside a date",
        GENRE_PART,
    }
)
"""The parts that formats with a field for each of these carry."""

ARTICLE_NUMBER_PART = frozenset({"article_number in addition to pages"})
"""The part that most formats carry."""
