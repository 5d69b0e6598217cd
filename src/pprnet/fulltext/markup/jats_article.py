"""An article in JATS: abstract, sections of the body and tables, without references."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pprnet.errors import InputError
from pprnet.formats.xml.xml_elements import (
    Element,
    declared_encoding,
    parse_element,
    recode_to_utf8,
)
from pprnet.fulltext.article_values import (
    FullText,
    FullTextKind,
    SourceLayer,
    Table,
    TextPage,
    TextPassage,
)
from pprnet.fulltext.markup.markup_blocks import Markup, MarkupReading, plain_text, tag_name
from pprnet.fulltext.passages import Block, table_passages
from pprnet.records import Problem

JATS_START = re.compile(rb"<(?:\w+:)?article[\s>]")
_BLOCKS = frozenset(
    {
        "p",
        "sec",
        "abstract",
        "body",
        "list",
        "list-item",
        "disp-quote",
        "disp-formula",
        "boxed-text",
    }
    | {"def-list", "def-item", "def", "statement", "fig", "caption", "table-wrap-foot", "label"}
    | {"verse-group", "speech", "title-group", "article-title", "subtitle", "fn"}
)
_HEADINGS = frozenset({"title"})
_LEFT_OUT = frozenset(
    {"ref-list", "back", "tex-math", "graphic", "inline-graphic", "media", "object-id", "fn-group"}
    | {"supplementary-material", "journal-meta", "processing-meta", "sub-article", "response"}
    | {"alt-text", "long-desc", "permissions"}
)
_CITATION = re.compile(r"[\d\s,;–—-]*")


def read_jats_article(data: bytes, *, name: str) -> FullText:
    """Return an article.

    Args:
        data: the file, in any encoding that it declares.
        name: of the file, for problems.

    Raises:
        InputError: It contains no article.
    """
    text = recode_to_utf8(data, declared_encoding(data[:500]))
    start, end = JATS_START.search(text), text.rfind(b"</")
    element = text[start.start() :] if start else b""
    closing = element.rfind(b"</article>")
    element = element[: closing + len(b"</article>")] if closing > 0 else element
    tree, fault = parse_element(element) if element and end else (None, "")
    if tree is None:
        raise InputError(
            f"{name}: this is XML without an article that can be read; add the JATS file of the "
            "article, its PDF or its web page"
        )
    problems: tuple[Problem, ...] = ()
    if fault:
        message = f"an article {fault}; what could be read of it was kept"
        problems = (Problem(name, message, lost=False),)
    _strip_namespaces(tree)
    return _article(tree, problems)


def _strip_namespaces(tree: Element) -> None:
    """Name elements without their namespaces, as paths below expect them."""
    for element in tree.iter():
        if isinstance(element.tag, str) and "}" in element.tag:
            element.tag = tag_name(element)


def _article(tree: Element, problems: tuple[Problem, ...]) -> FullText:
    meta = tree.find("front/article-meta")
    meta = tree.find("front-stub") if meta is None else meta
    passages: list[TextPassage] = []
    tables: list[Table] = []
    for part, layer in _parts(tree, meta):
        reading = MarkupReading(MARKUP)
        reading.read(part)
        passages += _passages(reading.close(), layer)
        tables += reading.tables
    page = TextPage(0, (*passages, *table_passages(tables)), tuple(tables))
    return FullText(FullTextKind.JATS, _title(meta), (page,), problems)


def _parts(tree: Element, meta: Element | None) -> Iterator[tuple[Element, SourceLayer]]:
    abstracts = [] if meta is None else meta.findall("abstract")
    main = [found for found in abstracts if not found.get("abstract-type")] or abstracts[:1]
    yield from ((found, SourceLayer.ABSTRACT) for found in main[:1])
    for path in ("body", "floats-group"):
        yield from ((found, SourceLayer.BODY) for found in tree.findall(path))


def _passages(blocks: list[Block], layer: SourceLayer) -> Iterator[TextPassage]:
    section = "Abstract" if layer is SourceLayer.ABSTRACT else ""
    for block in blocks:
        if block.is_heading:
            section = block.text
        else:
            yield TextPassage(layer, block.text, 0, section)


def _title(meta: Element | None) -> str:
    """Return title and subtitle."""
    paths = ("title-group/article-title", "title-group/subtitle")
    found = [] if meta is None else [meta.find(path) for path in paths]
    return ": ".join(plain_text(part, MARKUP) for part in found if part is not None)


def _is_left_out(element: Element) -> bool:
    tag = tag_name(element)
    if tag == "xref":
        text = "".join(element.itertext())
        is_note = element.get("ref-type") in ("fn", "table-fn", "aff", "corresp")
        is_number = element.get("ref-type") == "bibr" and bool(_CITATION.fullmatch(text))
        return is_note or is_number
    return tag in _LEFT_OUT


def _table_parts(element: Element) -> tuple[Element, str] | None:
    """Return the table of a table-wrap with its label and caption, or a table by itself."""
    if tag_name(element) == "table":
        wrap = next(element.iterancestors("table-wrap"), None)
        return element, "" if wrap is None else _caption(wrap)
    return None


def _caption(wrap: Element) -> str:
    parts = [wrap.find(path) for path in ("label", "caption")]
    return " ".join(plain_text(part, _CAPTIONS) for part in parts if part is not None)


def _is_in_table(element: Element) -> bool:
    """Return whether a part of a table-wrap is read with its table."""
    is_part = tag_name(element) in ("label", "caption")
    return is_part and tag_name(element.getparent()) == "table-wrap"


MARKUP = Markup(
    _BLOCKS,
    _HEADINGS,
    lambda element: _is_left_out(element) or _is_in_table(element),
    _table_parts,
)
_CAPTIONS = Markup(_BLOCKS, frozenset(), _is_left_out, lambda _: None)
