"""The periods of a work between its reinstatements, of which only the last one counts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pprnet.sources.notices import Notice, NoticeKind
from pprnet.watch.notice_dates import last_day
from pprnet.watch.notice_groups import (
    NoticeGroup,
    NoticeId,
    are_near,
    gather,
    group_by_number,
    may_be_one_concern,
    may_be_one_event,
    merge_groups,
    numbers_differ,
)

_ORDER = (NoticeKind.REINSTATEMENT, NoticeKind.CONCERN, NoticeKind.RETRACTION)
"""On the same day, so that readers are warned until a person has looked at it."""


Step = tuple[NoticeKind, NoticeGroup]
"""What happened, and the notices of it."""


@dataclass(frozen=True, slots=True)
class WorkPeriod:
    """What happened up to a reinstatement, or up to today."""

    steps: tuple[Step, ...]

    def groups(self, kind: NoticeKind) -> tuple[NoticeGroup, ...]:
        """Return the notices of each step of a kind, the oldest first.

        Args:
            kind: of the steps.
        """
        return tuple(group for found, group in self.steps if found is kind)

    def latest(self, kind: NoticeKind) -> NoticeGroup | None:
        """Return the notices of the last step of a kind, `None` if there is none.

        Args:
            kind: of the steps.
        """
        return next(reversed(self.groups(kind)), None)


def work_periods(notices: Collection[Notice], own: Collection[NoticeId]) -> tuple[WorkPeriod, ...]:
    """Return the periods of a work, the oldest first.

    What has no date counts as the oldest. A reinstatement of which only the year or month is known
    counts as on its last day, so that it ends what happened in the same year or month.

    Args:
        notices: all about one work; those that can neither be lifted nor lift are left out.
        own: identifiers of the work.
    """
    periods: list[list[Step]] = [[]]
    for kind, group in _steps(notices, own):
        if kind is not NoticeKind.REINSTATEMENT and _is_closed(periods[-1]):
            periods.append([])
        periods[-1].append((kind, group))
    return tuple(_period(steps, own) for steps in periods)


def _steps(notices: Collection[Notice], own: Collection[NoticeId]) -> list[Step]:
    """Return groups in the order of time, retractions and replacements as one kind."""
    found = []
    for kind in _ORDER:
        some = [notice for notice in notices if _step_kind(notice) is kind]
        found += [(kind, group) for group in group_by_number(some, own)]
    return sorted(found, key=_step_order)


def _step_kind(notice: Notice) -> NoticeKind:
    is_replacement = notice.kind is NoticeKind.REPLACEMENT
    return NoticeKind.RETRACTION if is_replacement else notice.kind


def _step_order(step: Step) -> tuple[int, int, str]:
    kind, group = step
    ends = kind is NoticeKind.REINSTATEMENT and group.date is not None
    day = last_day(group.date) if ends and group.date else group.day
    return day, _ORDER.index(kind), repr(group.notices)


def _is_closed(steps: Sequence[Step]) -> bool:
    return bool(steps) and steps[-1][0] is NoticeKind.REINSTATEMENT


def _period(steps: Sequence[Step], own: Collection[NoticeId]) -> WorkPeriod:
    """Return one period, with steps of a kind merged about one event."""

    def gathered(kind: NoticeKind, *, replaced: bool = False) -> tuple[NoticeGroup, ...]:
        groups = [g for found, g in steps if found is kind and _is_replaced(g) is replaced]
        is_concern = kind is NoticeKind.CONCERN
        return gather(groups, own, may_be_one_concern if is_concern else may_be_one_event)

    retractions, replacements = _with_replacements(
        gathered(NoticeKind.RETRACTION), gathered(NoticeKind.RETRACTION, replaced=True), own
    )
    found = (
        (NoticeKind.CONCERN, gathered(NoticeKind.CONCERN)),
        (NoticeKind.RETRACTION, retractions),
        (NoticeKind.REPLACEMENT, replacements),
        (NoticeKind.REINSTATEMENT, gathered(NoticeKind.REINSTATEMENT)),
    )
    return WorkPeriod(tuple((kind, group) for kind, groups in found for group in groups))


def _is_replaced(group: NoticeGroup) -> bool:
    return any(notice.kind is NoticeKind.REPLACEMENT for notice in group.notices)


def _with_replacements(
    retractions: Sequence[NoticeGroup],
    replacements: Sequence[NoticeGroup],
    own: Collection[NoticeId],
) -> tuple[list[NoticeGroup], list[NoticeGroup]]:
    """Return both, each retraction that is that of a replacement as part of it."""
    alone, found = [], list(replacements)
    for retraction in retractions:
        of = next((each for each in found if _is_one_event(retraction, each)), None)
        if of is None:
            alone.append(retraction)
        else:
            found[found.index(of)] = merge_groups((of, retraction), own)
    return alone, found


def _is_one_event(retraction: NoticeGroup, replacement: NoticeGroup) -> bool:
    """Return whether a retraction is that of a replacement: its number or date is missing."""
    if numbers_differ(retraction, replacement):
        return False
    has_no_date = retraction.date is None or replacement.date is None
    return has_no_date or are_near(retraction, replacement)
