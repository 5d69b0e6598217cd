"""Template filters of the page of a draft beside its sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from pprnet_site.desk.queries.evidence.text_claims import TextRun

register = template.Library()

SIGNS = {"open": "?", "advice": "?", "computed": "=", "settled": "✓"}
"""What a mark has besides its line; one that was found in a source has none."""


@register.filter
def sent(values: Mapping[str, str], name: str) -> str:
    """Return what was typed into a field of a form, empty where nothing was."""
    return values.get(name, "") if values else ""


@register.filter
def claim_sign(mark: str) -> str:
    """Return the sign of a mark."""
    sign = SIGNS.get(mark, "")
    html = '<span class="sign sign--{}" aria-hidden="true">{}</span>'
    return format_html(html, mark, sign) if sign else ""


@register.filter
def with_claims(runs: Iterable[TextRun]) -> SafeString:
    """Return a text with its claims marked and linked.

    It is not a template: a text has dozens of claims, and is shown again while it is typed.
    """
    return format_html_join("", "{}", ((run_html(run),) for run in runs))


def run_html(run: TextRun) -> str:
    """Return some characters of a text as HTML."""
    if run.claim is None:
        return conditional_escape(run.text)
    others = format_html_join("", '<span id="c-{}"></span>', ((name,) for name in run.others))
    place = format_html(' data-place="{}"', run.place) if run.place else ""
    tag = "a" if run.target else "span"
    link = format_html(' href="#{}"{}', run.target, place) if run.target else ""
    inside = format_html(
        '{}{}<span class="visually-hidden"> ({})</span>',
        run.text,
        claim_sign(run.mark),
        run.label,
    )
    start = format_html(
        '<{} class="claim claim--{}" id="c-{}"{}>', tag, run.mark, run.claim.anchor, link
    )
    return format_html("{}{}{}</{}>", others, start, inside, tag)
