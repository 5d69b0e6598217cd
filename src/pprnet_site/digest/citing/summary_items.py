"""A summary as something that is cited: author, month, title, digest and address."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import override

from pprnet.formats.fields.person_names import parse_name
from pprnet.records import Author
from pprnet_site.digest.enums import ReaderNoticeKind
from pprnet_site.digest.models import SummaryPage
from pprnet_site.digest.queries.reference_marks import reference_note
from pprnet_site.digest.queries.summary_rows import SummaryRow

Item = dict[str, Any]

ADDRESS = "https://address.invalid/"
"""Stands for the address of a summary in stored forms, which hold for any host."""

MARKS = {
    ReaderNoticeKind.RETRACTED: "[SOURCE RETRACTED]",
    ReaderNoticeKind.REPLACED: "[SOURCE RETRACTED AND REPLACED]",
    ReaderNoticeKind.CONCERN: "[SOURCE UNDER EXPRESSION OF CONCERN]",
}
"""What precedes the title of a summary whose source readers are warned of, in every language."""

_BETWEEN_NAMES = re.compile(" ?; ?| (?:and|et|&) ")


def summary_item(row: SummaryRow, *, digest: str, address: str = ADDRESS) -> Item:
    """Return the CSL-JSON item of a summary; without an author, the digest is its author.

    Args:
        row: the summary.
        digest: the name of the digest.
        address: of its page.
    """
    authors = author_names(row.page) or (Author(literal=digest),)
    item: Item = {
        "id": f"summary-{row.page.pk}",
        "type": "post-weblog",
        "title": marked_title(row),
        "author": [csl_name(author) for author in authors],
        "container-title": digest,
        "issued": {"date-parts": [[row.month.year, row.month.month]]},
        "URL": address,
        "language": row.page.language,
    }
    note = summary_note(row)
    return item | ({"note": note} if note else {})


def author_names(page: SummaryPage) -> tuple[Author, ...]:
    """Return the authors that a summary names."""
    names = _BETWEEN_NAMES.split(" ".join(page.author_name.split()))
    return tuple(parse_name(name) for name in names if name)


def csl_name(author: Author) -> dict[str, str]:
    """Return a name as CSL-JSON has it."""
    parts = {"family": author.family, "given": author.given, "suffix": author.suffix}
    stated = {name: part for name, part in parts.items() if part}
    return {"literal": author.literal} if author.literal or not stated else stated


def marked_title(row: SummaryRow) -> str:
    """Return the title of a summary, preceded by what readers are warned of."""
    mark = MARKS[row.warning.kind] if row.warning else ""
    return f"{mark} {row.page.title}".strip()


def summary_note(row: SummaryRow) -> str:
    """Return what the sources of a summary are reported as, empty for most summaries."""
    notes = [reference_note(source.work) for source in row.page.sources.all()]
    said = " ".join(note for note in notes if note)
    return f"About the source of this summary: {said}" if said else ""


def summary_path(page: SummaryPage) -> str:
    """Return the address of a summary below the language that it is written in."""
    with override(page.language):
        return page.get_absolute_url()
