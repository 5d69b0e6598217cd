"""The address at which a work can be read without paying, as three services state it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pprnet.formats.json.json_values import as_dict, as_dicts, as_text

_FREE = frozenset({"OA", "F"})
"""Europe PMC's codes for open access and for free to read."""
_STYLES = ("pdf", "html")


def open_copy_of(stated: Mapping[str, Any]) -> str:
    """Return the address of the best free copy, empty if none is stated.

    Args:
        stated: JSON of a work from OpenAlex, Unpaywall or Europe PMC.
    """
    return next((address for address in _copies(stated) if _is_address(address)), "")


def _copies(stated: Mapping[str, Any]) -> Iterator[str]:
    """Yield addresses, the best first; some may be empty."""
    best = as_dict(stated.get("best_oa_location"))
    for name in ("pdf_url", "url_for_pdf", "landing_page_url", "url", "url_for_landing_page"):
        yield as_text(best.get(name))
    yield as_text(as_dict(stated.get("open_access")).get("oa_url"))
    listed = as_dicts(as_dict(stated.get("fullTextUrlList")).get("fullTextUrl"))
    free = [copy for copy in listed if as_text(copy.get("availabilityCode")) in _FREE]
    for style in _STYLES:
        for copy in free:
            if as_text(copy.get("documentStyle")) == style:
                yield as_text(copy.get("url"))


def _is_address(text: str) -> bool:
    """Return whether a text is a web address."""
    return text.startswith(("https://", "http://"))
