"""Two works side by side: what each says, where they differ, and what became of such pairs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pprnet.records import Record
from pprnet.text import fold
from pprnet_site.catalogue.bridge import record_of
from pprnet_site.catalogue.enums import PairVerdict
from pprnet_site.catalogue.models import Work, WorkPair

OPEN = Q(verdict=PairVerdict.OPEN)

SAID: tuple[tuple[str, Callable[[Record], str]], ...] = (
    (gettext_noop("Title"), lambda record: record.title),
    (gettext_noop("Title in its own language"), lambda record: record.vernacular_title),
    (gettext_noop("Authors"), lambda record: "; ".join(map(str, record.authors))),
    (gettext_noop("Date"), lambda record: str(record.issued or "")),
    (gettext_noop("Journal, or title of the book"), lambda record: record.journal),
    (gettext_noop("Volume"), lambda record: record.volume),
    (gettext_noop("Number in the volume"), lambda record: record.issue),
    (gettext_noop("Pages"), lambda record: record.pages or record.article_number),
    (gettext_noop("Kind of publication"), lambda record: record.type.value),
    (gettext_noop("Language"), lambda record: record.language),
    ("DOI", lambda record: record.doi),
    ("PMID", lambda record: record.pmid),
    (gettext_noop("Abstract"), lambda record: record.abstract),
)
"""What is compared, in the order in which a person looks at it."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the two works say of one thing."""

    label: str
    first: str
    second: str

    @property
    def differs(self) -> bool:
        """Whether both state it, and not the same; capitals and accents do not count."""
        return bool(self.first and self.second) and fold(self.first) != fold(self.second)

    @property
    def agrees(self) -> bool:
        """Whether both state the same."""
        return bool(self.first and self.second) and not self.differs


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two works, with the sources that its records came from."""

    work: Work
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairView:
    """A pair to decide on and its place on the list."""

    pair: WorkPair
    sides: tuple[Side, Side]
    lines: tuple[Said, ...]
    place: int
    """1-based, 0 where it is not on the list any more."""
    before: int | None
    after: int | None


def open_pairs() -> QuerySet[WorkPair]:
    """Give the pairs that wait for a person, the likeliest first."""
    return WorkPair.objects.filter(OPEN).order_by("-score", "pk")


def count_pairs() -> int:
    """Count the pairs that wait for a person."""
    return int(WorkPair.objects.filter(OPEN).aggregate(n=Count("pk"))["n"])


def decided_pairs() -> QuerySet[WorkPair]:
    """Give the pairs that are decided, the latest first, those that the program joined included."""
    rows = WorkPair.objects.exclude(OPEN).select_related("first", "second", "decided_by")
    when = Coalesce("decided_at", "added_at")
    return rows.defer("first__merged", "second__merged").order_by(when.desc(), "-pk")


def pairs_of(work: Work) -> QuerySet[WorkPair]:
    """Give all that was asked or decided about a work and another."""
    rows = WorkPair.objects.filter(Q(first=work) | Q(second=work))
    return rows.select_related("first", "second", "decided_by").order_by("pk")


def pair_view(number: int | None = None) -> PairView | None:
    """Read the pair with a number, or the first on the list; nothing where none waits."""
    numbers = list(open_pairs().values_list("pk", flat=True))
    wanted = number if number is not None else next(iter(numbers), None)
    if wanted is None:
        return None
    pair = WorkPair.objects.select_related("first", "second", "decided_by").get(pk=wanted)
    at = numbers.index(wanted) if wanted in numbers else -1
    return PairView(
        pair=pair,
        sides=(side(pair.first), side(pair.second)),
        lines=lines(record_of(pair.first), record_of(pair.second)),
        place=at + 1,
        before=numbers[at - 1] if at > 0 else None,
        after=numbers[at + 1] if at + 1 < len(numbers) else None,
    )


def side(work: Work) -> Side:
    """Give a work with its sources, each once."""
    sources = work.records.order_by("pk").values_list("source", flat=True)
    return Side(work, tuple(dict.fromkeys(sources)))


def lines(first: Record, second: Record) -> tuple[Said, ...]:
    """Give what either work states, thing by thing."""
    found = [Said(_(label), said(first), said(second)) for label, said in SAID]
    return tuple(line for line in found if line.first or line.second)
