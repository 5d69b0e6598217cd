"""A draft in plain text or Markdown: a title, then parts under headings of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pprnet.formats.archive_page import PRACTICE
from pprnet.formats.printed_reference import is_reference
from pprnet.lint.draft import Draft, PrintedCitation
from pprnet.lint.draft_files.archive_drafts import Line, printed_lines
from pprnet.lint.draft_files.placed_drafts import PartCollector, PlacedDraft
from pprnet.lint.draft_reading import CITATION, HEADING
from pprnet.text import clean, fold

MARKS = re.compile(r"(?:#{1,6} |\*\*|__)?(?P<text>.{1,300}?)(?:\*\*|__)?:?")
LABELLED = re.compile(
    r"(?:\*\*|__)?(?P<label>bottom line|limits|limitations|for whom|l[’']essentiel|limites|"
    r"pour qui)(?:\*\*|__)? ?: ?(?:\*\*|__)? ?(?P<text>\S.{0,20000})",
    re.IGNORECASE,
)
PART_NAMES = {
    "summary": "summary",
    "resume": "summary",
    "bottom line": "bottom_line",
    "lessentiel": "bottom_line",
    "limits": "limits",
    "limitations": "limits",
    "limites": "limits",
    "for whom": "for_whom",
    "pour qui": "for_whom",
    "citation": CITATION,
    "citations": CITATION,
    "reference": CITATION,
    "references": CITATION,
    "source": CITATION,
}
PARTS = ("title", "summary", "implications")


def plain_draft(text: str, language: str) -> PlacedDraft:
    """Return a text as one draft: its first line is the title.

    Args:
        text: of the file.
        language: of the draft.
    """
    lines = [*printed_lines(text, 0, len(text))]
    parts = _collected(text, lines)
    citations = tuple(PrintedCitation(each) for each in parts.texts(CITATION))
    draft = Draft(parts.fields(PARTS), language, parts.texts(HEADING), citations)
    return PlacedDraft(draft, parts.offsets, lines[0][0] if lines else 0)


def _collected(text: str, lines: Sequence[Line]) -> PartCollector:
    """Return the parts of a draft by their headings and labels."""
    parts = PartCollector(text)
    field, citations, headings = "summary", 0, 0
    for place, (start, end) in enumerate(lines):
        line = text[start:end]
        inner = _inner(line, start)
        shown = clean(text[slice(*inner)])
        labelled = LABELLED.fullmatch(line)
        if place == 0:
            parts.add("title", *inner)
        elif PRACTICE.fullmatch(shown):
            parts.add(HEADING, *inner, headings)
            field, headings = "implications", headings + 1
        elif name := PART_NAMES.get(fold(shown)):
            field = name
        elif labelled:
            name = PART_NAMES[fold(labelled["label"])]
            parts.add(name, start + labelled.start("text"), end)
        elif field == CITATION or is_reference(clean(line)):
            parts.add(CITATION, start, end, citations)
            citations += 1
        else:
            parts.add(field, start, end)
    return parts


def _inner(line: str, start: int) -> Line:
    """Return the place of a line without the marks of Markdown and a colon at its end."""
    found = MARKS.fullmatch(line)
    if found is None or PRACTICE.fullmatch(clean(line)):
        return start, start + len(line)
    return start + found.start("text"), start + found.end("text")
