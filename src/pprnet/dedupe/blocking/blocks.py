"""Which records are worth comparing: those that share a key, where the key says anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from pprnet.dedupe.comparison.comparison_fields import ComparisonFields

COMMON_KEY_SIZE = 40
"""A key that more records share than this says nothing without a second one."""

SecondKeys = Callable[[int], Iterable[str]]
"""Gives what else a record may share with others of a common key."""
SortOrder = Callable[[int], object]


class Blocks:
    """Records by their keys; what is common is divided until it is small."""

    def __init__(self, keys: Sequence[Iterable[str]], second: SecondKeys, order: SortOrder) -> None:
        self.first_member: dict[str, int] = {}
        """The first record with a key; most keys have no second one."""
        self.members: dict[str, list[int]] = {}
        self.removed_keys: set[str] = set()
        self.keys: list[list[str]] = [list(each) for each in keys]
        for at, each in enumerate(self.keys):
            for key in each:
                self.add_key(at, key)
        self.divide_common_keys(second)
        self.cut_by_order(order)

    def add_key(self, at: int, key: str) -> None:
        """Let a record be found under a key."""
        first = self.first_member.setdefault(key, at)
        if first != at:
            self.members.setdefault(key, [first]).append(at)

    def divide_common_keys(self, second: SecondKeys) -> None:
        """Let a common key count only together with a second one."""
        for key in self.common_keys():
            for at in self.remove_key(key):
                self.replace_key(at, key, [f"{key}&{other}" for other in set(second(at))])

    def cut_by_order(self, order: SortOrder) -> None:
        """Put what is common even so in order, and let each meet those that stand near it."""
        half = COMMON_KEY_SIZE // 2
        for key in self.common_keys():
            for place, at in enumerate(sorted(self.remove_key(key), key=order)):  # type: ignore[arg-type]  # it sorts
                self.replace_key(at, key, [f"{key}&{place // half + step}" for step in (0, 1)])

    def common_keys(self) -> list[str]:
        """Give the keys that many records share."""
        return [key for key, members in self.members.items() if len(members) > COMMON_KEY_SIZE]

    def remove_key(self, key: str) -> list[int]:
        """Take a common key away for good, and give the records that had it."""
        self.removed_keys.add(key)
        del self.first_member[key]
        return self.members.pop(key)

    def replace_key(self, at: int, key: str, others: Sequence[str]) -> None:
        """Give a record other keys for a common one."""
        self.keys[at] = [each for each in self.keys[at] if each != key] + list(others)
        for other in others:
            self.add_key(at, other)

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Give each two records that share a key, once, the lower first."""
        members = self.members
        for at, keys in enumerate(self.keys):
            found = {b for key in keys if key in members for b in members[key] if b > at}
            for other in sorted(found):
                yield at, other

    def members_with(self, keys: Collection[str]) -> set[int]:
        """Give the records that have one of some keys."""
        found = {at for key in keys for at in self.members.get(key, ())}
        return found | {self.first_member[key] for key in keys if key in self.first_member}

    def add_keys(self, at: int, keys: Iterable[str]) -> None:
        """Let a record be found under further keys, unless they say nothing alone."""
        for key in set(keys).difference(self.keys[at], self.removed_keys):
            self.add_key(at, key)
            self.keys[at].append(key)


def comparison_candidates(found: Mapping[str, Collection[int]]) -> set[int]:
    """Give those of the known works under each key of a new record that it may belong to.

    A common key says nothing alone, so it takes two of them.
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
    """Give what tells records of a common key apart: other keys, first author, place."""
    found = [*keys, *fields.first_surname]
    if fields.volume and fields.page:
        found.append(f"{fields.volume}:{fields.page}")
    return found
