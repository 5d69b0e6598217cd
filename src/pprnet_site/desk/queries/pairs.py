"""Possible duplicates: two works field by field, open pairs and decided ones."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pprnet.records import Record
from pprnet.text import fold
from pprnet_site.catalogue.data_mapper import merged_record
from pprnet_site.catalogue.enums import PairVerdict
from pprnet_site.catalogue.models import Work, WorkPair

OPEN = Q(verdict=PairVerdict.OPEN)

FieldText = Callable[[Record], str]
FieldKey = Callable[[Record], Hashable]


def letters_and_digits(text: str) -> str:
    """Return the folded letters and digits of a text."""
    return "".join(filter(str.isalnum, fold(text)))


def family_names_key(record: Record) -> Hashable:
    """Return the set of family names: sources abbreviate and reorder given names."""
    return frozenset(letters_and_digits(each.family or each.literal) for each in record.authors)


def text_key(said: FieldText) -> FieldKey:
    """Return a key that compares a text by its letters and digits."""
    return lambda record: letters_and_digits(said(record))


def text_comparison(label: str, said: FieldText) -> tuple[str, FieldText, FieldKey]:
    """Return a comparison of a text as it is shown."""
    return label, said, text_key(said)


COMPARED_FIELDS: tuple[tuple[str, FieldText, FieldKey], ...] = (
    text_comparison(gettext_noop("Title"), lambda record: record.title),
    text_comparison(
        gettext_noop("Title in its own language"), lambda record: record.vernacular_title
    ),
    (gettext_noop("Authors"), lambda record: "; ".join(map(str, record.authors)), family_names_key),
    # A month or a day that only one of them states is no difference.
    (
        gettext_noop("Date"),
        lambda record: str(record.issued or ""),
        lambda record: record.issued.year if record.issued else None,
    ),
    text_comparison(gettext_noop("Journal, or title of the book"), lambda record: record.journal),
    text_comparison(gettext_noop("Volume"), lambda record: record.volume),
    text_comparison(gettext_noop("Number in the volume"), lambda record: record.issue),
    text_comparison(gettext_noop("Pages"), lambda record: record.pages or record.article_number),
    text_comparison(gettext_noop("Kind of publication"), lambda record: record.type.value),
    text_comparison(gettext_noop("Language"), lambda record: record.language),
    text_comparison("DOI", lambda record: record.doi),
    text_comparison("PMID", lambda record: record.pmid),
    text_comparison(gettext_noop("Abstract"), lambda record: record.abstract),
)
"""The compared fields in the order of the page: label, text shown, and key that must be equal."""


@dataclass(frozen=True, slots=True)
class FieldComparison:
    """One field of the two works."""

    label: str
    first: str
    second: str
    is_same: bool

    @property
    def differs(self) -> bool:
        """Whether both state different values; capitals, accents and punctuation do not count."""
        return bool(self.first and self.second) and not self.is_same

    @property
    def agrees(self) -> bool:
        """Whether both state the same value."""
        return bool(self.first and self.second) and self.is_same


@dataclass(frozen=True, slots=True)
class PairSide:
    """One of the two works, with the sources that its records came from."""

    work: Work
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairView:
    """A pair to decide on and its place on the list."""

    pair: WorkPair
    sides: tuple[PairSide, PairSide]
    lines: tuple[FieldComparison, ...]
    place: int
    """1-based place on the list, 0 where it is not on the list any more."""
    before: int | None
    after: int | None


def open_pairs() -> QuerySet[WorkPair]:
    """Return the open pairs, the most probable duplicates first."""
    return WorkPair.objects.filter(OPEN).order_by("-score", "pk")


def count_pairs() -> int:
    """Return the number of open pairs."""
    return int(WorkPair.objects.filter(OPEN).aggregate(n=Count("pk"))["n"])


def decided_pairs() -> QuerySet[WorkPair]:
    """Return the decided pairs, the latest first, with those that were merged automatically."""
    rows = WorkPair.objects.exclude(OPEN).select_related("first", "second", "decided_by")
    when = Coalesce("decided_at", "added_at")
    rows = rows.prefetch_related("first__events", "second__events")
    return rows.defer("first__merged", "second__merged").order_by(when.desc(), "-pk")


def pairs_of(work: Work) -> QuerySet[WorkPair]:
    """Return the pairs of a work, open and decided."""
    rows = WorkPair.objects.filter(Q(first=work) | Q(second=work))
    rows = rows.prefetch_related("first__events", "second__events")
    return rows.select_related("first", "second", "decided_by").order_by("pk")


def pair_view(number: int | None = None) -> PairView | None:
    """Return the pair with a number, or the first open one; None where there is none.

    Raises:
        WorkPair.DoesNotExist: There is no pair with this number.
    """
    numbers = list(open_pairs().values_list("pk", flat=True))
    wanted = number if number is not None else next(iter(numbers), None)
    if wanted is None:
        return None
    pair = WorkPair.objects.select_related("first", "second", "decided_by").get(pk=wanted)
    at = numbers.index(wanted) if wanted in numbers else -1
    return PairView(
        pair=pair,
        sides=(pair_side(pair.first), pair_side(pair.second)),
        lines=compare_records(merged_record(pair.first), merged_record(pair.second)),
        place=at + 1,
        before=numbers[at - 1] if at > 0 else None,
        after=numbers[at + 1] if at + 1 < len(numbers) else None,
    )


def pair_side(work: Work) -> PairSide:
    """Return a work with its sources, each once."""
    sources = work.records.order_by("pk").values_list("source", flat=True)
    return PairSide(work, tuple(dict.fromkeys(sources)))


def compare_records(first: Record, second: Record) -> tuple[FieldComparison, ...]:
    """Return the fields that at least one of the works states."""
    found = [
        FieldComparison(_(label), said(first), said(second), form(first) == form(second))
        for label, said, form in COMPARED_FIELDS
    ]
    return tuple(line for line in found if line.first or line.second)
