"""The text of an article as it was pasted: paragraphs, headings and rows of tables."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence
from itertools import groupby

from pprnet.formats.streams import decode
from pprnet.fulltext.article_values import FullText, FullTextKind, Table, TextPage
from pprnet.fulltext.line_joins import Vocabulary
from pprnet.fulltext.passages import Block, passages_of, table_passages
from pprnet.fulltext.section_headings import is_known_heading
from pprnet.fulltext.signs import clean_characters, with_minus_signs
from pprnet.records import Problem

_LONGEST_TITLE = 300
_TITLE_WORDS = 3
_MOST_CELLS = 60_000
_ENDS = (".", "?", "!", ":", ".)", ".”", '."')
_LONG_LINE = 110
"""Characters; longer lines are paragraphs and not broken by hand."""


def read_pasted_article(data: bytes, *, name: str) -> FullText:
    """Return an article.

    Args:
        data: the text, in any encoding.
        name: of the text, for problems.
    """
    text, encoding = _decoded(data)
    problems: tuple[Problem, ...] = ()
    if encoding:
        problems = (Problem(name, f"not UTF-8; read as {encoding}", lost=False),)
    lines = text.replace("\f", "\n\n").splitlines()
    tables = tuple(_tables(lines))
    kept = [line for line in lines if "\t" not in line.strip()]
    blocks = list(_blocks(kept))
    passages = (*passages_of(blocks), *table_passages(tables))
    title = _title(blocks)
    return FullText(FullTextKind.TEXT, title, (TextPage(0, passages, tables),), problems)


def _decoded(data: bytes) -> tuple[str, str]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace"), ""
    return decode(data.removeprefix(codecs.BOM_UTF8))


def _tables(lines: Sequence[str]) -> Iterator[Table]:
    """Yield the tables: rows that follow each other with tabs between their cells."""
    caption, count = "", 0
    for is_row, group in groupby(lines, key=lambda line: "\t" in line.strip()):
        found = list(group)
        if not is_row:
            caption = next((line.strip() for line in reversed(found) if line.strip()), "")
            continue
        rows = [
            tuple(with_minus_signs(clean_characters(cell)) for cell in line.split("\t"))
            for line in found
        ]
        width = max(map(len, rows))
        count += width * len(rows)
        if count > _MOST_CELLS:
            return
        complete = tuple(row + ("",) * (width - len(row)) for row in rows)
        yield Table(0, caption[:_LONGEST_TITLE], complete, min(1, len(rows) - 1))


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    vocabulary = Vocabulary(lines)
    for paragraph in _paragraphs(lines):
        text = ""
        for line in paragraph:
            text = vocabulary.joined(text, line)
        is_heading = len(paragraph) == 1 and is_known_heading(text)
        yield Block(with_minus_signs(text), is_heading=is_heading)


def _paragraphs(lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield the lines of each paragraph."""
    has_gaps = any(not line.strip() for line in lines[1:-1])
    held: list[str] = []
    for raw in lines:
        line = clean_characters(raw)
        is_alone = is_known_heading(line) or len(line) > _LONG_LINE
        ends = not has_gaps and bool(held) and held[-1].endswith(_ENDS)
        if held and (not line or is_alone or ends):
            yield held
            held = []
        if is_alone and line:
            yield [line]
        elif line:
            held.append(line)
    if held:
        yield held


def _title(blocks: Sequence[Block]) -> str:
    """Return the first paragraph if it may be a title."""
    first = blocks[0] if blocks else Block("")
    is_title = len(first.text.split()) >= _TITLE_WORDS and len(first.text) <= _LONGEST_TITLE
    return "" if first.is_heading or not is_title else first.text.removesuffix(".")
