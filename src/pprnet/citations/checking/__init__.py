"""Citations checked: names nearly right, fields that disagree, works that do not exist."""

from pprnet.citations.checking.disagreements import (
    Disagreement,
    DisagreementKind,
    compare_citation,
)
from pprnet.citations.checking.known_works import KnownWorks, WorkFinder
from pprnet.citations.checking.near_names import (
    NameDifference,
    NearName,
    named_authors,
    near_matches,
)
from pprnet.citations.checking.reference_check import (
    CheckedReference,
    CheckOutcome,
    check,
)

__all__ = [
    "CheckOutcome",
    "CheckedReference",
    "Disagreement",
    "DisagreementKind",
    "KnownWorks",
    "NameDifference",
    "NearName",
    "WorkFinder",
    "check",
    "compare_citation",
    "named_authors",
    "near_matches",
]
