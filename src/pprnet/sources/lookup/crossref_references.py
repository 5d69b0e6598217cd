"""Crossref asked which work a printed reference describes."""

from __future__ import annotations

from dataclasses import dataclass

from pprnet.formats.json.crossref_works import record_from_crossref
from pprnet.records import Record
from pprnet.sources.clients.crossref import crossref_page
from pprnet.sources.clients.paging import object_reader
from pprnet.sources.http import HttpClient
from pprnet.sources.services import CROSSREF, Service
from pprnet.text import clean

MAX_REFERENCE = 500
"""Characters of a reference that are sent; Crossref finds it by far fewer."""


@dataclass(frozen=True, slots=True)
class CrossrefReferenceSearch:
    """Finds the works that a printed reference may describe by Crossref's own ranking."""

    client: HttpClient
    service: Service = CROSSREF
    rows: int = 5

    def find(self, text: str) -> tuple[Record, ...]:
        """Return up to five publications that may be meant, the most likely first.

        Args:
            text: of one printed reference.
        """
        asked = clean(text)[:MAX_REFERENCE]
        if not asked:
            return ()
        fields: dict[str, str | int] = {
            "query.bibliographic": asked,
            "rows": self.rows,
            "mailto": self.client.contact,
        }
        page = self.client.get(self.service, "/works", fields, crossref_page)
        records = map(object_reader(record_from_crossref, self.service.label), page.items)
        return tuple(each for each in records if isinstance(each, Record))[: self.rows]
