"""De-duplication: records -> works, with the reason for each merge."""

from pprnet.dedupe.cluster import Cluster, Resolution, UnsurePair, cluster, resolve, works
from pprnet.dedupe.keys import keys
from pprnet.dedupe.link_keys import LinkKeys, link_keys
from pprnet.dedupe.links import Link, links
from pprnet.dedupe.merge import merge
from pprnet.dedupe.verdicts import Same, Unsure, Verdict, compare

__all__ = [
    "Cluster",
    "Link",
    "LinkKeys",
    "Resolution",
    "Same",
    "Unsure",
    "UnsurePair",
    "Verdict",
    "cluster",
    "compare",
    "keys",
    "link_keys",
    "links",
    "merge",
    "resolve",
    "works",
]
