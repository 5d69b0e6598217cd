"""De-duplication: records are grouped into works, with the reason for each merge."""

from pprnet.dedupe.blocking.block_keys import blocking_keys
from pprnet.dedupe.clustering.clusters import (
    Cluster,
    PossibleMatchPair,
    Resolution,
    cluster_records,
    merge_into_works,
    resolve_records,
)
from pprnet.dedupe.comparison.verdicts import Match, MatchVerdict, PossibleMatch, compare_records
from pprnet.dedupe.linking.link_keys import LinkKeys, link_keys
from pprnet.dedupe.linking.links import RecordLink, find_links
from pprnet.dedupe.merging import merge_records

__all__ = [
    "Cluster",
    "LinkKeys",
    "Match",
    "MatchVerdict",
    "PossibleMatch",
    "PossibleMatchPair",
    "RecordLink",
    "Resolution",
    "blocking_keys",
    "cluster_records",
    "compare_records",
    "find_links",
    "link_keys",
    "merge_into_works",
    "merge_records",
    "resolve_records",
]
