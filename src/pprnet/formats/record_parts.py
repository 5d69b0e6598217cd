"""Parts of fields that a format may leave out though it carries the field."""

from __future__ import annotations

from collections.abc import Callable

from pprnet.formats.fields.medline import RELATIONS
from pprnet.records import Record

_MEDLINE_KINDS = frozenset(kind for _, kind in RELATIONS.values())

PARTS: dict[str, Callable[[Record], bool]] = {
    "authors.orcid": lambda record: any(author.orcid for author in record.authors),
    "editors.orcid": lambda record: any(editor.orcid for editor in record.editors),
    "mesh.ui": lambda record: any(heading.ui for heading in record.mesh),
    "relations beyond NLM's kinds": lambda record: any(
        relation.kind not in _MEDLINE_KINDS for relation in record.relations
    ),
    "article_number in addition to pages": lambda r: bool(r.article_number and r.pages),
}
"""Whether a record has a part, by the part's name; the first word names the field."""

ARTICLE_NUMBER_PART = frozenset({"article_number in addition to pages"})
"""The part that most formats carry."""
