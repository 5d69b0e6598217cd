"""What a notice says in print: its date, the journal, and whether a text is a notice at all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pprnet.formats.fields.dates import parse_date
from pprnet.records import PartialDate
from pprnet.sources.notices.preprint_dois import is_preprint_server

_CITATION = re.compile(
    r"(?P<journal>\D.{0,200}?)\.?\s"
    r"(?P<date>(?:1[89]|20)\d\d(?: [A-Z][a-z]{2}[^;:.]{0,20})?)(?:[;:.]|$)"
)
"""As PubMed cites a notice or the work that it is about: "Lancet. 2010 Feb 6;375(9713):445"."""
_UPDATE = re.compile(r", ((?:1[89]|20)\d\d(?:-\d\d(?:-\d\d)?)?)$")
"""As the reader of Crossref's works notes an update: "Retraction, 2010-02-06"."""
_NOTICE_TYPES = frozenset(
    {"retraction of publication", "published erratum", "expression of concern",
     "retraction", "erratum"}
)  # fmt: skip
"""Publication types of NLM and types of OpenAlex that a notice has, and the work does not."""
_NOTICE_TITLE = re.compile(
    r"(?:notice of |statement of |editorial )?"
    r"(?:retraction|erratum|corrigendum|correction|expression of concern|withdrawal)"
    r"(?: notice| note| statement)(?:\b|:)"
    r"|(?:notice|statement) of (?:retraction|withdrawal|concern)\b"
    r"|(?:editorial )?(?:retraction|erratum|corrigendum|correction|expression of concern)(?: to)?:",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PrintedNotice:
    """The parts of a notice as it is printed. Empty text and `None` mean "not stated"."""

    journal: str = ""
    citation_date: PartialDate | None = None
    """Of the publication that is cited."""
    update_date: PartialDate | None = None
    """Of the update that is noted."""

    @property
    def any_date(self) -> PartialDate | None:
        """Return the date of the update, else that of the publication."""
        return self.update_date or self.citation_date

    @property
    def is_preprint(self) -> bool:
        """Return whether the publication that is cited is on a preprint server."""
        return is_preprint_server(self.journal)


def printed_notice(note: str) -> PrintedNotice:
    """Return the parts of a notice.

    Args:
        note: as PubMed, Europe PMC or the reader of Crossref's works state it.
    """
    if found := _UPDATE.search(note[-40:]):
        return PrintedNotice(update_date=parse_date(found[1]))
    if found := _CITATION.match(note):
        return PrintedNotice(found["journal"], parse_date(found["date"]))
    return PrintedNotice()


def is_notice_text(title: str, publication_types: Iterable[str] = ()) -> bool:
    """Return whether a publication is a notice about another one, by its title and types.

    "RETRACTED: Title" is the work itself, "Retraction: Title" its notice.

    Args:
        title: as printed.
        publication_types: of NLM or OpenAlex, in any case.
    """
    if any(name.lower() in _NOTICE_TYPES for name in publication_types):
        return True
    return _NOTICE_TITLE.match(title.strip()) is not None
