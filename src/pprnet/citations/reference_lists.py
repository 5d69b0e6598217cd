"""A list of references: sorted as its style sorts, with 2020a and 2020b where they are needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pprnet.citations.apa_items import SafeItem, apa_text
from pprnet.citations.csl_items import CslItem
from pprnet.citations.csl_styles import (
    LETTER_FIELD,
    LETTER_MARK,
    adapt_style,
    has_year_letters,
    only_year_letters,
    own_locale,
    read_style,
    stated_year_letters,
)
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
    items: Sequence[CslItem], *, style: str = "apa", locale: str = ""
) -> list[FormattedReference]:
    """Return the references of a list in the order in which the style prints them.

    Each is as `format_references` prints it alone, but for what belongs to a list: several works of
    the same authors and year get a letter each (2020a, n.d.-b) in styles that name the year first,
    and MLA prints a dash for authors named before. A numbered style keeps the order of the items
    and prints no number. Where pandoc cannot format the list, each reference is formatted alone, in
    the order of the texts, and `problem` says why.

    Args:
        items: CSL-JSON.
        style: key of `STYLES`.
        locale: such as "fr-CA"; without one, the style's own ("en-GB" for Harvard).

    Raises:
        PandocMissingError: Pandoc is not installed.
        CitationError: The style or the locale is unknown.
    """
    locale = locale or own_locale(style)
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
    """Return the list as citeproc prints it in one call, which it needs to compare the works.

    In styles with letters a first call finds them and the order; the second prints each work as it
    is printed alone, with its letter.
    """
    letters = (
        _print(safe, csl=only_year_letters(csl), locale=locale) if has_year_letters(csl) else {}
    )
    lettered = [_with_letter(item, letters) for item in safe]
    printed = _print(lettered, csl=stated_year_letters(csl), locale=locale)
    by_key = {str(item["id"]): item for item in safe}
    in_order = [(by_key[key], printed[key]) for key in letters or printed]
    if not style.startswith("apa"):
        return [reference for _item, reference in in_order]
    return [apa_text(reference, item) for item, reference in in_order]


def _print(safe: Sequence[SafeItem], *, csl: str, locale: str) -> dict[str, FormattedReference]:
    """Return the references of a list by the id of the item, in the order of the style."""
    seconds = TIMEOUT_SECONDS * (1 + len(safe) // REFERENCES_PER_CALL)
    return render_bibliography(run_citeproc(safe, style=csl, locale=locale, seconds=seconds))


def _with_letter(item: SafeItem, letters: Mapping[str, FormattedReference]) -> SafeItem:
    """Return an item with the letter that the list gives it."""
    found = letters.get(str(item["id"]))
    letter = found.text.removeprefix(LETTER_MARK) if found else ""
    return {**item, LETTER_FIELD: letter} if letter else item


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
