"""Template filters that mark the figures of a text with the letters of their sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pprnet_site.core.templatetags.pprnet import EMPTY_LINE, STATISTIC, inline, prose
from pprnet_site.evidence.queries.figure_marks import FigureMark

register = template.Library()

LAST_WORD = re.compile(r"\S{1,24}\Z")
"""Kept on one line with its mark; a longer one may break."""


@register.filter
def inline_with_marks(text: str, marks: Sequence[FigureMark]) -> SafeString:
    """Return a line of plain text as `inline` does, with a mark behind each figure."""
    if not marks:
        return inline(text)
    return marked_line(str(text), [(mark.end, mark) for mark in marks])


@register.filter
def prose_with_marks(text: str, marks: Sequence[FigureMark]) -> SafeString:
    """Return plain text as `prose` does, with a mark behind each figure."""
    if not marks:
        return prose(text)
    made = (
        format_html("<p>{}</p>", marked_line(" ".join(text[start:end].split()), placed))
        for start, end in paragraph_bounds(text)
        if text[start:end].strip()
        for placed in [list(marks_between(text, start, end, marks))]
    )
    return mark_safe("\n".join(made))  # noqa: S308 - each is made by format_html


def paragraph_bounds(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each paragraph begins and ends."""
    start = 0
    for gap in EMPTY_LINE.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def marks_between(
    text: str, start: int, end: int, marks: Sequence[FigureMark]
) -> Iterator[tuple[int, FigureMark]]:
    """Yield the marks of a paragraph with their places in it once its white space is single."""
    for mark in marks:
        if start < mark.end <= end:
            yield len(" ".join(text[start : mark.end].split())), mark


def marked_line(text: str, placed: Sequence[tuple[int, FigureMark]]) -> SafeString:
    """Return a line, escaped, with the letters of statistics in italics and with its marks."""
    tags = sorted([*italic_tags(text), *mark_tags(text, placed)], key=lambda tag: tag[:2])
    parts, at = [], 0
    for place, _order, tag in tags:
        parts += [escape(text[at:place]), tag]
        at = place
    parts.append(escape(text[at:]))
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped or one of our tags


def italic_tags(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the tags around the letters of statistics: place, order at this place, tag."""
    for found in STATISTIC.finditer(text):
        yield found.start(), 3, "<i>"
        yield found.end(), 0, "</i>"


def mark_tags(
    text: str, placed: Sequence[tuple[int, FigureMark]]
) -> Iterator[tuple[int, int, str]]:
    """Yield each mark, kept on one line with the word before it."""
    before = 0
    for place, mark in placed:
        word = LAST_WORD.search(text, before, place)
        if word:
            yield word.start(), 2, '<span class="nowrap">'
        yield place, 1, mark_button(mark) + ("</span>" if word else "")
        before = place


def mark_button(mark: FigureMark) -> str:
    """Return the button that opens where a figure comes from; its letter is no part of the text."""
    name = _("%(letter)s: where “%(figure)s” comes from")
    return format_html(
        '<button type="button" class="place-mark" popovertarget="place-{0}" '
        'aria-describedby="place-{0}-text" aria-label="{1}" data-mark="{0}" lang="{2}"></button>',
        mark.letter,
        name % {"letter": mark.letter, "figure": mark.text},
        get_language() or "en",
    )
