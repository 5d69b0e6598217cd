"""Citations: CSL-JSON in, APA 7 and other styles out, and what an item still lacks."""

from pprnet.citations.completeness import MissingField, completeness
from pprnet.citations.csl_styles import STYLES
from pprnet.citations.formatting import format_references
from pprnet.citations.reference_lists import format_reference_list
from pprnet.citations.rendering import FormattedReference
from pprnet.citations.short_sources import AuthorsKind, AuthorsShort, ShortSource, short_source

__all__ = [
    "STYLES",
    "AuthorsKind",
    "AuthorsShort",
    "FormattedReference",
    "MissingField",
    "ShortSource",
    "completeness",
    "format_reference_list",
    "format_references",
    "short_source",
]
