"""Answers of E-utilities to esearch and efetch, parsed."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from pprnet import __version__
from pprnet.errors import SourceResponseError, UnknownFormatError
from pprnet.formats import read_records
from pprnet.records import Problem, Record

LABEL = "PubMed"
TOOL = f"pprnet-{__version__}"
_END = b"</PubmedArticleSet>"


@dataclass(frozen=True, slots=True)
class SearchOnServer:
    """A search that PubMed keeps for us on its history server."""

    count: int
    environment: str
    key: str
    remarks: tuple[str, ...] = ()
    """What PubMed left out of the query or changed in it."""


def entrez_fields(contact: str, api_key: str) -> dict[str, str | int]:
    """Return the fields of each request to PubMed that identify us; NCBI uses `tool` and `email`.

    Args:
        contact: e-mail address of whoever runs this.
        api_key: empty if there is none.
    """
    fields: dict[str, str | int] = {"db": "pubmed", "tool": TOOL, "email": contact}
    return fields | {"api_key": api_key} if api_key else fields


def parse_esearch(body: bytes) -> SearchOnServer:
    """Return the search that an answer to esearch describes.

    Args:
        body: XML.

    Raises:
        SourceResponseError: It is no such answer, or PubMed could not search.
    """
    tree = _tree(body)
    count = _text(tree, "Count")
    if error := _text(tree, "ERROR"):
        raise SourceResponseError(f"PubMed: could not search ({error}); check the query")
    if tree.tag != "eSearchResult" or not count.isdigit():
        raise SourceResponseError(f"PubMed: expected an eSearchResult, got <{tree.tag}>; try later")
    return SearchOnServer(
        int(count), _text(tree, "WebEnv"), _text(tree, "QueryKey"), _remarks(tree)
    )


def _remarks(tree: etree._Element) -> tuple[str, ...]:
    """Return the words that were not found and the warnings."""
    lists = (*tree.iterfind("ErrorList/*"), *tree.iterfind("WarningList/*"))
    return tuple(f"{remark.tag}: {remark.text}" for remark in lists if remark.text)


def parse_efetch(body: bytes) -> tuple[Record | Problem, ...]:
    """Return the records of an answer to efetch, all or none.

    Args:
        body: XML.

    Raises:
        SourceResponseError: It is no complete set of articles.
    """
    if not body.rstrip().endswith(_END):
        start = body[:200].decode("utf-8", "replace")
        raise SourceResponseError(
            f"PubMed: expected a whole PubmedArticleSet, got {len(body)} bytes from {start!r}; "
            "try later"
        )
    try:
        return tuple(read_records(BytesIO(body), name=LABEL))
    except UnknownFormatError as error:
        raise SourceResponseError(f"PubMed: expected records, got {error}") from error


def _tree(body: bytes) -> etree._Element:
    """Return the root of an XML document, read without entities and network."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        return etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        start = body[:60].decode("utf-8", "replace")
        raise SourceResponseError(
            f"PubMed: expected XML, got {start!r} ({error.msg}); try later"
        ) from error


def _text(tree: etree._Element, path: str) -> str:
    """Return the text of an element, empty if there is none."""
    return (tree.findtext(path) or "").strip()
