"""Publications by their identifiers: what Crossref, PubMed and Europe PMC know of each.

What sends requests is loaded when `make_lookup` is called, so that reading a list of
identifiers loads no network library.
"""

from __future__ import annotations

from pprnet.sources.lookup.combined_lookup import (
    CombinedAnswer,
    FoundRecord,
    ServiceFailure,
    look_up_all,
)
from pprnet.sources.lookup.identifier_lists import (
    MAX_ENTRIES,
    MAX_TEXT,
    IdentifierList,
    PrintedReference,
    ReadIdentifier,
    parse_identifiers,
)
from pprnet.sources.lookup.lookup_factory import (
    LOOKUP_KEYS,
    make_lookup,
    make_reference_search,
)
from pprnet.sources.lookup.lookup_service import (
    Identifier,
    IdKind,
    LookupAnswer,
    LookupService,
    ReferenceSearch,
)
from pprnet.sources.lookup.retraction_watch_file import (
    RetractionWatchFile,
    fetch_retraction_watch,
)

__all__ = [
    "LOOKUP_KEYS",
    "MAX_ENTRIES",
    "MAX_TEXT",
    "CombinedAnswer",
    "FoundRecord",
    "IdKind",
    "Identifier",
    "IdentifierList",
    "LookupAnswer",
    "LookupService",
    "PrintedReference",
    "ReadIdentifier",
    "ReferenceSearch",
    "RetractionWatchFile",
    "ServiceFailure",
    "fetch_retraction_watch",
    "look_up_all",
    "make_lookup",
    "make_reference_search",
    "parse_identifiers",
]
