"""Whether notices about a work contradict each other, so that a person has to look."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations

from pprnet.sources.notices import Notice, NoticeKind
from pprnet.sources.notices.preprint_dois import without_version
from pprnet.watch.notice_dates import days_between, first_day, last_day
from pprnet.watch.notice_groups import (
    NoticeGroup,
    NoticeId,
    group_by_number,
    ids_of_notice,
    version_doi,
)
from pprnet.watch.work_periods import Step, WorkPeriod

MAX_DAYS_OF_DOUBT = 365
"""Days by which the dates of sources may differ: print may follow online by months."""

_LIFTED = frozenset({NoticeKind.CONCERN, NoticeKind.RETRACTION, NoticeKind.REPLACEMENT})
_HAPPENS_ONCE = frozenset({NoticeKind.RETRACTION, NoticeKind.REPLACEMENT, NoticeKind.REINSTATEMENT})
_WITHDRAWALS = frozenset({NoticeKind.RETRACTION, NoticeKind.REPLACEMENT})


def notices_conflict(periods: Iterable[WorkPeriod], events: Sequence[Step]) -> bool:
    """Return whether the notices about one work leave its state or a date in doubt.

    Args:
        periods: all of the work.
        events: their steps, and the corrections.
    """
    return (
        any(len(period.groups(kind)) > 1 for period in periods for kind in _HAPPENS_ONCE)
        or _order_is_unknown(events)
        or any(_dates_differ(kind, group) for kind, group in events)
        or _kinds_differ(events)
    )


def versions_differ(group: NoticeGroup) -> bool:
    """Return whether the notices of one event name more than one version to use instead.

    Args:
        group: of a replacement or a version of record; others name none.
    """
    return len({without_version(version_doi(notice)) for notice in group.notices} - {""}) > 1


def _order_is_unknown(events: Sequence[Step]) -> bool:
    """Return whether a reinstatement may be before or after what it would lift."""
    ends = [group for kind, group in events if kind is NoticeKind.REINSTATEMENT]
    lifted = [group for kind, group in events if kind in _LIFTED]
    return any(_overlap(_days_of(end), _days_of(group)) for end in ends for group in lifted)


def _days_of(group: NoticeGroup) -> tuple[int, int] | None:
    """Return the first and the last day that any source leaves open, `None` without a date."""
    dates = [notice.date for notice in group.notices if notice.date]
    return (min(map(first_day, dates)), max(map(last_day, dates))) if dates else None


def _overlap(a: tuple[int, int] | None, b: tuple[int, int] | None) -> bool:
    """Return whether two spans of days have one in common, or one of them is not known."""
    return a is None or b is None or (a[0] <= b[1] and b[0] <= a[1])


def _dates_differ(kind: NoticeKind, group: NoticeGroup) -> bool:
    """Return whether sources date one event more than a year apart."""
    parts = [group.notices]
    if kind not in _HAPPENS_ONCE:
        parts = [part.notices for part in group_by_number(group.notices, ())]
    return any(_sources_differ(notices) for notices in parts)


def _sources_differ(notices: Collection[Notice]) -> bool:
    return any(
        a.source != b.source
        and a.date
        and b.date
        and days_between(a.date, b.date) > MAX_DAYS_OF_DOUBT
        for a, b in combinations(notices, 2)
    )


def _kinds_differ(events: Sequence[Step]) -> bool:
    """Return whether sources state different kinds of one published notice.

    A source that states both kinds itself, as of a notice that corrects and reinstates, settles it.
    """
    return any(
        _general_kind(a) != _general_kind(b)
        and not first.ids.isdisjoint(second.ids)
        and _sources(first, second).isdisjoint(_sources(second, first))
        for (a, first), (b, second) in combinations(events, 2)
    )


def _general_kind(kind: NoticeKind) -> NoticeKind:
    return NoticeKind.RETRACTION if kind in _WITHDRAWALS else kind


def _sources(group: NoticeGroup, other: NoticeGroup) -> set[str]:
    """Return who names a notice in a group that is in another one as well."""
    return set(_sources_of(group, group.ids & other.ids))


def _sources_of(group: NoticeGroup, ids: Collection[NoticeId]) -> Iterator[str]:
    for notice in group.notices:
        if not ids_of_notice(notice).isdisjoint(ids):
            yield notice.source
