"""The pairs of records to compare: those that share a key that is not too common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from pprnet.dedupe.comparison.comparison_fields import ComparisonFields

COMMON_KEY_SIZE = 40
"""A key that more records share than this counts only together with a second one."""

SecondKeys = Callable[[int], Iterable[str]]
"""Returns what else a record may share with others of a common key."""
SortOrder = Callable[[int], object]


class Blocks:
    """Records by their keys; common keys are divided until few records share each."""

    def __init__(self, keys: Sequence[Iterable[str]], second: SecondKeys, order: SortOrder) -> None:
        self.first_member: dict[str, int] = {}
        """The first record with a key; most keys have no second one."""
        self.members: dict[str, list[int]] = {}
        self.removed_keys: set[str] = set()
        self.keys: list[list[str]] = [list(each) for each in keys]
        for at, each in enumerate(self.keys):
            for key in each:
                self._add_key(at, key)
        self._divide_common_keys(second)
        self._cut_by_order(order)

    def _add_key(self, at: int, key: str) -> None:
        """Add a record to those that have a key."""
        first = self.first_member.setdefault(key, at)
        if first != at:
            self.members.setdefault(key, [first]).append(at)

    def _divide_common_keys(self, second: SecondKeys) -> None:
        """Replace each common key by its combinations with a second key."""
        for key in self._common_keys():
            for at in self._remove_key(key):
                self._replace_key(at, key, [f"{key}&{other}" for other in set(second(at))])

    def _cut_by_order(self, order: SortOrder) -> None:
        """Replace keys that are still common by overlapping windows of the sorted records."""
        half = COMMON_KEY_SIZE // 2
        for key in self._common_keys():
            for place, at in enumerate(sorted(self._remove_key(key), key=order)):  # type: ignore[arg-type]  # it sorts
                self._replace_key(at, key, [f"{key}&{place // half + step}" for step in (0, 1)])

    def _common_keys(self) -> list[str]:
        """Return the keys that more than `COMMON_KEY_SIZE` records have."""
        return [key for key, members in self.members.items() if len(members) > COMMON_KEY_SIZE]

    def _remove_key(self, key: str) -> list[int]:
        """Remove a common key permanently, and return the records that had it."""
        self.removed_keys.add(key)
        del self.first_member[key]
        return self.members.pop(key)

    def _replace_key(self, at: int, key: str, others: Sequence[str]) -> None:
        """Replace a common key of a record by others."""
        self.keys[at] = [each for each in self.keys[at] if each != key] + list(others)
        for other in others:
            self._add_key(at, other)

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield each pair of records that share a key, once, the lower position first."""
        members = self.members
        for at, keys in enumerate(self.keys):
            found = {b for key in keys if key in members for b in members[key] if b > at}
            for other in sorted(found):
                yield at, other

    def members_with(self, keys: Collection[str]) -> set[int]:
        """Return the positions of the records that have one of some keys.

        Args:
            keys: blocking keys, also unknown ones.
        """
        found = {at for key in keys for at in self.members.get(key, ())}
        return found | {self.first_member[key] for key in keys if key in self.first_member}

    def add_keys(self, at: int, keys: Iterable[str]) -> None:
        """Add keys to a record, except common ones that were removed.

        Args:
            at: position of the record, from 0.
            keys: its further keys.
        """
        for key in set(keys).difference(self.keys[at], self.removed_keys):
            self._add_key(at, key)
            self.keys[at].append(key)


def comparison_candidates(found: Mapping[str, Collection[int]]) -> set[int]:
    """Return the known works that a new record should be compared with.

    A key that more than `COMMON_KEY_SIZE` works have counts only together with a second such key.

    Args:
        found: for each key of the new record, the works that have it, by any number.
    """
    candidates: set[int] = set()
    often: Counter[int] = Counter()
    for members in found.values():
        if len(members) > COMMON_KEY_SIZE:
            often.update(iter(members))  # of a mapping, a counter would add up the values
        else:
            candidates.update(members)
    return candidates | {at for at, times in often.items() if times > 1}


def second_keys(fields: ComparisonFields, keys: Iterable[str]) -> list[str]:
    """Return what distinguishes records with a common key: other keys, first author, page.

    Args:
        fields: the record, prepared by `comparison_fields_of`.
        keys: its blocking keys.
    """
    found = [*keys, *fields.first_surname]
    if fields.volume and fields.page:
        found.append(f"{fields.volume}:{fields.page}")
    return found
