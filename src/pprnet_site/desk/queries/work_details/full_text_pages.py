"""A full text as it is read at the desk: page by page, with its tables as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from django.contrib.auth.models import User

from pprnet_site.evidence.enums import Layer
from pprnet_site.evidence.models import FullTextRow, PassageRow, UnreadNumberRow
from pprnet_site.evidence.queries.full_texts import FullTextPage, pages_of_full_text

PASSAGES_A_PART = 60
"""Of a text without pages."""
UNREAD_LISTED = 100


@dataclass(slots=True)
class ShownTable:
    """Rows of one table that follow each other."""

    caption: str
    headings: tuple[str, ...]
    rows: list[PassageRow] = field(default_factory=list)
    caption_row: PassageRow | None = None

    @property
    def has_headings(self) -> bool:
        """Whether any column has a heading."""
        return any(self.headings)

    def continues_with(self, row: PassageRow) -> bool:
        """Return whether a passage is the next row of this table."""
        return bool(row.cells) and (row.section, tuple(row.headings)) == (
            self.caption,
            self.headings,
        )


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A passage, with the heading that it begins, or a table."""

    heading: str = ""
    passage: PassageRow | None = None
    table: ShownTable | None = None


@dataclass(frozen=True, slots=True)
class ShownPart:
    """One page of a full text, or a part of one that has no pages."""

    number: int
    """From 1: of the page as it is printed, or of the part."""
    count: int
    position: int
    """From 1, among all parts."""
    has_pages: bool
    numbers: tuple[int, ...]
    """Of all parts."""
    blocks: tuple[ShownBlock, ...]
    unread: tuple[UnreadNumberRow, ...]

    @property
    def before(self) -> int | None:
        """The number of the part before."""
        return self.numbers[self.position - 2] if self.position > 1 else None

    @property
    def after(self) -> int | None:
        """The number of the part after."""
        return self.numbers[self.position] if self.position < self.count else None


def shown_part(
    row: FullTextRow, *, user: User, number: int | None = None, passage: int | None = None
) -> ShownPart | None:
    """Return the part of a full text with a number or with a passage, else the first.

    None where there is no such part.

    Raises:
        PermissionDenied: This user may not use full texts.
    """
    parts = parts_of(pages_of_full_text(row.pk, user=user))
    numbers = tuple(part.number for part in parts)
    if passage is not None:
        number = next(
            (part.number for part in parts if any(each.pk == passage for each in part.passages)),
            None,
        )
    elif number is None and numbers:
        number = numbers[0]
    if number not in numbers:
        return None
    at = numbers.index(number)
    return ShownPart(
        number=number,
        count=len(parts),
        position=at + 1,
        has_pages=bool(row.pages),
        numbers=numbers,
        blocks=tuple(blocks_of(parts[at].passages)),
        unread=parts[at].unread[:UNREAD_LISTED],
    )


def parts_of(pages: Sequence[FullTextPage]) -> list[FullTextPage]:
    """Return pages as they are; a text without pages is divided into parts, from 1."""
    parts: list[FullTextPage] = []
    for page in pages:
        if page.number:
            parts.append(page)
            continue
        passages = iter(page.passages)
        while some := tuple(islice(passages, PASSAGES_A_PART)):
            parts.append(FullTextPage(len(parts) + 1, some, page.unread if not parts else ()))
    return parts


def blocks_of(passages: Sequence[PassageRow]) -> Iterator[ShownBlock]:
    """Yield passages and tables in their order; a new section begins with its heading."""
    section, table, caption = "", None, None
    for row in passages:
        if row.cells:
            if table is None or not table.continues_with(row):
                table = ShownTable(row.section, tuple(row.headings), caption_row=caption)
                yield ShownBlock(table=table)
            table.rows.append(row)
            caption = None
            continue
        if row.layer == Layer.TABLE and row.text == row.section:
            table, caption = None, row
            continue
        is_new = bool(row.section) and row.section != section and row.layer != Layer.TABLE
        section, table = row.section or section, None
        yield ShownBlock(heading=row.section if is_new else "", passage=row)
