"""PubMed XML, from efetch or the yearly files: articles and books."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pprnet.formats.streams import Stream
from pprnet.formats.xml.pubmed_fields import pubmed_article_record, pubmed_book_record
from pprnet.formats.xml.xml_elements import read_elements
from pprnet.records import Problem, Record

_TAG = re.compile(rb"<(/?)Pubmed(?:Book)?Article(?:\s[^<>]*)?(/?)>")


def read_pubmed_xml(stream: Stream) -> Iterator[Record | Problem]:
    """Read each article and book of a set."""
    return read_elements(stream, _TAG, _pubmed_record)


def _pubmed_record(tree: etree._Element, line: int) -> Record | None:
    book = tree.find("BookDocument")
    citation = tree.find("MedlineCitation")
    if book is not None:
        record = pubmed_book_record(tree, book, line)
    elif citation is not None:
        record = pubmed_article_record(tree, citation, line)
    else:
        return None
    return record if record.title or record.pmid else None
