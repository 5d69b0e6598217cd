"""The references of summaries as files for reference managers."""

from __future__ import annotations

from collections.abc import Iterable

from pprnet.formats import FORMATS
from pprnet.formats.bibtex.bibtex_fields import write_bibtex
from pprnet.formats.json.csl import from_csl, write_csl
from pprnet.formats.tagged.ris_writer import write_ris
from pprnet.records import Record
from pprnet_site.catalogue.models import Work
from pprnet_site.digest.models import SummaryPage
from pprnet_site.digest.queries.reference_marks import marked_item, reference_mark, reference_note
from pprnet_site.digest.queries.summary_rows import linked_citation, reference_item

_KEYS = {"ris": "ris", "bib": "bibtex", "json": "csl-json"}
_WRITERS = {"ris": write_ris, "bib": write_bibtex, "json": write_csl}

CITATION_FORMATS = {
    **{ending: (key, FORMATS[key].media_type) for ending, key in _KEYS.items()},
    "txt": ("", "text/plain"),
}
"""Ending of a file -> the engine's name of the format (none for plain text), and media type."""
CITED_RELATIONS = ("sources__work__citation", "sources__work__events")
"""The relations of a summary that its references are made from."""


def cited_works(summaries: Iterable[SummaryPage]) -> list[Work]:
    """Return the works that summaries are about, each once, in order."""
    works = {source.work.pk: source.work for page in summaries for source in page.sources.all()}
    return list(works.values())


def citations_file(summaries: Iterable[SummaryPage], *, ending: str) -> bytes:
    """Return the references of summaries as a file, with corrections by people and no abstract.

    A work that readers are warned of has a mark before its title and a note.
    """
    works = cited_works(summaries)
    if ending == "txt":
        return "".join(f"{line}\n" for line in map(plain_line, works) if line).encode()
    records = [from_csl(marked_item(reference_item(work), work)) for work in works]
    notes = {id(record): reference_note(work) for record, work in zip(records, works, strict=True)}

    def note(record: Record) -> str:
        return notes[id(record)]

    return b"".join(_WRITERS[ending](records, note))


def plain_line(work: Work) -> str:
    """Return the reference of a work in one line, with its mark and note."""
    citation = linked_citation(work)
    parts = (reference_mark(work), citation.text if citation else "", reference_note(work))
    return " ".join(part for part in parts if part) if citation and citation.text else ""
