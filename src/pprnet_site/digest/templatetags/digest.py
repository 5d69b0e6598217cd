"""Template tags of the digest: teasers, headings, references and search results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import nh3
from django import template
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pprnet_site.core.templatetags.pprnet import join_list, lang_of
from pprnet_site.digest import urls
from pprnet_site.digest.queries.notice_statements import (
    notice_report,
    notice_standing,
    notice_title,
)
from pprnet_site.digest.queries.reference_marks import reference_mark

register = template.Library()

HEADINGS = {"en": "Practice Implications", "fr": "Implications pour la pratique"}
"""The fixed heading; it follows the language of the content, not of the interface."""

PASSAGE_LABELS = {
    "title": gettext_lazy("In the title"),
    "bottom_line": gettext_lazy("In the bottom line"),
    "summary": gettext_lazy("In Summary"),
    "implications": gettext_lazy("In Practice Implications"),
    "citation": gettext_lazy("In the source"),
    "authors": gettext_lazy("In the author’s name"),
    "topic_names": gettext_lazy("In the topics"),
    "type_names": gettext_lazy("In the type of research"),
}
"""The label of a passage, by the field of the index."""

REFERENCE_HTML: dict[str, Any] = {
    "tags": {"a", "cite", "em", "i", "span", "sub", "sup"},
    "attributes": {"a": {"href"}, "span": {"class"}},
    "url_schemes": {"http", "https"},
    "link_rel": None,
}


@register.simple_tag
def main_menu() -> list[tuple[str, str, str]]:
    """Return each list of the main menu: the name of its URL, its address, and its label."""
    return [(name, reverse(name), str(label)) for name, label in urls.MENU]


@register.simple_tag
def practice_heading(language: str) -> str:
    """Return the heading of the practice implications in the language of the content."""
    return HEADINGS.get(language, HEADINGS["en"])


def clause_of(page: Any) -> str:
    """Return the clause that a teaser has for a summary: the teaser clause, else the title."""
    if page.teaser_clause:
        return str(page.teaser_clause)
    title = str(page.title).rstrip(" ?.!")
    is_name = title[1:2].isupper() or title[:2] == "I "
    return title if is_name else title[:1].lower() + title[1:]


@register.filter
def has_first_person(rows: Iterable[Any], editor_name: str) -> bool:
    """Return whether a teaser says "I": a person has that name and wrote every clause."""
    return bool(editor_name.strip()) and all(row.page.teaser_clause for row in rows)


@register.simple_tag
def teaser(rows: Sequence[Any], editor_name: str) -> SafeString:
    """Return the teaser of a month, in which each clause links to its summary."""
    clauses = [
        format_html(
            '<a href="{}"{}>{}</a>{}', row.url, lang_of(row.page.language), clause, clause_mark(row)
        )
        for row in rows
        for clause in [clause_of(row.page)]
    ]
    if len(clauses) > 2:  # noqa: PLR2004 - from three on the last comma is written, as on the site
        pattern = _("{clauses}, and {last}")
        head = SafeString(", ".join(clauses[:-1]))
        joined = format_html(pattern, clauses=head, last=clauses[-1])
    else:
        joined = join_list(clauses)
    if has_first_person(rows, editor_name):
        return format_html(_("This month… I blog about {clauses}."), clauses=joined)
    return format_html(_("This month… {clauses}."), clauses=joined)


def clause_mark(row: Any) -> SafeString:
    """Return what readers are warned of, behind a clause of a teaser."""
    if row.warning is None:
        return SafeString("")
    return format_html(' <span class="warning">({})</span>', row.warning.kind.label.lower())


@register.simple_tag
def work_mark(work: Any) -> SafeString:
    """Return the mark of a reference that nobody should act on, or nothing."""
    mark = reference_mark(work)
    return format_html('<strong class="warning">{}</strong> ', mark) if mark else SafeString("")


@register.filter
def as_names(terms: Iterable[Any]) -> list[str]:
    """Return the names of topics or types."""
    return [term.name for term in terms]


@register.simple_tag
def citation(row: Any) -> SafeString:
    """Return a reference as HTML: the engine escaped it, and unknown tags are removed."""
    return SafeString(nh3.clean(row.html, **REFERENCE_HTML))


@register.simple_tag
def citation_formats() -> list[tuple[str, str]]:
    """Return the formats in which references can be downloaded, by the ending of the file."""
    return [("txt", _("plain text")), ("ris", "RIS"), ("bib", "BibTeX"), ("json", "CSL-JSON")]


def marked_text(parts: Iterable[tuple[str, bool]]) -> SafeString:
    """Return a passage with the matched words marked."""
    pieces = (
        format_html("<mark>{}</mark>", text) if found else conditional_escape(text)
        for text, found in parts
    )
    return SafeString("".join(pieces))


@register.simple_tag
def marked_title(row: Any, snippets: Sequence[Any]) -> SafeString:
    """Return the title of a result with the matched words marked."""
    found = next((snippet for snippet in snippets if snippet.field == "title"), None)
    return marked_text(found.parts) if found else conditional_escape(row.page.title)


@register.filter
def passages(snippets: Sequence[Any]) -> list[tuple[SafeString, str]]:
    """Return the marked passages of a result with their labels; the title is shown separately."""
    return [
        (marked_text(snippet.parts), str(PASSAGE_LABELS.get(snippet.field, "")))
        for snippet in snippets
        if snippet.field != "title"
    ]


for _part in (notice_report, notice_standing, notice_title):
    register.filter(_part)
