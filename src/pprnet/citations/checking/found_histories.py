"""The notices about a work that was found."""

from __future__ import annotations

from collections.abc import Iterable

from pprnet.formats.fields.person_names import AND_OTHERS
from pprnet.records import Record
from pprnet.sources.notices import Notice, notices_of
from pprnet.watch import WorkIdentity, is_about


def notices_about(record: Record, notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Return the notices about the work of a record, with those that the record states itself.

    Args:
        record: of any source.
        notices: about any works.
    """
    work = _identity(record)
    known = dict.fromkeys((*notices, *notices_of(record)))
    return tuple(notice for notice in known if is_about(notice, work))


def _identity(record: Record) -> WorkIdentity:
    """Return what identifies the work of a record."""
    people = (author for author in record.authors if author != AND_OTHERS)
    return WorkIdentity(
        dois=frozenset(filter(None, (record.doi,))),
        pmid=record.pmid,
        title=record.title,
        authors=tuple(name for author in people if (name := author.family or author.literal)),
        journal=record.journal or record.journal_abbreviation,
        year=record.issued.year if record.issued else None,
    )
