"""Which records are worth comparing: those that share a key, where the key says anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from pprnet.dedupe.traits import Traits

COMMON = 40
"""A key that more records share than this says nothing without a second one."""

Second = Callable[[int], Iterable[str]]
"""Gives what else a record may share with others of a common key."""
Order = Callable[[int], object]


class Blocks:
    """Records by their keys; what is common is divided until it is small."""

    def __init__(self, keys: Sequence[Iterable[str]], second: Second, order: Order) -> None:
        self.sole: dict[str, int] = {}
        """The first record with a key; most keys have no second one."""
        self.shared: dict[str, list[int]] = {}
        self.divided: set[str] = set()
        self.keys: list[list[str]] = [list(each) for each in keys]
        for at, each in enumerate(self.keys):
            for key in each:
                self.put(at, key)
        self.divide(second)
        self.cut(order)

    def put(self, at: int, key: str) -> None:
        """Let a record be found under a key."""
        first = self.sole.setdefault(key, at)
        if first != at:
            self.shared.setdefault(key, [first]).append(at)

    def divide(self, second: Second) -> None:
        """Let a common key count only together with a second one."""
        for key in self.common():
            for at in self.drop(key):
                self.replace(at, key, [f"{key}&{other}" for other in set(second(at))])

    def cut(self, order: Order) -> None:
        """Put what is common even so in order, and let each meet those that stand near it."""
        half = COMMON // 2
        for key in self.common():
            for place, at in enumerate(sorted(self.drop(key), key=order)):  # type: ignore[arg-type]  # it sorts
                self.replace(at, key, [f"{key}&{place // half + step}" for step in (0, 1)])

    def common(self) -> list[str]:
        """Give the keys that many records share."""
        return [key for key, members in self.shared.items() if len(members) > COMMON]

    def drop(self, key: str) -> list[int]:
        """Take a common key away for good, and give the records that had it."""
        self.divided.add(key)
        del self.sole[key]
        return self.shared.pop(key)

    def replace(self, at: int, key: str, others: Sequence[str]) -> None:
        """Give a record other keys for a common one."""
        self.keys[at] = [each for each in self.keys[at] if each != key] + list(others)
        for other in others:
            self.put(at, other)

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Give each two records that share a key, once, the lower first."""
        shared = self.shared
        for at, keys in enumerate(self.keys):
            near = {b for key in keys if key in shared for b in shared[key] if b > at}
            for other in sorted(near):
                yield at, other

    def near(self, keys: Collection[str]) -> set[int]:
        """Give the records that have one of some keys."""
        found = {at for key in keys for at in self.shared.get(key, ())}
        return found | {self.sole[key] for key in keys if key in self.sole}

    def add(self, at: int, keys: Iterable[str]) -> None:
        """Let a record be found under further keys, unless they say nothing alone."""
        for key in set(keys).difference(self.keys[at], self.divided):
            self.put(at, key)
            self.keys[at].append(key)


def worth_comparing(found: Mapping[str, Collection[int]]) -> set[int]:
    """Give those of the known works under each key of a new record that it may belong to.

    A common key says nothing alone, so it takes two of them.
    """
    near: set[int] = set()
    often: Counter[int] = Counter()
    for members in found.values():
        if len(members) > COMMON:
            often.update(iter(members))  # of a mapping, a counter would add up the values
        else:
            near.update(members)
    return near | {at for at, times in often.items() if times > 1}


def second_keys(traits: Traits, keys: Iterable[str]) -> list[str]:
    """Give what tells records of a common key apart: other keys, first author, place."""
    found = [*keys, *traits.first_name]
    if traits.volume and traits.page:
        found.append(f"{traits.volume}:{traits.page}")
    return found
