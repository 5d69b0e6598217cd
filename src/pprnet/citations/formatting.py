"""References in APA 7 and other styles, by pandoc's citeproc."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pprnet.citations.apa_items import (
    SERIAL_TYPES,
    SafeItem,
    apa_fields,
    apa_text,
    capitalise,
)
from pprnet.citations.csl_items import (
    CSL_DATE_FIELDS,
    CSL_NAME_FIELDS,
    CSL_TEXT_FIELDS,
    CSL_TYPES,
    CslItem,
    field_text,
    hide_markup,
    item_names,
    raw_text,
    safe_date,
    web_address,
)
from pprnet.citations.csl_styles import (
    adapt_style,
    drops_hyphens,
    own_locale,
    read_style,
    remove_list_rules,
)
from pprnet.citations.pandoc import run_citeproc
from pprnet.citations.plain_references import plain_reference
from pprnet.citations.quotation_marks import hide_unpaired_quotes
from pprnet.citations.rendering import FormattedReference, render_bibliography
from pprnet.errors import CitationError, PandocMissingError
from pprnet.identifiers import stated_doi

REFERENCES_PER_CALL = 200
GIVEN_HYPHEN = re.compile(r"(?<=[\w.])[-‐‑](?=(\w))")
"""A hyphen in given names, with the letter after it."""
MAX_FAILED_CALLS = 12
"""Calls of pandoc that may fail in one formatting; at 5 s each, one minute."""


def format_references(
    items: Sequence[CslItem], *, style: str = "apa", locale: str = ""
) -> list[FormattedReference]:
    """Return the reference of each item, formatted alone, in the order of the items.

    Pandoc is called once for 200 of them. A batch that fails or takes too long is halved until the
    one item is found; that one is returned in a plain form, and its `problem` says why.

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
    if not items:
        return []
    safe = safe_items(items, style=style)
    run = _Formatting(remove_list_rules(adapt_style(read_style(style))), locale)
    for batch in batches(safe):
        run.format_batch(batch)
    done = (run.done.get(f"i{at}", FormattedReference("", "")) for at in range(len(items)))
    if not style.startswith("apa"):
        return list(done)
    return [apa_text(each, item) for each, item in zip(done, safe, strict=True)]


def check_locale(locale: str) -> None:
    """Raise an error for a locale that is none.

    Args:
        locale: such as "en-US" or "fr-CA".

    Raises:
        CitationError: It is none.
    """
    if not re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", locale):
        raise CitationError(f'locale: expected such as "en-US" or "fr-CA", got "{locale[:20]}"')


def safe_items(items: Sequence[CslItem], *, style: str) -> list[SafeItem]:
    """Return the known fields of items as text without markup, as they are handed to pandoc.

    Args:
        items: CSL-JSON.
        style: key of `STYLES`.
    """
    safe = [_safe_item(item, key=f"i{at}", style=style) for at, item in enumerate(items)]
    return list(map(_without_hyphens, safe)) if drops_hyphens(style) else safe


def _without_hyphens(item: SafeItem) -> SafeItem:
    """Return an item with a space for each hyphen in given names.

    Citeproc keeps the hyphen of "A.-M." in styles that print "AM".
    """
    return {name: _spaced_given(value) for name, value in item.items()}


def _spaced_given(value: object) -> object:
    """Return the names of a field with a space for each hyphen before a capital."""
    if not isinstance(value, list):
        return value
    return [
        {part: _spaced(text) if part == "given" else text for part, text in name.items()}
        for name in value
    ]


def _spaced(given: str) -> str:
    """Return given names with a space for each hyphen before a capital."""
    return GIVEN_HYPHEN.sub(lambda found: " " if found[1].isupper() else found[0], given)


class _Formatting:
    """One formatting of many items, with what is done and how many calls failed."""

    def __init__(self, style: str, locale: str) -> None:
        """Begin a formatting in a style, given as CSL, and a language."""
        self.style = style
        self.locale = locale
        self.done: dict[str, FormattedReference] = {}
        self.failed_calls = 0
        self.problem = ""

    def format_batch(self, batch: Sequence[SafeItem]) -> None:
        """Format a batch, halving it where it fails; an item that fails alone stays plain."""
        if self.failed_calls >= MAX_FAILED_CALLS:
            self._keep_plain(batch)
            return
        try:
            document = run_citeproc(batch, style=self.style, locale=self.locale)
        except PandocMissingError:
            raise
        except CitationError as error:
            self.failed_calls += 1
            self.problem = str(error)
            if len(batch) == 1:
                self._keep_plain(batch)
                return
            middle = len(batch) // 2
            self.format_batch(batch[:middle])
            self.format_batch(batch[middle:])
        else:
            self.done |= render_bibliography(document)

    def _keep_plain(self, batch: Sequence[SafeItem]) -> None:
        """Write items in the plain form, with the reason."""
        for item in batch:
            self.done[str(item["id"])] = plain_reference(item, problem=self.problem)


def batches(items: Sequence[SafeItem]) -> Iterator[Sequence[SafeItem]]:
    """Yield the items in batches that pandoc formats in bounded time.

    Args:
        items: CSL-JSON.
    """
    for start in range(0, len(items), REFERENCES_PER_CALL):
        yield items[start : start + REFERENCES_PER_CALL]


def _safe_item(item: CslItem, *, key: str, style: str) -> SafeItem:
    """Return the known fields of an item as text without markup, under our own id."""
    kind = field_text(item.get("type"))
    safe: dict[str, object] = {"id": key, "type": kind if kind in CSL_TYPES else "document"}
    for field in CSL_TEXT_FIELDS:
        if text := field_text(item.get(field)):
            safe[field] = _safe_text(text)
    for field in CSL_NAME_FIELDS:
        names = item_names(item, field)
        hidden = [{part: _safe_text(text) for part, text in name.items()} for name in names]
        safe |= {field: hidden} if hidden else {}
    for field in CSL_DATE_FIELDS:
        if date := safe_date(item, field):
            safe[field] = date
    if safe["type"] in SERIAL_TYPES and "author" in safe:
        safe.pop("editor", None)  # of the journal: no style names the editors of an article
    safe |= _safe_address(item)
    if style.startswith("apa"):
        safe |= apa_fields(safe)
    if style.startswith("apa") and field_text(item.get("language"))[:2] in ("", "en"):
        safe["title"] = capitalise(str(safe.get("title", "")))
    return safe


def _safe_text(text: str) -> str:
    """Return a text in which citeproc finds no markup, and quotation marks only in pairs."""
    return hide_unpaired_quotes(hide_markup(text))


def _safe_address(item: CslItem) -> dict[str, object]:
    """Return the DOI where there is one, otherwise a valid web address."""
    if doi := stated_doi(raw_text(item.get("DOI"))):
        return {"DOI": hide_markup(doi)}
    if address := web_address(item.get("URL")):
        return {"URL": address}
    return {}
