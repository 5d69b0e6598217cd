"""Pages of a PDF put together: title, paragraphs across columns and pages, passages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from pprnet.fulltext.article_values import FullText, FullTextKind, TextPage, TextPassage
from pprnet.fulltext.line_joins import HYPHENS, Vocabulary
from pprnet.fulltext.passages import Block, passages_of, table_passages
from pprnet.fulltext.pdf.document.lost_ligatures import with_ligatures
from pprnet.fulltext.pdf.document.running_heads import without_running_heads
from pprnet.fulltext.pdf.layout.page_columns import PrintedLine
from pprnet.fulltext.pdf.pdf_pages import PdfPage
from pprnet.fulltext.section_headings import (
    ends_abstract,
    is_known_heading,
    is_short_as_heading,
    run_in_abstract,
)
from pprnet.fulltext.signs import with_minus_signs
from pprnet.records import Problem

_LARGER = 1.08
_TITLE_SIZE = 1.15
_GAP = 1.35
"""Distance of two lines, in parts of the usual one, between paragraphs."""
_INDENT = 0.7
_WIDEST_INDENT = 5.0
_SHORT_LINE = 0.75
_TITLE_WORDS = 3
_ENDS = (".", "?", "!", ":", ".)", ".”", '."')


@dataclass(slots=True)
class _Paragraph:
    """Lines that belong together."""

    lines: list[tuple[int, PrintedLine]] = field(default_factory=list)
    is_heading: bool = False

    @property
    def last(self) -> PrintedLine:
        """The last line so far."""
        return self.lines[-1][1]

    def is_open(self) -> bool:
        """Return whether its last sentence has not ended."""
        return not self.is_heading and not self.last.text.rstrip().endswith(_ENDS)


@dataclass(frozen=True, slots=True)
class _Measures:
    """What is usual in a document."""

    size: float
    leading: float
    is_bold: bool
    edges: dict[tuple[int, int], tuple[float, float]]
    """Left and right edge of each column of each page."""


def article_of_pages(pages: Sequence[PdfPage], problems: Sequence[Problem], name: str) -> FullText:
    """Return the article on some pages.

    Args:
        pages: in their order.
        problems: met while they were read.
        name: of the file, for problems.
    """
    kept = without_running_heads(pages)
    vocabulary = Vocabulary(line.text for lines in kept for line in lines)
    lines = [
        (page.number, replace(line, text=with_minus_signs(with_ligatures(line.text, vocabulary))))
        for page, each in zip(pages, kept, strict=True)
        for line in each
    ]
    found: dict[int, list[TextPassage]] = defaultdict(list)
    if lines:
        blocks = (_block(each, vocabulary) for each in _paragraphs(lines, _measures(lines)))
        for passage in passages_of(blocks):
            found[passage.page].append(passage)
    pictures = _picture_problems(pages, name)
    return FullText(
        FullTextKind.PDF,
        _title(lines, pages),
        tuple(_text_page(page, found[page.number]) for page in pages),
        (*problems, *pictures, *_unread_problem(pages, name)),
    )


def _text_page(page: PdfPage, passages: list[TextPassage]) -> TextPage:
    if page.is_picture:
        return TextPage(page.number)
    complete = (*passages, *table_passages(page.tables))
    return TextPage(page.number, complete, page.tables, page.unread)


def _measures(lines: list[tuple[int, PrintedLine]]) -> _Measures:
    sizes: Counter[float] = Counter()
    bold: Counter[bool] = Counter()
    edges: dict[tuple[int, int], tuple[float, float]] = {}
    for page, line in lines:
        sizes[round(line.size, 1)] += len(line.text)
        bold[line.is_bold] += len(line.text)
        left, right = edges.get((page, line.column), (line.left, line.right))
        edges[page, line.column] = min(left, line.left), max(right, line.right)
    size = sizes.most_common(1)[0][0]
    steps = [
        after.base - before.base
        for (page, before), (other, after) in pairwise(lines)
        if page == other and before.column == after.column and after.base > before.base
    ]
    near = [step for step in steps if step < 3 * size] or [1.2 * size]
    return _Measures(size, median(near), bold[True] > bold[False], edges)


def _paragraphs(lines: list[tuple[int, PrintedLine]], usual: _Measures) -> Iterator[_Paragraph]:
    """Yield the paragraphs in their order; one that goes on in the next column is one."""
    found: list[_Paragraph] = []
    current: _Paragraph | None = None
    for page, line in lines:
        is_heading = _is_heading(line, usual)
        target = None
        if current is not None:
            target = _continued(found, current, (page, line), is_heading, usual)
        if target is None:
            found.append(target := _Paragraph(is_heading=is_heading))
        target.lines.append((page, line))
        current = target
    yield from found


def _continued(
    found: list[_Paragraph],
    current: _Paragraph,
    place: tuple[int, PrintedLine],
    is_heading: bool,
    usual: _Measures,
) -> _Paragraph | None:
    """Return the paragraph that a line goes on with, `None` if it begins one."""
    page, line = place
    last_page, last = current.lines[-1]
    is_same_block = last_page == page and last.column == line.column
    if is_heading or (current.is_heading and line.size > _LARGER * usual.size):
        step = line.base - last.base
        is_next = last_page == page and 0 < step < _GAP * 1.2 * line.size
        is_one = current.is_heading and _is_alike(last, line) and is_next
        return current if is_one and not is_known_heading(last.text) else None
    if is_same_block:
        return None if _begins(current, line, page, usual) else current
    for paragraph in reversed(found[-4:]):
        if paragraph.is_open() and _is_alike(paragraph.last, line) and not _is_fresh(line):
            return paragraph
    return None


def _is_fresh(line: PrintedLine) -> bool:
    """Return whether a line cannot be inside a sentence."""
    return (
        not line.text[:1].islower() and not line.text[:1].isdigit() and is_known_heading(line.text)
    )


def _is_alike(line: PrintedLine, other: PrintedLine) -> bool:
    return abs(line.size - other.size) <= 0.08 * max(line.size, other.size)


def _begins(current: _Paragraph, line: PrintedLine, page: int, usual: _Measures) -> bool:
    """Return whether a line begins a paragraph in its column."""
    last = current.last
    if current.is_heading or not _is_alike(last, line):
        return True
    if ends_abstract(line.text) or run_in_abstract(line.text):
        return True
    if line.base - last.base > _GAP * max(usual.leading, line.size):
        return True
    if last.text[-1:] in HYPHENS:
        return False
    left, right = usual.edges[page, line.column]
    indent = line.left - left
    is_indented = _INDENT * line.size < indent < _WIDEST_INDENT * line.size
    is_deeper = line.left - last.left > _INDENT * line.size
    ended = last.text.rstrip().endswith(_ENDS)
    is_short = last.right - left < _SHORT_LINE * (right - left)
    return ended and ((is_indented and is_deeper) or is_short)


def _is_heading(line: PrintedLine, usual: _Measures) -> bool:
    if is_known_heading(line.text):
        return True
    stands_out = line.size > _LARGER * usual.size or (line.is_bold and not usual.is_bold)
    return stands_out and is_short_as_heading(line.text)


def _block(paragraph: _Paragraph, vocabulary: Vocabulary) -> Block:
    """Return a paragraph as one text, with the places where pages begin in it."""
    text, page = "", paragraph.lines[0][0]
    starts: list[int] = []
    current = page
    for number, line in paragraph.lines:
        joined = vocabulary.joined(text, line.text)
        if number != current:
            starts += [max(0, len(joined) - len(line.text.lstrip()))] * (number - current)
            current = number
        text = joined
    return Block(text, page, paragraph.is_heading, tuple(starts))


def _title(lines: list[tuple[int, PrintedLine]], pages: Sequence[PdfPage]) -> str:
    """Return the largest print of the first page, else what the file states as its title."""
    stated = next((page.stated_title for page in pages if page.stated_title), "").strip()
    first = [line for page, line in lines if page == pages[0].number]
    groups: list[list[PrintedLine]] = []
    for line in first:
        last = groups[-1][-1] if groups else None
        if last and _is_alike(last, line) and 0 < line.base - last.base < 2 * line.size:
            groups[-1].append(line)
        else:
            groups.append([line])
    usual = median([line.size for _, line in lines]) if lines else 0.0
    large = [group for group in groups if group[0].size > _TITLE_SIZE * usual]
    large.sort(key=lambda group: -group[0].size)
    texts = [" ".join(line.text for line in group) for group in large]
    long = [text for text in texts if len(text.split()) >= _TITLE_WORDS and len(text) < 500]  # noqa: PLR2004
    return (long or [stated if len(stated.split()) >= _TITLE_WORDS else ""])[0]


def _picture_problems(pages: Sequence[PdfPage], name: str) -> list[Problem]:
    """Return a problem for a scan, for pages that are pictures, and where there is no text."""
    pictures = [page.number for page in pages if page.is_picture]
    has_text = any((page.lines or page.tables) and not page.is_picture for page in pages)
    advice = (
        "run character recognition (OCR) over it, add the article in another form or paste its text"
    )
    if pictures and (not has_text or len(pictures) * 2 > len(pages)):
        what = "the PDF is a scan: its pages are pictures without text"
        return [Problem(name, f"{what}, so nothing could be read; {advice}")]
    if not has_text and pages:
        return [Problem(name, f"the PDF contains no text that can be read; {advice}")]
    numbers = ", ".join(map(str, pictures[:10]))
    message = f"page {numbers}: a picture without text, which was not read; {advice}"
    return [Problem(name, message, position=pictures[0])] if pictures else []


def _unread_problem(pages: Sequence[PdfPage], name: str) -> list[Problem]:
    unread = [number for page in pages for number in page.unread]
    if not unread:
        return []
    on_pages = ", ".join(dict.fromkeys(str(number.page) for number in unread[:200]))
    is_one = len(unread) == 1
    count, it = ("one number", "it") if is_one else (f"{len(unread)} numbers", "them")
    message = (
        f"{count} could not be read with certainty (page {on_pages[:60]}) and will match no claim; "
        f"look {it} up on the page"
    )
    return [Problem(name, message, lost=False)]
