"""Notices about one event, gathered by the notice that they name and by their dates."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from pprnet.identifiers import normalise_doi, normalise_pmid
from pprnet.records import PartialDate
from pprnet.sources.notices import Notice, NoticeKind
from pprnet.watch.notice_dates import date_of_notices, days_between, first_day, source_rank

MAX_DAYS_APART = 90
"""Days within which notices that name no number, or different ones, may be one."""

NoticeId = tuple[str, str]
"""Its kind ("doi", "pmid") and its value."""


@dataclass(frozen=True, slots=True)
class NoticeGroup:
    """Notices of one event."""

    notices: tuple[Notice, ...]
    ids: frozenset[NoticeId]
    """Of the published notices, without the work's own: that many notices in its place share."""
    date: PartialDate | None

    @property
    def day(self) -> int:
        """Return the first day that the event may be on; without a date it counts as the oldest."""
        return first_day(self.date) if self.date else 0


def in_fixed_order(notices: Iterable[Notice]) -> list[Notice]:
    """Return notices, each once, in an order that depends on nothing but them.

    Args:
        notices: in any order.
    """
    return sorted(set(notices), key=lambda notice: (source_rank(notice.source), repr(notice)))


def ids_of_works(notices: Iterable[Notice]) -> frozenset[NoticeId]:
    """Return the identifiers of the works that notices are about.

    Args:
        notices: all about one work.
    """
    return frozenset(number for notice in notices for number in _ids(notice.doi, notice.pmid))


def ids_of_notice(notice: Notice) -> frozenset[NoticeId]:
    """Return the identifiers of the notice as it is published.

    Args:
        notice: of any source.
    """
    return frozenset(_ids(notice.notice_doi, notice.notice_pmid))


def version_doi(notice: Notice) -> str:
    """Return the DOI of the version of record or the replacement that a notice names, or nothing.

    Args:
        notice: of any source.
    """
    if notice.kind is NoticeKind.VERSION_OF_RECORD:
        return normalise_doi(notice.version_doi or notice.notice_doi)
    return normalise_doi(notice.version_doi)


def _ids(doi: str, pmid: str) -> Iterator[NoticeId]:
    if found := normalise_doi(doi):
        yield "doi", found
    if found := normalise_pmid(pmid):
        yield "pmid", found


def new_group(notices: Iterable[Notice], own: Collection[NoticeId]) -> NoticeGroup:
    """Return notices as one group.

    Args:
        notices: of one event.
        own: identifiers of the work.
    """
    ordered = tuple(in_fixed_order(notices))
    ids = frozenset[NoticeId]().union(*map(ids_of_notice, ordered))
    return NoticeGroup(ordered, ids.difference(own), date_of_notices(ordered))


def group_by_number(
    notices: Collection[Notice], own: Collection[NoticeId]
) -> tuple[NoticeGroup, ...]:
    """Return notices in groups that name the same published notice, the oldest first.

    Args:
        notices: of one kind.
        own: identifiers of the work.
    """
    groups: list[NoticeGroup] = []
    for notice in in_fixed_order(notices):
        group = new_group((notice,), own)
        same = [other for other in groups if other.ids & group.ids]
        groups = [other for other in groups if other not in same]
        groups.append(merge_groups((group, *same), own))
    return tuple(sorted(groups, key=_group_order))


def merge_groups(groups: Iterable[NoticeGroup], own: Collection[NoticeId]) -> NoticeGroup:
    """Return groups as one.

    Args:
        groups: at least one.
        own: identifiers of the work.
    """
    return new_group((notice for group in groups for notice in group.notices), own)


def _group_order(group: NoticeGroup) -> tuple[int, str]:
    return group.day, repr(group.notices)


def are_near(a: NoticeGroup, b: NoticeGroup) -> bool:
    """Return whether two groups are dated within 90 days of each other.

    Args:
        a: a group.
        b: another; the order does not matter.
    """
    return bool(a.date and b.date) and _days(a, b) <= MAX_DAYS_APART


def numbers_differ(a: NoticeGroup, b: NoticeGroup) -> bool:
    """Return whether two groups name different notices by the same kind of number.

    Args:
        a: a group.
        b: another, without a number in common.
    """
    return not {kind for kind, _ in a.ids}.isdisjoint(kind for kind, _ in b.ids)


def may_be_one_correction(a: NoticeGroup, b: NoticeGroup) -> bool:
    """Return whether two corrections may be one, as one lacks the other's kind of number.

    One with neither number nor date says no more than any other.

    Args:
        a: a group.
        b: another, without a number in common.
    """
    says_little = any(not group.ids and group.date is None for group in (a, b))
    return says_little or (are_near(a, b) and not numbers_differ(a, b))


def may_be_one_event(a: NoticeGroup, b: NoticeGroup) -> bool:
    """Return whether two groups of a kind that is rare may be about one event.

    Two notices with numbers of their own that are dated far apart are two events: a partial
    retraction may come years before the full one.

    Args:
        a: a group.
        b: another, without a number in common.
    """
    return may_be_one_concern(a, b) or not numbers_differ(a, b)


def may_be_one_concern(a: NoticeGroup, b: NoticeGroup) -> bool:
    """Return whether two concerns may be one; a work may be under several, years apart.

    Args:
        a: a group.
        b: another, without a number in common.
    """
    return a.date is None or b.date is None or are_near(a, b)


def gather(
    groups: Iterable[NoticeGroup],
    own: Collection[NoticeId],
    may_be_one: Callable[[NoticeGroup, NoticeGroup], bool],
) -> tuple[NoticeGroup, ...]:
    """Return groups with those merged about one event, the oldest first.

    Groups with most kinds of number come first, and each joins the nearest of those before it.

    Args:
        groups: of one kind, without a number in common.
        own: identifiers of the work.
        may_be_one: whether two groups may be about one event.
    """
    found: list[NoticeGroup] = []
    for group in sorted(groups, key=_numbers_first):
        near = [other for other in found if may_be_one(group, other)]
        nearest = min(near, key=partial(_nearness, group), default=None)
        if nearest is None:
            found.append(group)
        else:
            found.remove(nearest)
            found.append(merge_groups((nearest, group), own))
    return tuple(sorted(found, key=_group_order))


def _numbers_first(group: NoticeGroup) -> tuple[int, int, str]:
    return -len({kind for kind, _ in group.ids}), *_group_order(group)


def _nearness(group: NoticeGroup, other: NoticeGroup) -> tuple[int, int, str]:
    """Return the order in which a group joins others; without a date it joins the latest."""
    return _days(group, other), -other.day, repr(other.notices)


def _days(a: NoticeGroup, b: NoticeGroup) -> int:
    return days_between(a.date, b.date) if a.date and b.date else 0
