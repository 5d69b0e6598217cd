"""De-duplication: records -> works, with the reason for each merge."""

from pprnet.dedupe.cluster import Cluster, cluster, works
from pprnet.dedupe.compare import compare
from pprnet.dedupe.keys import keys
from pprnet.dedupe.merge import merge

__all__ = ["Cluster", "cluster", "compare", "keys", "merge", "works"]
