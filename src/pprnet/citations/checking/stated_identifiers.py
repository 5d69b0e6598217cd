"""Identifiers of a reference that are not of the work that was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pprnet.citations.checking.disagreements import Disagreement, DisagreementKind
from pprnet.citations.checking.doi_agencies import other_agency
from pprnet.citations.checking.same_works import NEAR_TITLE, title_agreement
from pprnet.records import Record
from pprnet.sources.lookup.answer_assembly import identifiers_of
from pprnet.sources.lookup.combined_lookup import CombinedAnswer
from pprnet.sources.lookup.lookup_service import Identifier, IdKind


def other_identifiers(
    stated: Iterable[Identifier], record: Record, answer: CombinedAnswer
) -> Iterator[Disagreement]:
    """Yield each identifier that is not of the work that was found, with the one that is.

    Where its record has none of the kind, an identifier is not of the work if it is of another
    work, or if every service answered and none knows it.

    Args:
        stated: of the reference.
        record: of the work.
        answer: what the services know of the identifiers.
    """
    known = {each.kind: each.value for each in identifiers_of(record)}
    for identifier in stated:
        found = known.get(identifier.kind, "")
        if found == identifier.value or (not found and not _is_other(identifier, record, answer)):
            continue
        yield Disagreement(identifier.kind.name, DisagreementKind.DIFFERS, identifier.value, found)


def _is_other(identifier: Identifier, record: Record, answer: CombinedAnswer) -> bool:
    """Return whether an identifier is of another work, or of none."""
    others = [each.record for each in answer.found if each.identifier == identifier]
    if others:
        return not any(_is_same_work(record, other) for other in others)
    return identifier in answer.missing and not other_agency([identifier])


def _is_same_work(record: Record, other: Record) -> bool:
    """Return whether two records are of one work: by identifiers they share, else by title."""
    first, second = ({each.kind: each.value for each in identifiers_of(a)} for a in (record, other))
    shared = [kind for kind in IdKind if kind in first and kind in second]
    if shared:
        return any(first[kind] == second[kind] for kind in shared)
    return title_agreement(record, other) >= NEAR_TITLE
