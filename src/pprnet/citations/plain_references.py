"""A plain reference without a style, for an item that could not be formatted."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from pprnet.citations.csl_items import CslItem, date_parts, field_text, item_names, reveal_markup
from pprnet.citations.rendering import FormattedReference


def plain_reference(item: CslItem, *, problem: str) -> FormattedReference:
    """Return authors, year, title, container and address of an item in one line, in no style.

    Args:
        item: CSL-JSON.
        problem: why the item could not be formatted.
    """
    text = reveal_markup(" ".join(part for part in _reference_parts(item) if part))
    return FormattedReference(html=escape(text), text=text, problem=problem)


def _reference_parts(item: CslItem) -> list[str]:
    """Return the sentences of a plain reference; one that is not stated is empty."""
    names = "; ".join(_name_text(name) for name in item_names(item, "author"))
    parts = date_parts(item)
    container = ", ".join(
        text
        for field in ("container-title", "volume", "issue", "page", "publisher")
        if (text := field_text(item.get(field)))
    )
    status = field_text(item.get("status")) or "n.d."
    doi = field_text(item.get("DOI"))
    return [
        _sentence(names),
        f"({parts[0] if parts else status}).",
        _sentence(field_text(item.get("title"))),
        _sentence(container),
        f"https://doi.org/{doi}" if doi else field_text(item.get("URL")),
    ]


def _name_text(name: Mapping[str, str]) -> str:
    """Return a name in index order."""
    particle = name.get("non-dropping-particle", "") or name.get("dropping-particle", "")
    family = " ".join(part for part in (particle, name.get("family", "")) if part)
    parts = (family, name.get("given", ""), name.get("suffix", ""))
    return name.get("literal") or ", ".join(part for part in parts if part)


def _sentence(text: str) -> str:
    """Return a text with a full stop at its end, if it has any characters."""
    return text if not text or text.endswith((".", "?", "!")) else f"{text}."
