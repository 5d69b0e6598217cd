"""Entries of BibTeX that take fields from another one (`crossref`), wherever that one stands.

An entry waits for its parent, and with it all that follow, so that the order of the file stays.
Both what waits and what is taken over count towards the budget of the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pprnet.formats.bibtex.bibtex_fields import bibtex_record
from pprnet.formats.streams import Stream
from pprnet.records import Problem, Record

_OWN_LIST = (
    "title subtitle titleaddon shorttitle author pages eid doi url urldate abstract keywords note "
    "annotation annote file label crossref xref ids key pmid pmcid entryset relatedtype related "
    "booktitle booksubtitle journaltitle chapter timestamp"
)
_OWN = frozenset(_OWN_LIST.split())
"""Fields that say something of the parent alone, or that change their name."""
_PERIODICALS = frozenset({"periodical"})
_FIELD_COST = 16


@dataclass(frozen=True, slots=True)
class EntryFields:
    """An entry whose fields are known, still in LaTeX."""

    kind: str
    key: str
    fields: tuple[tuple[str, str], ...]
    line: int

    def parent(self) -> str:
        """Return the key of the entry that it takes fields from, empty if there is none."""
        found = (text for name, text in self.fields if name == "crossref")
        return next(found, "").strip().lower()

    def size(self) -> int:
        """Return the characters of its fields."""
        return sum(len(name) + len(text) + _FIELD_COST for name, text in self.fields)

    def record(self) -> Record:
        """Return the entry as a record."""
        return bibtex_record(self.kind, self.key, self.fields, self.line)


def records_with_parents(
    stream: Stream, items: Iterable[EntryFields | Problem]
) -> Iterator[Record | Problem]:
    """Yield each entry as a record, with what it takes from its parent, in the order of the file.

    Args:
        stream: the file, whose budget counts.
        items: its entries and problems.
    """
    parents = _Parents(stream)
    for item in items:
        yield from parents.feed(item)
    yield from parents.close()


class _Parents:
    """The entries that others may refer to, and those that wait for one of them."""

    def __init__(self, stream: Stream) -> None:
        """Begin without any."""
        self.stream = stream
        self.known: dict[str, EntryFields] = {}
        self.waiting: list[EntryFields | Problem] = []
        self.missing: set[str] = set()
        self.is_full = False

    def feed(self, item: EntryFields | Problem) -> Iterator[Record | Problem]:
        """Read an entry or a problem and yield what no longer waits."""
        if isinstance(item, EntryFields):
            self._keep(item)
            parent = item.parent()
            if parent and parent not in self.known and not self.is_full:
                self.missing.add(parent)
            self.missing.discard(item.key.lower())
        self.waiting.append(item)
        if not self.missing or self.is_full:
            yield from self._release()

    def _keep(self, entry: EntryFields) -> None:
        """Keep an entry that others may refer to, if there is room."""
        if not entry.key or self.is_full:
            return
        if self.stream.budget.can_hold(entry.size()):
            self.known.setdefault(entry.key.lower(), entry)
        else:
            self.is_full = True

    def close(self) -> Iterator[Record | Problem]:
        """Yield what still waits, though its parent is not there."""
        yield from self._release()

    def _release(self) -> Iterator[Record | Problem]:
        for item in self.waiting:
            if isinstance(item, Problem):
                yield item
            else:
                yield from self._complete(item)
        self.waiting.clear()
        self.missing.clear()

    def _complete(self, entry: EntryFields) -> Iterator[Record | Problem]:
        """Yield an entry with the fields of its parent, and a problem if they are not to be had."""
        if not entry.parent():
            yield entry.record()
            return
        taken, fault = self._inherited(entry)
        yield replace(entry, fields=(*entry.fields, *taken)).record()
        if fault:
            yield Problem(self.stream.name, fault, line=entry.line, lost=False)

    def _inherited(self, entry: EntryFields) -> tuple[list[tuple[str, str]], str]:
        """Return the fields that an entry takes from its parent, and from that one's parent."""
        taken: list[tuple[str, str]] = []
        held = {name for name, _ in entry.fields}
        child, seen = entry, {entry.key.lower()}
        while (key := child.parent()) and key not in seen:
            seen.add(key)
            parent = self.known.get(key)
            if parent is None:
                return taken, f"an entry @{entry.kind} refers to {key!r}, which is not in the file"
            found = [pair for pair in _passed_on(parent) if pair[0] not in held]
            if not self.stream.budget.can_repeat(sum(len(text) for _, text in found)):
                return taken, f"an entry @{entry.kind} takes too much from others; left without it"
            taken += found
            held |= {name for name, _ in found}
            child = parent
        return taken, ""


def _passed_on(parent: EntryFields) -> Iterator[tuple[str, str]]:
    """Yield the fields that a parent passes on, its title as that of the container."""
    stated = dict(reversed(parent.fields))
    title, subtitle = stated.get("title", ""), stated.get("subtitle", "")
    whole = ": ".join(filter(None, (title, subtitle)))
    container = stated.get("booktitle") or whole
    name = "journaltitle" if parent.kind in _PERIODICALS else "booktitle"
    if container:
        yield name, container
    yield from ((name, text) for name, text in parent.fields if name not in _OWN)
