"""The posts of an archive page as drafts, with the text as it is printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pprnet.formats.archive_page import MONTH, PRACTICE, ArchivePost, read_archive
from pprnet.formats.printed_reference import is_reference
from pprnet.lint.draft import Draft, PrintedCitation
from pprnet.lint.draft_files.placed_drafts import PartCollector, PlacedDraft
from pprnet.lint.draft_reading import CITATION, HEADING
from pprnet.text import clean

Line = tuple[int, int]
"""Start and end of a line that is not empty."""
PARTS = ("title", "summary", "implications")


def archive_drafts(text: str, name: str, language: str) -> tuple[PlacedDraft, ...]:
    """Return the posts of an archive page; none where the text is no such page.

    Args:
        text: of the page.
        name: of the file.
        language: of the posts.
    """
    posts = read_archive(text, name=name).posts
    starts = line_starts(text)
    places = [*(starts[post.line - 1] for post in posts), len(text)]
    return tuple(
        _post_draft(text, post, start, end, language)
        for post, (start, end) in zip(posts, pairwise(places), strict=True)
    )


def line_starts(text: str) -> list[int]:
    """Return where each line of a text begins.

    Args:
        text: of a file.
    """
    return [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]


def printed_lines(text: str, start: int, end: int) -> Iterator[Line]:
    """Yield the lines of a stretch that are not empty, without the spaces around them.

    Args:
        text: of a file.
        start: of the stretch.
        end: of it.
    """
    at = start
    for line in text[start:end].split("\n"):
        stripped = line.strip()
        if stripped:
            first = at + line.index(stripped[0])
            yield first, first + len(stripped)
        at += len(line) + 1


def _post_draft(text: str, post: ArchivePost, start: int, end: int, language: str) -> PlacedDraft:
    """Return one post as a draft; a month that follows it is no part of it."""
    lines = [*printed_lines(text, start, end)]
    if len(lines) > 1 and MONTH.fullmatch(clean(text[slice(*lines[-1])])):
        lines.pop()
    parts = _collected(text, lines)
    citations = tuple(PrintedCitation(each) for each in parts.texts(CITATION))
    draft = Draft(
        parts.fields(PARTS), language, parts.texts(HEADING), citations, month=str(post.month)
    )
    return PlacedDraft(draft, parts.offsets, start)


def _collected(text: str, lines: Sequence[Line]) -> PartCollector:
    """Return the parts of a post: title, references, summary, heading, implications."""
    parts = PartCollector(text)
    parts.add("title", *lines[0])
    field, citations, headings = "summary", 0, 0
    for start, end in lines[1:]:
        line = clean(text[start:end])
        if PRACTICE.fullmatch(line):
            parts.add(HEADING, start, end, headings)
            field, headings = "implications", headings + 1
        elif ("summary", 0) not in parts.offsets and is_reference(line):
            parts.add(CITATION, start, end, citations)
            citations += 1
        else:
            parts.add(field, start, end)
    return parts
