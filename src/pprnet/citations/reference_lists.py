"""A list of references: sorted as its style sorts, with 2020a and 2020b where they are needed."""

from __future__ import annotations

from collections.abc import Sequence

from pprnet.citations.apa_items import SafeItem, apa_text
from pprnet.citations.csl_items import CslItem
from pprnet.citations.csl_styles import adapt_style, read_style
from pprnet.citations.formatting import (
    REFERENCES_PER_CALL,
    check_locale,
    format_references,
    safe_items,
)
from pprnet.citations.pandoc import TIMEOUT_SECONDS, run_citeproc
from pprnet.citations.rendering import FormattedReference, render_bibliography
from pprnet.errors import CitationError, PandocMissingError


def format_reference_list(
    items: Sequence[CslItem], *, style: str = "apa", locale: str = "en-US"
) -> list[FormattedReference]:
    """Return the references of a list in the order in which the style prints them.

    Several works of the same authors and year get a letter each (2020a, n.d.-b) in styles that
    name the year first; a numbered style keeps the order of the items and prints no number. Where
    pandoc cannot format the list, each reference is formatted alone, in the order of the texts, and
    `problem` says why.

    Args:
        items: CSL-JSON.
        style: key of `STYLES`.
        locale: such as "en-US" or "fr-CA".

    Raises:
        PandocMissingError: Pandoc is not installed.
        CitationError: The style or the locale is unknown.
    """
    check_locale(locale)
    csl = adapt_style(read_style(style))
    if not items:
        return []
    safe = safe_items(items, style=style)
    try:
        return _format_whole(safe, csl=csl, locale=locale, style=style)
    except PandocMissingError:
        raise
    except CitationError as error:
        return _format_alone(items, style=style, locale=locale, problem=str(error))


def _format_whole(
    safe: Sequence[SafeItem], *, csl: str, locale: str, style: str
) -> list[FormattedReference]:
    """Return the list as citeproc prints it in one call, which it needs to compare the works."""
    seconds = TIMEOUT_SECONDS * (1 + len(safe) // REFERENCES_PER_CALL)
    document = run_citeproc(safe, style=csl, locale=locale, seconds=seconds)
    by_key = {str(item["id"]): item for item in safe}
    printed = render_bibliography(document)
    if not style.startswith("apa"):
        return list(printed.values())
    return [apa_text(reference, by_key[key]) for key, reference in printed.items()]


def _format_alone(
    items: Sequence[CslItem], *, style: str, locale: str, problem: str
) -> list[FormattedReference]:
    """Return each reference formatted alone, in the order of the texts, with the reason."""
    done = format_references(items, style=style, locale=locale)
    marked = [
        FormattedReference(html=each.html, text=each.text, problem=each.problem or problem)
        for each in done
    ]
    return sorted(marked, key=lambda each: each.text.casefold())
