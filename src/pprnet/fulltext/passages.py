"""Headings and paragraphs in their order to passages: abstract and body, without the references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pprnet.fulltext.article_values import SourceLayer, Table, TextPassage
from pprnet.fulltext.section_headings import (
    begins_abstract,
    begins_references,
    ends_abstract,
    ends_references,
    has_section_number,
    heading_name,
    is_known_heading,
    is_part_of_abstract,
    run_in_abstract,
)
from pprnet.fulltext.signs import with_minus_signs

_LONGEST_ABSTRACT = 6_000
"""Characters, about 900 words."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading or paragraph."""

    text: str
    page: int = 0
    is_heading: bool = False
    page_starts: tuple[int, ...] = ()


@dataclass(slots=True)
class _Reading:
    """Where in an article the reading is."""

    section: str = ""
    in_abstract: bool = False
    in_references: bool = False
    abstract_length: int = 0
    had_abstract: bool = False
    labels: set[str] = field(default_factory=set)

    def pass_heading(self, text: str) -> None:
        """Begin the section of a heading."""
        if self.in_references:
            self.in_references = not ends_references(text)
        elif begins_references(text):
            self.in_references, self.in_abstract = True, False
        elif begins_abstract(text) and not self.had_abstract:
            self.in_abstract = self.had_abstract = True
        elif self.in_abstract:
            name = heading_name(text)
            is_new = name not in self.labels and not has_section_number(text)
            self.in_abstract = is_new and is_part_of_abstract(text)
            self.labels.add(name)
        if not self.in_references:
            self.section = text

    def layer_of(self, text: str) -> SourceLayer:
        """Return the layer of a paragraph."""
        if self.in_abstract:
            self.abstract_length += len(text)
            self.in_abstract = self.abstract_length <= _LONGEST_ABSTRACT and not ends_abstract(text)
        return SourceLayer.ABSTRACT if self.in_abstract else SourceLayer.BODY


def passages_of(blocks: Iterable[Block]) -> Iterator[TextPassage]:
    """Yield the passages of an article; the list of references is left out.

    Args:
        blocks: headings and paragraphs in their order.
    """
    reading = _Reading()
    for block in blocks:
        if not block.text:
            continue
        if block.is_heading:
            reading.pass_heading(block.text)
            if not reading.in_references and not is_known_heading(block.text):
                yield TextPassage(SourceLayer.BODY, block.text, block.page, "", block.page_starts)
            continue
        if reading.in_references:
            continue
        if run_in_abstract(block.text) and not reading.had_abstract:
            reading.in_abstract = reading.had_abstract = True
            reading.section = block.text[: run_in_abstract(block.text)].rstrip(" :.—–-")
        layer = reading.layer_of(block.text)
        yield TextPassage(layer, block.text, block.page, reading.section, block.page_starts)


def table_passages(tables: Iterable[Table]) -> Iterator[TextPassage]:
    """Yield the caption and each row of tables as passages.

    Args:
        tables: of a page or article.
    """
    for table in tables:
        if table.caption:
            caption = with_minus_signs(table.caption)
            yield TextPassage(SourceLayer.TABLE, caption, table.page, table.caption)
        headings = table.column_headings()
        for text, cells in table.text_rows():
            yield TextPassage(
                SourceLayer.TABLE,
                with_minus_signs(text),
                table.page,
                table.caption,
                headings=headings,
                cells=tuple(map(with_minus_signs, cells)),
            )
