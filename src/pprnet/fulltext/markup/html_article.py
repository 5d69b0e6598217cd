"""An article saved from a web page: its text and tables, without what surrounds them."""

from __future__ import annotations

import codecs
import re

from lxml import etree
from lxml import html as lxml_html

from pprnet.errors import InputError
from pprnet.formats.streams import decode
from pprnet.formats.xml.xml_elements import Element
from pprnet.fulltext.article_values import FullText, FullTextKind, TextPage
from pprnet.fulltext.markup.markup_blocks import Markup, MarkupReading, plain_text, tag_name
from pprnet.fulltext.passages import passages_of, table_passages
from pprnet.fulltext.signs import clean_characters
from pprnet.records import Problem

_BLOCKS = frozenset(
    {
        "p", "div", "section", "article", "main", "ul", "ol", "li",
        "dl", "dt", "dd", "blockquote", "pre", "figure", "figcaption", "address",
        "body", "details", "summary", "center", "hr", "caption", "tr", "td",
        "th", "table", "header",
    }
)  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LEFT_OUT = frozenset(
    {
        "script", "style", "nav", "form", "footer", "aside", "noscript", "template",
        "svg", "button", "select", "option", "textarea", "input", "iframe", "object",
        "embed", "canvas", "audio", "video", "head", "dialog", "menu", "label",
        "annotation",
    }
)  # fmt: skip
_REFERENCES = re.compile(
    r"(?:^|[\s_-])(?:ref-?list|references?(?:-?(?:list|section))?|bibliography|doc-bibliography)"
    r"(?:$|[\s_-])"
)
_HIDDEN = re.compile(r"display:\s?none|visibility:\s?hidden")
_CHARSET = re.compile(rb"""<meta[^<>]{0,200}?charset\s?=\s?["']?([A-Za-z0-9._-]{2,40})""", re.I)
_TITLES = ("citation_title", "dc.title", "og:title")
_ROOTS = ("//article", "//main", "//*[@role='main']")
_FEWEST = 500
"""Characters of an element that may be the article."""


def read_html_article(data: bytes, *, name: str) -> FullText:
    """Return an article.

    Args:
        data: the page.
        name: of the file, for problems.

    Raises:
        InputError: The page contains no text.
    """
    tree = _tree(data)
    if tree is None:
        raise InputError(f"{name}: the web page contains no text; paste the text of the article")
    reading = MarkupReading(MARKUP)
    reading.read(_root(tree))
    blocks = reading.close()
    passages = (*passages_of(blocks), *table_passages(reading.tables))
    problems: tuple[Problem, ...] = ()
    if not passages:
        message = "no text of an article was found in the web page; paste its text instead"
        problems = (Problem(name, message),)
    page = TextPage(0, passages, tuple(reading.tables))
    return FullText(FullTextKind.HTML, _title(tree), (page,), problems)


def _tree(data: bytes) -> Element | None:
    """Return the parsed page, `None` if there is nothing in it."""
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    text = _decoded(data).replace("\x00", " ")
    try:
        return lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _decoded(data: bytes) -> str:
    declared = _CHARSET.search(data[:4_096])
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode(declared[1].decode("ascii"), "replace") if declared else decode(data)[0]
    except (LookupError, ValueError):
        return decode(data)[0]


def _root(tree: Element) -> Element:
    """Return the element of the article: of those that may be it, the one with the most text."""
    found = [element for path in _ROOTS for element in tree.xpath(path)[:50]]
    sizes = [(len(element.text_content()), -at) for at, element in enumerate(found)]
    if sizes and max(sizes)[0] >= _FEWEST:
        return found[-max(sizes)[1]]
    body = tree.find("body")
    return tree if body is None else body


def _title(tree: Element) -> str:
    for wanted in _TITLES:
        for meta in tree.iter("meta"):
            named = (meta.get("name") or meta.get("property") or "").casefold()
            if named == wanted and (meta.get("content") or "").strip():
                return clean_characters(meta.get("content") or "")
    for tag in ("h1", "title"):
        found = next(tree.iter(tag), None)
        if found is not None and (text := plain_text(found, MARKUP)):
            return text
    return ""


def _is_left_out(element: Element) -> bool:
    if tag_name(element) in _LEFT_OUT or element.get("hidden") is not None:
        return True
    if _HIDDEN.search(element.get("style") or ""):
        return True
    places = (element.get("role"), element.get("id"), element.get("class"))
    names = " ".join(filter(None, places)).casefold()[:300]
    is_block = tag_name(element) in _BLOCKS or tag_name(element) in ("ol", "ul")
    return is_block and bool(_REFERENCES.search(names))


def _table_parts(element: Element) -> tuple[Element, str] | None:
    """Return a table with its caption; one that only lays out the page is no table."""
    if tag_name(element) != "table" or element.get("role") == "presentation":
        return None
    if next(element.iter("table", "h1", "h2", "p"), element) is not element and any(
        True for inner in element.iterdescendants("table")
    ):
        return None
    found = element.find("caption")
    return element, "" if found is None else plain_text(found, MARKUP)


MARKUP = Markup(_BLOCKS, _HEADINGS, _is_left_out, _table_parts)
