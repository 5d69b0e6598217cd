"""Pandoc's document tree -> a line of safe HTML and a line of plain text.

The HTML is built from the tree and never copied from it: whatever is not written here as an element
is text, and text is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import quote

from pprnet.citations.csl_items import reveal_markup
from pprnet.identifiers import doi_url

PandocNode = dict[str, Any]

QUOTE_SIGNS = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
PAGE_RANGE = re.compile(r"([^\s\d]*)(\d+[–‑-]\d+)([^\s\d]*)")
SAFE_IN_ADDRESS = "%/:?#[]@!$&()*+,;=~-._"


@dataclass(frozen=True, slots=True)
class FormattedReference:
    """A reference, as safe HTML (cite, i, a and span only) and as plain text."""

    html: str
    text: str
    problem: str = ""
    """Why it is not in its style but in a plain form, else empty."""


def render_bibliography(document: PandocNode) -> dict[str, FormattedReference]:
    """Return each reference of a bibliography by the id of its item.

    Args:
        document: pandoc's document tree.
    """
    found = {}
    for block in document.get("blocks", []):
        if block["t"] == "Div" and block["c"][0][0] == "refs":
            for entry in block["c"][1]:
                found[entry["c"][0][0].removeprefix("ref-")] = _render_entry(entry["c"][1])
    return found


def _render_entry(blocks: Iterable[PandocNode]) -> FormattedReference:
    """Return the paragraphs of one reference as one line."""
    inlines = [node for block in blocks for node in _inlines_of(block)]
    return FormattedReference(
        html=" ".join("".join(map(_node_html, inlines)).split()),
        text=" ".join("".join(map(_node_text, inlines)).split()),
    )


def _inlines_of(block: PandocNode) -> list[PandocNode]:
    """Return the running text of a block."""
    if block["t"] in ("Para", "Plain"):
        return list(block["c"])
    if block["t"] == "Div":
        return [node for inner in block["c"][1] for node in _inlines_of(inner)]
    return []


def _node_text(node: PandocNode) -> str:
    """Return a node of running text without markup."""
    kind = node["t"]
    if kind == "Str":
        return reveal_markup(node["c"])
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    opening, closing, children = _content_of_node(node)
    return opening + "".join(map(_node_text, children)) + closing


def _node_html(node: PandocNode) -> str:
    """Return a node of running text as safe HTML."""
    kind = node["t"]
    if kind == "Str":
        return _page_range_html(reveal_markup(node["c"]))
    element = NODE_ELEMENTS.get(kind)
    if element is not None:
        return element(node)
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    opening, closing, children = _content_of_node(node)
    return opening + "".join(map(_node_html, children)) + closing


def _content_of_node(node: PandocNode) -> tuple[str, str, list[PandocNode]]:
    """Return the text before and after a node's children, and the children."""
    kind, content = node["t"], node.get("c", [])
    if kind == "Quoted":
        opening, closing = QUOTE_SIGNS[content[0]["t"]]
        return opening, closing, content[1]
    if kind == "Span":
        # The number before an entry of a numbered style means nothing in a single reference.
        children = [] if "csl-left-margin" in content[0][1] else content[1]
        return "", "", children
    if kind == "Link":
        return "", "", content[1]
    if kind in ("Code", "Math", "RawInline"):
        return "", "", [{"t": "Str", "c": content[1]}]
    return "", "", content if isinstance(content, list) else []


def _page_range_html(text: str) -> str:
    """Return a word escaped; a range of pages stays on one line."""
    pages = PAGE_RANGE.fullmatch(text)
    if pages is None:
        return escape(text)
    before, numbers, after = map(escape, pages.groups())
    return f'{before}<span class="nowrap">{numbers}</span>{after}'


def _emphasis_html(node: PandocNode) -> str:
    """Return a title as `cite`; a number in italics, such as a volume, is only italic."""
    tag = "i" if re.fullmatch(r"[\d\W]*", _node_text(node)) else "cite"
    return f"<{tag}>{''.join(map(_node_html, node['c']))}</{tag}>"


def _link_html(node: PandocNode) -> str:
    """Return a link to a web address; anything else is its text."""
    target = reveal_markup(node["c"][2][0])
    label = escape(_node_text(node))
    if not re.match(r"https?://", target, re.IGNORECASE):
        return label
    doi = target.removeprefix("https://doi.org/")
    address = doi_url(doi) if doi != target else quote(target, safe=SAFE_IN_ADDRESS)
    return f'<a href="{escape(address)}">{label}</a>'


NODE_ELEMENTS: dict[str, Callable[[PandocNode], str]] = {"Emph": _emphasis_html, "Link": _link_html}
