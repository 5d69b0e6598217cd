"""The periods of a work between its reinstatements, of which only the last one counts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from pprnet.sources.notices import Notice, NoticeKind
from pprnet.watch.notice_dates import days_between, last_day
from pprnet.watch.notice_groups import (
    MAX_DAYS_APART,
    NoticeGroup,
    NoticeId,
    group_by_number,
    merge_groups,
    numbers_differ,
)

_ORDER = (NoticeKind.CONCERN, NoticeKind.RETRACTION, NoticeKind.REINSTATEMENT)
"""On the same day."""


@dataclass(frozen=True, slots=True)
class WorkPeriod:
    """What happened up to a reinstatement, or up to today."""

    concern: NoticeGroup | None = None
    retraction: NoticeGroup | None = None
    replacement: NoticeGroup | None = None
    reinstatement: NoticeGroup | None = None

    def parts(self) -> Iterator[tuple[NoticeKind, NoticeGroup]]:
        """Yield what happened, with its kind."""
        found = (
            (NoticeKind.CONCERN, self.concern),
            (NoticeKind.RETRACTION, self.retraction),
            (NoticeKind.REPLACEMENT, self.replacement),
            (NoticeKind.REINSTATEMENT, self.reinstatement),
        )
        yield from ((kind, group) for kind, group in found if group is not None)


def work_periods(notices: Collection[Notice], own: Collection[NoticeId]) -> tuple[WorkPeriod, ...]:
    """Return the periods of a work, the oldest first.

    What has no date counts as the oldest. A reinstatement of which only the year or month is known
    counts as on its last day, so that it ends what happened in the same year or month.

    Args:
        notices: all about one work; those that can neither be lifted nor lift are left out.
        own: identifiers of the work.
    """
    periods: list[list[tuple[NoticeKind, NoticeGroup]]] = [[]]
    for kind, group in _steps(notices, own):
        if kind is not NoticeKind.REINSTATEMENT and _is_closed(periods[-1]):
            periods.append([])
        periods[-1].append((kind, group))
    return tuple(_period(steps, own) for steps in periods)


def _steps(
    notices: Collection[Notice], own: Collection[NoticeId]
) -> list[tuple[NoticeKind, NoticeGroup]]:
    """Return groups in the order of time, retractions and replacements as one kind."""
    found = []
    for kind in _ORDER:
        some = [notice for notice in notices if _step_kind(notice) is kind]
        found += [(kind, group) for group in group_by_number(some, own)]
    return sorted(found, key=_step_order)


def _step_kind(notice: Notice) -> NoticeKind:
    is_replacement = notice.kind is NoticeKind.REPLACEMENT
    return NoticeKind.RETRACTION if is_replacement else notice.kind


def _step_order(step: tuple[NoticeKind, NoticeGroup]) -> tuple[int, int, str]:
    kind, group = step
    ends = kind is NoticeKind.REINSTATEMENT and group.date is not None
    day = last_day(group.date) if ends and group.date else group.day
    return day, _ORDER.index(kind), repr(group.notices)


def _is_closed(steps: Sequence[tuple[NoticeKind, NoticeGroup]]) -> bool:
    return bool(steps) and steps[-1][0] is NoticeKind.REINSTATEMENT


def _period(
    steps: Sequence[tuple[NoticeKind, NoticeGroup]], own: Collection[NoticeId]
) -> WorkPeriod:
    """Return one period; within it a work is retracted once, whatever number a source gives."""

    def merged(kind: NoticeKind, *, replaced: bool = False) -> NoticeGroup | None:
        groups = [g for found, g in steps if found is kind and _is_replaced(g) is replaced]
        return merge_groups(groups, own) if groups else None

    period = WorkPeriod(
        concern=merged(NoticeKind.CONCERN),
        retraction=merged(NoticeKind.RETRACTION),
        replacement=merged(NoticeKind.RETRACTION, replaced=True),
        reinstatement=merged(NoticeKind.REINSTATEMENT),
    )
    both = period.retraction, period.replacement
    if both[0] and both[1] and _is_one_event(both[0], both[1]):
        joined = merge_groups((both[0], both[1]), own)
        return replace(period, retraction=None, replacement=joined)
    return period


def _is_replaced(group: NoticeGroup) -> bool:
    return any(notice.kind is NoticeKind.REPLACEMENT for notice in group.notices)


def _is_one_event(a: NoticeGroup, b: NoticeGroup) -> bool:
    """Return whether a retraction is that of a replacement, as its number or date is missing."""
    if numbers_differ(a, b):
        return False
    return a.date is None or b.date is None or days_between(a.date, b.date) <= MAX_DAYS_APART
