"""The history and state of a work from the notices about it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from pprnet.identifiers import normalise_doi, normalise_pmid
from pprnet.sources.notices import Notice, NoticeKind
from pprnet.watch.contradictions import notices_conflict, versions_differ
from pprnet.watch.notice_dates import first_day, last_day
from pprnet.watch.notice_groups import (
    MAX_DAYS_APART,
    NoticeGroup,
    NoticeId,
    gather,
    group_by_number,
    ids_of_works,
    in_fixed_order,
    may_be_one_correction,
    new_group,
    version_doi,
)
from pprnet.watch.work_periods import WorkPeriod, work_periods
from pprnet.watch.work_states import WorkEvent, WorkHistory, WorkState

_ORDER = (
    NoticeKind.VERSION_OF_RECORD,
    NoticeKind.CORRECTION,
    NoticeKind.REINSTATEMENT,
    NoticeKind.CONCERN,
    NoticeKind.RETRACTION,
    NoticeKind.REPLACEMENT,
)
"""Of events on the same day."""


def work_history(notices: Iterable[Notice]) -> WorkHistory:
    """Return the history of a work; it depends neither on their order nor on repetition.

    Args:
        notices: all that are about the work (`is_about`), from all sources.
    """
    known = in_fixed_order(notices)
    own = ids_of_works(known)
    periods = work_periods(known, own)
    listed = group_by_number(_of_kind(known, NoticeKind.CORRECTION), own)
    corrections = gather(listed, own, may_be_one_correction)
    versions = _of_kind(known, NoticeKind.VERSION_OF_RECORD)
    version = new_group(versions, own) if versions else None
    found = [step for period in periods for step in period.steps]
    found += [(NoticeKind.CORRECTION, group) for group in corrections]
    is_conflicting = notices_conflict(periods, found)
    found += [(NoticeKind.VERSION_OF_RECORD, version)] if version else []
    is_conflicting |= any(versions_differ(group) for _kind, group in found)
    events = {group: _event(kind, group, own) for kind, group in found}
    state, deciding = _state(periods[-1], corrections, version)
    return WorkHistory(
        state=state,
        deciding=events[deciding] if deciding else None,
        events=tuple(sorted(events.values(), key=_event_order)),
        is_conflicting=is_conflicting,
    )


def _of_kind(notices: Iterable[Notice], kind: NoticeKind) -> list[Notice]:
    return [notice for notice in notices if notice.kind is kind]


def _event_order(event: WorkEvent) -> tuple[int, int, str]:
    """Return the place of an event: a reinstatement at the end of the time that it may be in."""
    day = 0
    if event.date:
        is_end = event.kind is NoticeKind.REINSTATEMENT
        day = last_day(event.date) if is_end else first_day(event.date)
    return day, _ORDER.index(event.kind), repr(event)


def _state(
    period: WorkPeriod, corrections: Sequence[NoticeGroup], version: NoticeGroup | None
) -> tuple[WorkState, NoticeGroup | None]:
    """Return the state, and what decides it."""
    reinstatement = period.latest(NoticeKind.REINSTATEMENT)
    if reinstatement is None and (lasting := _lasting_state(period)):
        return lasting
    if corrections and not _is_before(corrections[-1], reinstatement):
        return WorkState.CORRECTED, corrections[-1]
    if reinstatement:
        return WorkState.REINSTATED, reinstatement
    return (WorkState.VERSION_OF_RECORD if version else WorkState.CURRENT), version


def _lasting_state(period: WorkPeriod) -> tuple[WorkState, NoticeGroup] | None:
    """Return the state that only a reinstatement would lift, `None` if there is none."""
    retraction = period.latest(NoticeKind.RETRACTION)
    replacement = period.latest(NoticeKind.REPLACEMENT)
    if replacement and not _is_retracted_later(replacement, retraction):
        return WorkState.REPLACED, replacement
    if retraction:
        return WorkState.RETRACTED, retraction
    concern = period.latest(NoticeKind.CONCERN)
    return (WorkState.CONCERN, concern) if concern else None


def _is_retracted_later(before: NoticeGroup, after: NoticeGroup | None) -> bool:
    """Return whether a replacement was itself retracted, some time after it appeared."""
    if not (after and before.date and after.date):
        return False
    return first_day(after.date) - last_day(before.date) > MAX_DAYS_APART


def _is_before(correction: NoticeGroup, reinstatement: NoticeGroup | None) -> bool:
    """Return whether a correction is certainly older than a reinstatement."""
    if reinstatement is None or reinstatement.date is None:
        return False
    return not correction.date or last_day(correction.date) < first_day(reinstatement.date)


def _event(kind: NoticeKind, group: NoticeGroup, own: Collection[NoticeId]) -> WorkEvent:
    """Return a group as an event."""
    notices = group.notices
    published = sorted(notices, key=lambda notice: _is_version(notice, kind))
    dois = [normalise_doi(notice.notice_doi) for notice in published]
    pmids = [normalise_pmid(notice.notice_pmid) for notice in published]
    return WorkEvent(
        kind=kind,
        date=group.date,
        notice_doi=_first_number("doi", dois, own),
        notice_pmid=_first_number("pmid", pmids, own),
        version_doi=next(filter(None, map(version_doi, notices)), ""),
        sources=tuple(dict.fromkeys(notice.source for notice in notices)),
        reasons=tuple(dict.fromkeys(_reasons(notices))),
        notices=notices,
    )


def _is_version(notice: Notice, kind: NoticeKind) -> bool:
    """Return whether what a notice of a replacement names is the replacement itself."""
    return kind is NoticeKind.REPLACEMENT and bool(notice.version_doi)


def _first_number(name: str, numbers: Iterable[str], own: Collection[NoticeId]) -> str:
    """Return the first number, one of a notice apart from the work before the work's own."""
    found = [number for number in numbers if number]
    return min(found, key=lambda number: (name, number) in own, default="")


def _reasons(notices: Iterable[Notice]) -> Iterator[str]:
    for notice in notices:
        yield from notice.reasons
