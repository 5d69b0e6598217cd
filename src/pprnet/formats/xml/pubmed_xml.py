"""PubMed XML, from efetch or the yearly files: articles and books."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pprnet.formats.detection import Detection, is_xml
from pprnet.formats.format_entry import Format
from pprnet.formats.streams import Stream
from pprnet.formats.xml.pubmed_fields import pubmed_article_record, pubmed_book_record
from pprnet.formats.xml.xml_elements import read_elements
from pprnet.records import Problem, Record

_TAG = re.compile(rb"<(/?)Pubmed(?:Book)?Article(?:\s[^<>]*)?(/?)>")


def read_pubmed_xml(stream: Stream) -> Iterator[Record | Problem]:
    """Yield each article and book of a set.

    Args:
        stream: the file.
    """
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


def _is_pubmed(head: bytes) -> bool:
    return is_xml(head) and b"<Pubmed" in head and b"Article" in head


PUBMED_XML = Format(
    key="pubmed-xml",
    name="PubMed XML",
    label="PubMed XML",
    extensions=(".xml",),
    media_type="application/xml",
    recognised_by="an element such as `PubmedArticleSet`",
    detection=(Detection(10, _is_pubmed),),
    read=read_pubmed_xml,
    example="""\
<PubmedArticleSet>
<PubmedArticle><MedlineCitation><PMID>1</PMID><Article><Journal><JournalIssue><PubDate><Year>2020\
</Year></PubDate></JournalIssue></Journal><ArticleTitle>First é.</ArticleTitle></Article>\
</MedlineCitation></PubmedArticle>
<PubmedArticle><MedlineCitation><PMID>2</PMID><Article><Journal><JournalIssue><PubDate><Year>2021\
</Year></PubDate></JournalIssue></Journal><ArticleTitle>Second.</ArticleTitle></Article>\
</MedlineCitation></PubmedArticle>
</PubmedArticleSet>
""",
)
