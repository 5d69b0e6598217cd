"""Articles in JATS, PDF, HTML and plain text to pages of passages and tables."""

from pprnet.fulltext.article_values import (
    UNREAD_MARK,
    FullText,
    FullTextKind,
    SourceLayer,
    Table,
    TextPage,
    TextPassage,
    Unread,
)
from pprnet.fulltext.pdf.pdf_pages import MAX_PAGES, PdfPage
from pprnet.fulltext.reading import (
    FullTextPart,
    assembled_fulltext,
    read_fulltext,
    read_fulltext_parts,
)
from pprnet.fulltext.title_match import TitleMatch, matches_title

__all__ = [
    "MAX_PAGES",
    "UNREAD_MARK",
    "FullText",
    "FullTextKind",
    "FullTextPart",
    "PdfPage",
    "SourceLayer",
    "Table",
    "TextPage",
    "TextPassage",
    "TitleMatch",
    "Unread",
    "assembled_fulltext",
    "matches_title",
    "read_fulltext",
    "read_fulltext_parts",
]
