"""JATS and HTML as headings, paragraphs and tables in their order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from pprnet.formats.xml.xml_elements import SHIFTED, Element
from pprnet.fulltext.article_values import Table
from pprnet.fulltext.markup.markup_tables import table_of
from pprnet.fulltext.passages import Block
from pprnet.fulltext.signs import clean_characters, with_minus_signs
from pprnet.text import shift_digits

MAX_DEPTH = 200
"""Elements in each other; what is deeper is left out."""


@dataclass(frozen=True, slots=True)
class Markup:
    """What the elements of a kind of file mean."""

    blocks: frozenset[str]
    """Elements that begin and end a paragraph."""
    headings: frozenset[str]
    is_left_out: Callable[[Element], bool]
    table_parts: Callable[[Element], tuple[Element, str] | None]
    """Gives the table and its caption where an element is one."""


def tag_name(element: Element) -> str:
    """Return the name of an element without its namespace, empty for a comment.

    Args:
        element: any node.
    """
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def plain_text(element: Element, markup: Markup) -> str:
    """Return the text of an element on one line.

    Args:
        element: such as a cell or title.
        markup: of its file.
    """
    reading = MarkupReading(markup)
    reading.read(element)
    return " ".join(block.text for block in reading.close())


@dataclass(slots=True)
class MarkupReading:
    """The blocks and tables that were read so far."""

    markup: Markup
    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)

    def close(self) -> list[Block]:
        """Return the blocks, with the one that was not ended yet."""
        self._end_block(is_heading=False)
        return self.blocks

    def read(self, element: Element, depth: int = 0) -> None:
        """Read the contents of an element.

        Args:
            element: of the file.
            depth: of the element below the first one.
        """
        self._add(element.text)
        for child in element:
            if depth < MAX_DEPTH and tag_name(child) and not self.markup.is_left_out(child):
                self._read_child(child, tag_name(child), depth + 1)
            self._add(child.tail)

    def _read_child(self, child: Element, tag: str, depth: int) -> None:
        found = self.markup.table_parts(child)
        if found is not None:
            self._end_block(is_heading=False)
            self._read_table(*found)
        elif tag in self.markup.headings or tag in self.markup.blocks:
            self._end_block(is_heading=False)
            self.read(child, depth)
            self._end_block(is_heading=tag in self.markup.headings)
        elif tag in SHIFTED:
            self._read_shifted(child, raised=SHIFTED[tag])
        elif tag in ("br", "break"):
            self._pieces.append(" ")
        else:
            self.read(child, depth)

    def _add(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)

    def _read_shifted(self, child: Element, *, raised: bool) -> None:
        inner = "".join(child.itertext())
        before = next((piece for piece in reversed(self._pieces) if piece), "")
        self._pieces.append(shift_digits(before.rstrip() or "", inner, raised=raised))

    def _read_table(self, element: Element, caption: str) -> None:
        table = table_of(
            element,
            with_minus_signs(caption),
            text_of=lambda cell: plain_text(cell, self.markup),
            tag_of=tag_name,
        )
        if table is not None:
            self.tables.append(table)

    def _end_block(self, *, is_heading: bool) -> None:
        text = with_minus_signs(clean_characters("".join(self._pieces)))
        self._pieces.clear()
        if text:
            self.blocks.append(Block(text, is_heading=is_heading))
