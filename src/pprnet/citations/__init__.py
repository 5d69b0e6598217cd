"""Citations: CSL-JSON in, APA 7 and other styles out, and what an item still lacks."""

from pprnet.citations.completeness import MissingField, completeness
from pprnet.citations.formatting import STYLES, format_references, plain
from pprnet.citations.rendering import Formatted
from pprnet.citations.short import AuthorsKind, AuthorsShort, ShortSource, short_source

__all__ = [
    "STYLES",
    "AuthorsKind",
    "AuthorsShort",
    "Formatted",
    "MissingField",
    "ShortSource",
    "completeness",
    "format_references",
    "plain",
    "short_source",
]
