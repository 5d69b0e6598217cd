"""The references of summaries as files for reference managers."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from pprnet.formats import FORMATS, write_records
from pprnet.formats.json.csl import from_csl
from pprnet_site.catalogue.models import Work
from pprnet_site.digest.models import SummaryPage
from pprnet_site.digest.queries.summary_rows import linked_citation, reference_item

_KEYS = {"ris": "ris", "bib": "bibtex", "json": "csl-json"}

CITATION_FORMATS = {
    **{ending: (key, FORMATS[key].media_type) for ending, key in _KEYS.items()},
    "txt": ("", "text/plain"),
}
"""Ending of a file -> the engine's name of the format (none for plain text), and media type."""


def cited_works(summaries: Iterable[SummaryPage]) -> list[Work]:
    """Return the works that summaries are about, each once, in order."""
    works = {source.work.pk: source.work for page in summaries for source in page.sources.all()}
    return list(works.values())


def citations_file(summaries: Iterable[SummaryPage], *, ending: str) -> bytes:
    """Return the references of summaries as a file, with corrections by people and no abstract."""
    works = cited_works(summaries)
    if ending == "txt":
        lines = (citation.text for work in works if (citation := linked_citation(work)))
        return "".join(f"{line}\n" for line in lines if line).encode()
    out = BytesIO()
    write_records(
        (from_csl(reference_item(work)) for work in works), out, format=CITATION_FORMATS[ending][0]
    )
    return out.getvalue()
